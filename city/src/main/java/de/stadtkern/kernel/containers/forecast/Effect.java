package de.stadtkern.kernel.containers.forecast;

/**
 * Something that makes containers fill faster or slower, as a logarithm: what it is believed to be, how sure that is, and
 * how both return to nothing known while nothing is learnt (an Ornstein–Uhlenbeck process).
 */
final class Effect {

    private final Reach reach;
    private double mean;
    private double variance;
    private double hour;

    Effect(Reach reach, double hour) {
        this.reach = reach;
        this.variance = reach.deviation() * reach.deviation();
        this.hour = hour;
    }

    /**
     * How large effects of a kind are, and how long they last.
     *
     * @param deviation of the logarithm, over all of the kind
     * @param hours after which 63 % of it is gone; may be infinity
     */
    record Reach(double deviation, double hours) {}

    /** What it is believed to be at an hour not before what it learnt from. */
    double at(double later) {
        return mean * kept(later);
    }

    /** How sure that is. */
    double varianceAt(double later) {
        double kept = kept(later);
        double usual = reach.deviation() * reach.deviation();
        return usual + (variance - usual) * kept * kept;
    }

    /**
     * Learns a surprise.
     *
     * @param slope by how much what was expected grows with the effect
     * @param surprise what was found less what was expected
     * @param uncertainty variance of the surprise, all effects together
     */
    void learn(double later, double slope, double surprise, double uncertainty) {
        double before = varianceAt(later);
        mean = at(later) + before * slope / uncertainty * surprise;
        variance = before - before * before * slope * slope / uncertainty;
        hour = later;
    }

    private double kept(double later) {
        return Math.exp(-Math.max(0, later - hour) / reach.hours());
    }
}
