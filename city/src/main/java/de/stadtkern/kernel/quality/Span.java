package de.stadtkern.kernel.quality;

/** From the least to the greatest value, both inclusive; an end without limit is infinite. */
record Span(double least, double greatest) {

    static final Span ALL = new Span(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    boolean contains(double value) {
        return value >= least && value <= greatest;
    }
}
