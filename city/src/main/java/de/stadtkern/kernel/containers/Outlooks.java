package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.forecast.Forecast;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How full containers will be, by whoever forecasts it, as a bean. Without one the pages say nothing of it. */
public interface Outlooks {

    /** Empty when nothing can be said of it. */
    Optional<Outlook> find(Container container);

    /**
     * What is foreseen.
     *
     * @param tomorrow how full it will be in 24 hours if nobody empties it
     * @param nextTour until then it is not emptied; null when nobody said when tours are
     * @param fullProbability 0 to 1, that it is full by the next tour; null with it
     * @param learntAt until when what was found counts in it
     */
    record Outlook(
            Forecast tomorrow,
            @Nullable Instant nextTour,
            @Nullable Double fullProbability,
            Instant learntAt) {}
}
