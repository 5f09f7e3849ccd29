package de.stadtkern.kernel.tracks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a track proves.
 *
 * @param fixes how many positions it rests on; 0 when there are none
 * @param samplingSeconds the median from one position to the next; null with fewer than two
 * @param samplingMetres the same in metres
 * @param treatedMetres driven at work, as the positions say; a street driven twice counts twice
 * @param counterMetres driven at work, as the counter of the machine says; null when there is none
 * @param counterDeviates whether the two are more than 10 % apart
 * @param coverage in the order in which the segments were first driven
 * @param unproven when the vehicle was at work and nobody knows where
 */
public record Evaluation(
        int fixes,
        @Nullable Double samplingSeconds,
        @Nullable Double samplingMetres,
        double treatedMetres,
        @Nullable Double counterMetres,
        boolean counterDeviates,
        List<Coverage> coverage,
        List<Unproven> unproven) {

    public Evaluation {
        coverage = List.copyOf(coverage);
        unproven = List.copyOf(unproven);
    }

    /** A span of which nothing is proven. */
    public record Unproven(Instant from, Instant until) {}
}
