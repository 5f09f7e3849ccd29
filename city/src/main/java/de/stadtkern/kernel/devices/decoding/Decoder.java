package de.stadtkern.kernel.devices.decoding;

import de.stadtkern.kernel.problem.Refusal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bytes that a device sends. */
@FunctionalInterface
public interface Decoder {

    /**
     * The values by name: numbers in the units of the device, and truth values. What was not sent is not there.
     *
     * @param port 0 to 255
     * @throws Refusal when the device does not send such bytes
     */
    ObjectNode decode(int port, byte[] bytes);

    /** The decoder of a device, by the name of its type. */
    static Optional<Decoder> find(String name) {
        return Optional.ofNullable(BuiltIn.BY_NAME.get(name));
    }

    /** The names of all decoders, in the order of the alphabet. */
    static List<String> names() {
        return BuiltIn.BY_NAME.keySet().stream().sorted().toList();
    }

    /** The refusal of bytes that the device does not send. */
    static Refusal unknown(String device, int port, byte[] bytes) {
        return Refusal.badInput(
                "devices.refusal.bytes",
                device,
                port,
                HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, BuiltIn.MOST_SHOWN)));
    }

    /** Those that come with the program. */
    final class BuiltIn {

        private static final int MOST_SHOWN = 51;

        private static final Map<String, Decoder> BY_NAME = Map.of(
                "bosch-tps110", new Tps110(),
                "decentlab-dl-atm41", new DlAtm41(),
                "decentlab-dl-ctd10", new DlCtd10(),
                "decentlab-dl-cws2", new DlCws2(),
                "decentlab-dl-mbx", new DlMbx(),
                "dragino-lse01", new Lse01(),
                "milesight-em310-udl", new Em310Udl());

        private BuiltIn() {}
    }
}
