package de.stadtkern.demo.devices;

import de.stadtkern.demo.weather.Air;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A LoRaWAN gateway of the town.
 *
 * @param number from 1
 */
record Gateway(int number, Place place) {

    private static final double METRES = 100;
    private static final double DBM_THERE = -62;
    private static final double DB_PER_DECADE = 36;
    private static final double WEAKEST_DBM = -123;
    private static final int MOST_THAT_HEAR = 3;

    String id() {
        return "gw-" + number;
    }

    String eui() {
        return "0016c001f10000%02x".formatted(number);
    }

    /** How a gateway heard a device, in dBm and dB. */
    record Reception(Gateway gateway, int rssi, double snr) {}

    /** The gateways that hear the device, the best first; farther away and in rain it is weaker. */
    static List<Reception> hearing(List<Gateway> gateways, Device device, Air air, double jitter, Set<String> dead) {
        return gateways.stream()
                .filter(gateway -> !dead.contains(gateway.id()))
                .map(gateway -> gateway.hear(device, air, jitter))
                .filter(reception -> reception.rssi() > WEAKEST_DBM)
                .sorted(Comparator.comparingInt(Reception::rssi).reversed())
                .limit(MOST_THAT_HEAR)
                .toList();
    }

    private Reception hear(Device device, Air air, double jitter) {
        double away = Math.max(METRES, place.metresTo(device.place()));
        double wall = 10 * device.trait(number + 50);
        double rssi =
                DBM_THERE - DB_PER_DECADE * Math.log10(away / METRES) - wall - Math.min(5, air.rain()) + 2 * jitter;
        double snr = Math.clamp((rssi + 117) / 2.4, -20.0, 10.5);
        return new Reception(this, (int) Math.round(rssi), Numbers.rounded(snr, 1));
    }
}
