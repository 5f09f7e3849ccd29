package de.stadtkern.kernel.reports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line in the history of a report.
 *
 * @param state the new one; null when it stayed
 * @param personName who wrote or did it; empty for the program itself
 */
public record ReportNote(long id, Instant at, Kind kind, Report.@Nullable State state, String text, String personName) {

    /** What it is; STATE and ANSWER are for everybody. */
    public enum Kind {
        STATE,
        ANSWER,
        INTERNAL,
        MODERATION,
        CHANGE,
        HAND_OVER,
        WORK
    }
}
