package de.stadtkern.demo;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The weather of the simulated town: a clear winter night that comes round every twelve minutes. */
final class SimulatedNight {

    private static final double MINUTES = 12;

    private SimulatedNight() {}

    /**
     * What a station measures.
     *
     * @param sinceStart of the demo
     * @param station number of the station from 0; each has its own coldness
     */
    static Map<Quantity, Double> at(Duration sinceStart, int station) {
        double phase = 2 * Math.PI * sinceStart.toMillis() / (MINUTES * 60_000);
        double air = rounded(1.0 - 3.0 * Math.sin(phase) - 0.15 * station);
        double radiation = 0.4 + 1.2 * Math.max(0, Math.sin(phase)) + 0.1 * (station % 4);
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.AIR, air);
        values.put(Quantity.HUMIDITY, rounded(91 + 3 * Math.sin(phase + station)));
        values.put(Quantity.SURFACE, rounded(air - radiation));
        values.put(Quantity.PRECIPITATION, 0.0);
        return values;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
