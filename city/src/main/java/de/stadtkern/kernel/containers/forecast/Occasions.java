package de.stadtkern.kernel.containers.forecast;

import java.time.LocalDate;
import java.util.Set;

/** What is special on a day, as far as it is known before: markets, events, holidays, warm or wet weather. */
@FunctionalInterface
public interface Occasions {

    /** Nothing is known. */
    Occasions NONE = (containerId, day) -> Set.of();

    /** Words for what is special at a container on that day of the town, the same whenever asked. */
    Set<String> on(long containerId, LocalDate day);
}
