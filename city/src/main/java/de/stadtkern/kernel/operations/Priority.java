package de.stadtkern.kernel.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How soon somebody should decide.
 *
 * @param decideBy after which the decision comes too late to help; null when nobody can say
 */
public record Priority(Urgency urgency, @Nullable Instant decideBy) {

    /** What counts when nothing is said. */
    public static final Priority SOON = new Priority(Urgency.SOON, null);
}
