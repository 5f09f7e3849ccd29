package de.stadtkern.demo.weather;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Optional;

/** The days of the invented year that people talk about. Each season begins with one. */
enum Spell {
    COLD_HOLLOWS("--01-08", "--01-24", -0.5, -0.5, -9),
    FREEZING_RAIN("--02-03", "--02-05", -1.0, 0.6, 2),
    LATE_FROST("--04-17", "--04-26", -4.5, -0.7, -9),
    HEAT("--06-24", "--07-07", 6.5, -0.5, -9),
    THUNDERSTORM("--07-08", "--07-09", 2.0, 0.5, 25),
    STORM("--10-21", "--10-30", 0.5, 0.4, 3);

    private final MonthDay first;
    private final MonthDay last;
    final double warmth;
    final double cloud;
    /** mm per hour at its strongest; what is negative keeps the rain away. */
    final double rain;

    Spell(String first, String last, double warmth, double cloud, double rain) {
        this.first = MonthDay.parse(first);
        this.last = MonthDay.parse(last);
        this.warmth = warmth;
        this.cloud = cloud;
        this.rain = rain;
    }

    static Optional<Spell> find(MonthDay day) {
        return Arrays.stream(values())
                .filter(spell -> !day.isBefore(spell.first) && !day.isAfter(spell.last))
                .findFirst();
    }

    /** 0 at its beginning and end, 1 between; it comes and goes within a day. */
    double strength(LocalDateTime time) {
        Duration since = Duration.between(first.atYear(time.getYear()).atStartOfDay(), time);
        Duration left =
                Duration.between(time, last.atYear(time.getYear()).plusDays(1).atStartOfDay());
        return Math.clamp(Math.min(since.toMinutes(), left.toMinutes()) / 1_440.0, 0.0, 1.0);
    }

    /** Calm air in which the cold gathers in the hollows, day and night. */
    boolean isStill() {
        return this == COLD_HOLLOWS;
    }
}
