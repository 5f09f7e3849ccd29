package de.stadtkern.demo.devices;

import de.stadtkern.demo.weather.Air;
import de.stadtkern.demo.weather.Noise;
import de.stadtkern.demo.weather.Relief;
import de.stadtkern.demo.weather.Weather;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A device of the simulated town.
 *
 * @param number among its kind, from 1
 */
public record Device(Kind kind, int number, Place place) {

    private static final String EUI_OF_AN_INVENTED_MAKER = "70b3d5e75f";
    private static final double FRESH_VOLTS = 3.6;
    private static final double FLAT_VOLTS = 2.3;

    /** Lower case, 16 digits; also identifies devices that do not speak LoRaWAN. */
    public String devEui() {
        return EUI_OF_AN_INVENTED_MAKER + "%02x%04x".formatted(kind.ordinal() + 1, number);
    }

    /** Whether it addresses its Datastreams itself; otherwise the network server passes on what it says. */
    public boolean needsDatastreams() {
        return !kind.habit.speech().isLoRaWan();
    }

    /** As people read it. */
    public String name() {
        String where = place.name().isBlank() ? "" : ", " + place.name();
        return "%s %02d%s".formatted(kind.type.label(), number, where);
    }

    /** As network servers call it. */
    String id() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + number;
    }

    /** What is its own: no other device has the same. */
    long seed() {
        return 1_000L * (kind.ordinal() + 1) + number;
    }

    /** From 0 to 1, the same for ever. */
    double trait(int which) {
        return Noise.chance(seed(), which);
    }

    /** Noise of its own between -1 and 1 that changes every minute. */
    double jitter(LocalDateTime time) {
        return 2
                        * Noise.chance(
                                seed(),
                                527_040L * time.getYear()
                                        + 1_440L * time.getDayOfYear()
                                        + time.getHour() * 60
                                        + time.getMinute())
                - 1;
    }

    /** Metres above sea level. */
    long altitude() {
        return Math.round(Relief.elevation(place.lon(), place.lat()));
    }

    /** What it measures, its battery with it. */
    Map<String, Double> measure(LocalDateTime time, boolean lowBattery) {
        Air air = Weather.at(time, place.lon(), place.lat());
        Map<String, Double> values = new LinkedHashMap<>(kind.habit.model().at(this, time, air));
        double charge = lowBattery ? 0.04 : 1 - 0.5 * trait(90) - 0.3 * time.getDayOfYear() / 366;
        double volts = FLAT_VOLTS + (FRESH_VOLTS - FLAT_VOLTS) * charge + 0.004 * Math.min(0, air.temperature());
        values.put("battery", Math.rint(100 * charge));
        values.put("battery_voltage", volts);
        values.put("Bat", volts);
        return values;
    }
}
