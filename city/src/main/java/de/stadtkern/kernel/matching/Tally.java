package de.stadtkern.kernel.matching;

/**
 * What became of the fixes.
 *
 * @param taken all that were different from the one before
 * @param repeated the same as the one before, left out
 * @param outliers of those taken: fit nowhere between the others, left out
 */
public record Tally(long taken, long repeated, long outliers) {

    static final Tally NONE = new Tally(0, 0, 0);

    Tally plusTaken() {
        return new Tally(taken + 1, repeated, outliers);
    }

    Tally plusRepeated() {
        return new Tally(taken, repeated + 1, outliers);
    }

    Tally plusOutliers(int more) {
        return more == 0 ? this : new Tally(taken, repeated, outliers + more);
    }
}
