package de.stadtkern.demo.devices;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A LoRaWAN frame as the network server has it.
 *
 * @param session changes with every join
 * @param heard by these gateways, the best first
 */
@SuppressWarnings("ArrayRecordComponent") // written once and never compared
record Frame(
        Device device,
        String session,
        long counter,
        int port,
        byte[] bytes,
        List<Gateway.Reception> heard,
        Instant at) {

    private static final double SYMBOL_SECONDS_AT_SF7 = 0.001024;

    /** 7 where it is heard well, up to 12. */
    int spreadingFactor() {
        int rssi = heard.getFirst().rssi();
        return rssi > -100 ? 7 : rssi > -108 ? 8 : rssi > -113 ? 9 : rssi > -117 ? 10 : rssi > -120 ? 11 : 12;
    }

    /** Seconds on the air, by Semtech's formula for an explicit header and coding rate 4/5. */
    double airtime() {
        int factor = spreadingFactor();
        double symbol = SYMBOL_SECONDS_AT_SF7 * (1 << (factor - 7));
        int slow = factor >= 11 ? 1 : 0;
        double bits = 8 * (bytes.length + 13) - 4 * factor + 28 + 16;
        return symbol * (12.25 + 8 + 5 * Math.max(0, Math.ceil(bits / (4 * (factor - 2 * slow)))));
    }

    /** Hertz, of the three channels that all of Europe has. */
    long frequency() {
        return 868_100_000 + 200_000 * (counter % 3);
    }

    String deviceAddress() {
        return "2601" + device.devEui().substring(12);
    }

    UUID uuid() {
        return UUID.nameUUIDFromBytes((session + "/" + counter).getBytes(StandardCharsets.UTF_8));
    }
}
