package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a device sent, whichever network server passed it on.
 *
 * @param token the same whenever the network server repeats this uplink
 * @param time when the network server received it, ISO 8601; null when it does not say
 * @param reception frame counter, and the gateway that heard best
 * @param simulated somebody tried the network server out: nothing was measured
 */
record Uplink(
        Sender sender, String token, @Nullable String time, Payload payload, ObjectNode reception, boolean simulated) {

    private static final int LONGEST_TOKEN = 200;
    private static final int LONGEST_NAME = 200;
    private static final Pattern IDENTITY = Pattern.compile("[0-9a-z][0-9a-z._-]{0,63}");

    Uplink {
        if (token.length() > LONGEST_TOKEN || token.indexOf('\0') >= 0) {
            throw Refusal.badInput("devices.refusal.token", LONGEST_TOKEN, token.length());
        }
    }

    /** The time, when it can be read. */
    Optional<Instant> moment() {
        try {
            return time == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** As it counts when it was heard then: a time to come is a lie. */
    Uplink heardAt(Instant now) {
        return moment().filter(moment -> Remark.isFuture(moment, now)).isPresent()
                ? new Uplink(sender, token, now.toString(), payload, reception, simulated)
                : this;
    }

    long counter() {
        return reception.path("frameCounter").asLong(0);
    }

    /**
     * The same for the same message under another token. Empty when it has no time, by which alone it could be told, and
     * when the token is of session and counter: then another token is another message.
     */
    Optional<UUID> fingerprint() {
        return token.endsWith("/" + counter())
                ? Optional.empty()
                : Optional.ofNullable(time).map(named -> UUID.nameUUIDFromBytes(content(named)));
    }

    private byte[] content(String named) {
        String bytes = HexFormat.of().formatHex(payload.bytes());
        return "%s %d %d %s %s"
                .formatted(named, counter(), payload.port(), bytes, payload.values())
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The device, as the network server knows it.
     *
     * @param devEui lower case; of a device without LoRaWAN its own identity
     * @param name what it is called there; may be empty
     * @param profile its device profile there; may be empty
     * @param place where it stands; null when the network server does not say
     */
    record Sender(
            String devEui,
            String name,
            String profile,
            @Nullable Position place) {

        Sender {
            devEui = devEui.toLowerCase(Locale.ROOT);
            if (!IDENTITY.matcher(devEui).matches()) {
                throw Refusal.badInput("devices.refusal.device-id", shortened(devEui));
            }
            name = shortened(name);
            profile = shortened(profile);
        }

        static String shortened(String text) {
            String readable = text.replaceAll("\\p{Cntrl}", " ").strip();
            return readable.length() <= LONGEST_NAME ? readable : readable.substring(0, LONGEST_NAME);
        }
    }
}
