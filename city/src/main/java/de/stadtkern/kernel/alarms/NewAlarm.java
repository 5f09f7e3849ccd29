package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.observations.Series;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a rule found.
 *
 * @param subject what of the rule, in words that stay the same; at most one alarm about it is active at a time
 * @param place where, in words that people read; empty for a test
 * @param thing null when it is about no single one
 * @param datastream null when it is about no value
 * @param devices how many are concerned
 * @param value null when it is about no value
 * @param unit UCUM
 * @param happenedAt when it was measured, or last heard
 */
record NewAlarm(
        Rule rule,
        String subject,
        String place,
        @Nullable Long thing,
        @Nullable Long datastream,
        int devices,
        @Nullable Double value,
        String unit,
        Instant happenedAt) {

    static final String TEST = "test";

    static NewAlarm of(Rule rule, Series series, Reading reading) {
        return new NewAlarm(
                rule,
                subject(series.datastreamId()),
                series.thing().name() + ": " + series.name(),
                series.thing().id(),
                series.datastreamId(),
                1,
                reading.value(),
                reading.unit(),
                reading.time());
    }

    static NewAlarm test(Rule rule, Instant now) {
        return new NewAlarm(rule, TEST, "", null, null, 0, null, "", now);
    }

    static String subject(long datastream) {
        return "datastream " + datastream;
    }
}
