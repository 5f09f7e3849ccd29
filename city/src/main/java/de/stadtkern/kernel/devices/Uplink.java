package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Locale;
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
