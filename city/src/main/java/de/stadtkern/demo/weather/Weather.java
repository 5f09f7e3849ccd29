package de.stadtkern.demo.weather;

import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.Optional;

/**
 * The weather of an invented year in Upper Franconia, the same every year. Pure: everything follows from the moment, and
 * all devices of the town have the same.
 */
public final class Weather {

    private static final double LATITUDE = Math.toRadians(50.3);
    private static final double REFERENCE_METRES = 500;

    private Weather() {}

    /** The air at a place; in still and clear air the hollows are colder and damper. */
    public static Air at(LocalDateTime time, double lon, double lat) {
        Air over = over(time);
        double hollow = Relief.hollow(lon, lat);
        double stillness = stillness(time, over);
        double lift = Relief.elevation(lon, lat) - REFERENCE_METRES;
        double temperature = over.temperature() - 0.0065 * lift - 4 * stillness * hollow;
        double damp = Math.min(temperature - 0.15, over.dewPoint() - 0.002 * lift);
        double saturated = temperature - 0.4;
        double dewPoint = damp + Math.max(0, saturated - damp) * stillness * hollow;
        return new Air(
                temperature,
                dewPoint,
                over.rain(),
                over.wind() * (1 - 0.6 * hollow),
                over.windFrom(),
                over.cloud(),
                over.radiation(),
                over.pressure() - lift / 8.3);
    }

    /** The air over the town as a whole. */
    public static Air over(LocalDateTime time) {
        double days = time.getDayOfYear() + hour(time) / 24;
        Optional<Spell> spell = Spell.find(MonthDay.from(time));
        double strength = spell.map(s -> s.strength(time)).orElse(0.0);
        double summer = summer(days);
        double rain = rain(days, spell);
        double cloud = Math.clamp(
                0.5
                        + 0.7 * Noise.along(2, days * 1.8)
                        + strength * spell.map(s -> s.cloud).orElse(0.0)
                        + Math.min(0.5, rain),
                0.02,
                1.0);
        double mean = 8.2
                + 10.3 * summer
                + 3.2 * Noise.along(1, days / 4)
                + strength * spell.map(s -> s.warmth).orElse(0.0);
        double swing = (2.2 + 4.3 * (summer + 1) / 2) * (1 - 0.7 * cloud);
        double temperature = mean + swing * Math.sin(2 * Math.PI * (hour(time) - 9) / 24);
        return new Air(
                temperature,
                Math.min(dewPoint(days, mean, cloud, summer), temperature - (rain > 0 ? 0.6 : 1.6 + 1.4 * (1 - cloud))),
                rain,
                wind(days, time, spell),
                (360 + 250 + 90 * Noise.along(6, days / 2)) % 360,
                cloud,
                1_050 * Math.max(0, sunHeight(days, hour(time))) * (1 - 0.78 * Math.pow(cloud, 2.5)),
                957 + 11 * Noise.along(5, days / 5) - Math.min(5, rain));
    }

    /** mm that fell in the hours before. */
    public static double rainBefore(LocalDateTime time, int hours) {
        double sum = 0;
        for (int hour = 1; hour <= hours; hour++) {
            sum += over(time.minusHours(hour)).rain();
        }
        return sum;
    }

    private static double hour(LocalDateTime time) {
        return time.getHour() + time.getMinute() / 60.0 + time.getSecond() / 3600.0;
    }

    /** -1 in the middle of January to 1 in the middle of July. */
    private static double summer(double days) {
        return -Math.cos(2 * Math.PI * (days - 18) / 365.25);
    }

    private static double rain(double days, Optional<Spell> spell) {
        double most = spell.map(s -> s.rain).orElse(2.4);
        double front = Noise.along(3, days * 2.6) + spell.map(s -> s.cloud).orElse(0.0) / 3;
        return most <= 0 || front < 0.5 ? 0 : most * (front - 0.5);
    }

    private static double dewPoint(double days, double mean, double cloud, double summer) {
        double dryness = 1.1 + (1 - cloud) * (2.6 + 3 * Math.max(0, summer));
        return mean - dryness + 0.6 * Noise.along(4, days * 2);
    }

    private static double wind(double days, LocalDateTime time, Optional<Spell> spell) {
        double gusty = spell.filter(s -> s == Spell.STORM)
                .map(s -> 8 * s.strength(time))
                .orElse(0.0);
        double still = spell.filter(Spell::isStill).isPresent() ? 0.25 : 1;
        double daily = 0.8 * Math.sin(2 * Math.PI * (hour(time) - 8) / 24);
        return still * Math.max(0.3, 2.8 + daily + 2.4 * Noise.along(7, days * 1.5) + gusty);
    }

    private static double stillness(LocalDateTime time, Air air) {
        boolean still = Spell.find(MonthDay.from(time)).filter(Spell::isStill).isPresent();
        double night = air.radiation() > 20 ? 0.15 : 1;
        return still ? 1 : Math.clamp((1 - air.cloud()) * night * (1 - air.wind() / 5), 0.0, 1.0);
    }

    /** Sine of the sun's height over the horizon. */
    private static double sunHeight(double days, double hour) {
        double declination = Math.toRadians(-23.44) * Math.cos(2 * Math.PI * (days + 10) / 365.25);
        double turn = Math.toRadians(15 * (hour - 12.5));
        return Math.sin(LATITUDE) * Math.sin(declination) + Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(turn);
    }
}
