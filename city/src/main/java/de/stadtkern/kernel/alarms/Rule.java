package de.stadtkern.kernel.alarms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a municipality wants to know of.
 *
 * @param id 0 for one that is not kept yet
 * @param name unique in the municipality
 * @param proposes whether an alarm also becomes a proposal that a person decides
 * @param active whether it is judged at all
 * @param steps who is told, in the order in which they are
 */
record Rule(
        long id,
        long municipalityId,
        String name,
        Severity severity,
        Target target,
        Trigger trigger,
        Hours hours,
        boolean proposes,
        boolean active,
        List<Step> steps) {

    static final int MOST_STEPS = 4;

    /**
     * To what it applies, within the municipality; both null: to every device.
     *
     * @param datastream to this one alone
     * @param property to all datastreams of this observed property (URI)
     */
    record Target(@Nullable Long datastream, @Nullable String property) {}

    /**
     * Who is told when nobody has acknowledged.
     *
     * @param afterMinutes since the alarm was raised, 0 to 10,080 (a week)
     */
    record Step(int afterMinutes, long personId, String personName) {

        static final int LATEST_MINUTES = 7 * 24 * 60;
    }

    Rule {
        steps = List.copyOf(steps);
    }
}
