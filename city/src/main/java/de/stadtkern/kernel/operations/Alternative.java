package de.stadtkern.kernel.operations;

import org.jspecify.annotations.Nullable;

/**
 * One of the things that could be done about a proposal, with what it is expected to cost and to bring.
 *
 * @param measure key of its text; {@link Measure#NO_ACTION} for doing nothing
 * @param cost null when it is not known
 * @param effect key of the text that says what is to be expected then, or the text itself; empty when it is not known
 */
public record Alternative(String measure, @Nullable Cost cost, String effect) {

    /**
     * Costs as length times rate, and what comes besides, so that everybody can follow them.
     *
     * @param kilometres to be driven, at least 0
     * @param eurosPerKilometre from the settings of the service, at least 0
     * @param eurosBesides for time and stops; null when only the length counts
     */
    public record Cost(
            double kilometres,
            double eurosPerKilometre,
            @Nullable Double eurosBesides) {

        public double euros() {
            return kilometres * eurosPerKilometre + (eurosBesides == null ? 0 : eurosBesides);
        }
    }

    /** The measure, of which nothing more is known. */
    public static Alternative of(String measure) {
        return new Alternative(measure, null, "");
    }
}
