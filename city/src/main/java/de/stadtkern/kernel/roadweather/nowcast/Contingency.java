package de.stadtkern.kernel.roadweather.nowcast;

/**
 * How often it was warned and how often it happened. A score is NaN when there is nothing to divide by.
 *
 * @param hits warned, and it happened
 * @param falseAlarms warned, and it did not
 * @param misses not warned, and it happened
 * @param quiet not warned, and it did not
 */
public record Contingency(long hits, long falseAlarms, long misses, long quiet) {

    /** Nothing counted yet. */
    public static final Contingency NONE = new Contingency(0, 0, 0, 0);

    /** One case more. */
    public Contingency and(boolean warned, boolean happened) {
        return new Contingency(
                hits + (warned && happened ? 1 : 0),
                falseAlarms + (warned && !happened ? 1 : 0),
                misses + (!warned && happened ? 1 : 0),
                quiet + (!warned && !happened ? 1 : 0));
    }

    /** All cases. */
    public long cases() {
        return hits + falseAlarms + misses + quiet;
    }

    /** Probability of detection: what was warned of all that happened; 1 is best. */
    public double pod() {
        return (double) hits / (hits + misses);
    }

    /** False alarm ratio: what did not happen of all that was warned; 0 is best. */
    public double far() {
        return (double) falseAlarms / (hits + falseAlarms);
    }

    /** Critical success index: hits of all that was warned or happened; 1 is best. */
    public double csi() {
        return (double) hits / (hits + falseAlarms + misses);
    }

    /** How many times as often it was warned as it happened; 1 is best. */
    public double bias() {
        return (double) (hits + falseAlarms) / (hits + misses);
    }

    /** Probability of false detection: what was warned of all that did not happen; 0 is best. */
    public double pofd() {
        return (double) falseAlarms / (falseAlarms + quiet);
    }

    /** Equitable threat score: the CSI without the hits of chance; 1 is best, 0 is chance. */
    public double ets() {
        double chance = (double) (hits + falseAlarms) * (hits + misses) / cases();
        return (hits - chance) / (hits + falseAlarms + misses - chance);
    }

    /** Heidke skill score: the share of right answers beyond chance; 1 is best, 0 is chance. */
    public double hss() {
        double right = 2.0 * ((double) hits * quiet - (double) falseAlarms * misses);
        return right
                / ((double) (hits + misses) * (misses + quiet) + (double) (hits + falseAlarms) * (falseAlarms + quiet));
    }
}
