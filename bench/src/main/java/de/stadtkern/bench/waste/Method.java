package de.stadtkern.bench.waste;

/** A way of forecasting the level at the next emptying. */
interface Method {

    String name();

    /** What is expected of a case, from the cases learnt so far only. */
    Expected expect(Case one);

    /** What was found. */
    void learn(Case one);

    /**
     * From one emptying to the next.
     *
     * @param hours between them
     * @param found 0 to 1, at the later
     */
    record Case(Emptyings.Emptying emptying, double hours, double activeHours, double found) {}

    /** Shares, 0 to 1. */
    record Expected(double low, double middle, double high, double full) {}
}
