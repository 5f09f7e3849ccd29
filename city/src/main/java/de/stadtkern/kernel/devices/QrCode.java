package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The QR code on a LoRaWAN device, as the LoRa Alliance defines it (TR005, LoRaWAN Device Identification QR Codes):
 * {@code LW:D0:JoinEUI:DevEUI:ProfileID}, then what the vendor adds.
 *
 * @param devEui lower case
 * @param joinEui lower case
 * @param profile VendorID and VendorProfileID, four hexadecimal digits each, lower case
 * @param serial empty when the code does not say
 */
record QrCode(String devEui, String joinEui, String profile, String serial) {

    private static final int LONGEST = 512;
    private static final Pattern EUI = Pattern.compile("[0-9A-F]{16}");
    private static final Pattern PROFILE = Pattern.compile("[0-9A-F]{8}");
    private static final Pattern OWNER = Pattern.compile("[0-9A-F]+");
    private static final Pattern CHECK_SUM = Pattern.compile("[0-9A-F]{4}");

    /** What may be in a QR code of the alphanumeric mode, without the colon. */
    private static final Pattern WORD = Pattern.compile("[0-9A-Z $%*+./-]+");

    /** Reads what a scanner, a keyboard or an address gives. */
    static QrCode parse(String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        List<String> parts = Arrays.asList(code.split(":", -1));
        require(code.length() <= LONGEST && parts.getFirst().equals("LW"), "devices.refusal.qr", text);
        require(
                parts.size() > 1 && parts.get(1).equals("D0"),
                "devices.refusal.qr-version",
                parts.subList(0, Math.min(2, parts.size())));
        require(parts.size() >= 5, "devices.refusal.qr-short", parts.size());
        require(EUI.matcher(parts.get(2)).matches(), "devices.refusal.qr-join-eui", parts.get(2));
        require(EUI.matcher(parts.get(3)).matches(), "devices.refusal.dev-eui", parts.get(3));
        require(PROFILE.matcher(parts.get(4)).matches(), "devices.refusal.qr-profile", parts.get(4));
        Map<Character, String> more = more(parts.subList(5, parts.size()));
        String sum = more.get('C');
        require(
                sum == null || sum.equals(checkSum(code.substring(0, code.lastIndexOf(':')))),
                "devices.refusal.qr-sum",
                text.strip());
        return new QrCode(
                parts.get(3).toLowerCase(Locale.ROOT),
                parts.get(2).toLowerCase(Locale.ROOT),
                parts.get(4).toLowerCase(Locale.ROOT),
                more.getOrDefault('S', ""));
    }

    /** Owner token, serial number, vendor's own, check sum: each at most once, in this order. */
    private static Map<Character, String> more(List<String> parts) {
        Map<Character, String> more = new LinkedHashMap<>();
        String order = "OSPC";
        int at = 0;
        for (String part : parts) {
            int kind = part.isEmpty() ? -1 : order.indexOf(part.charAt(0), at);
            String value = part.isEmpty() ? "" : part.substring(1);
            boolean fits = kind >= 0
                    && switch (order.charAt(kind)) {
                        case 'O' -> OWNER.matcher(value).matches();
                        case 'C' -> CHECK_SUM.matcher(value).matches();
                        default -> WORD.matcher(value).matches();
                    };
            require(fits, "devices.refusal.qr-part", part);
            more.put(order.charAt(kind), value);
            at = kind + 1;
        }
        return more;
    }

    /** CRC-16/MODBUS of what stands before. */
    private static String checkSum(String text) {
        int sum = 0xFFFF;
        for (byte one : text.getBytes(StandardCharsets.US_ASCII)) {
            sum ^= one;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) == 1 ? sum >> 1 ^ 0xA001 : sum >> 1;
            }
        }
        return "%04X".formatted(sum);
    }

    private static void require(boolean kept, String textKey, Object value) {
        if (!kept) {
            String shown = value.toString();
            throw Refusal.badInput(textKey, shown.length() > 80 ? shown.substring(0, 80) + "…" : shown)
                    .at("qr");
        }
    }
}
