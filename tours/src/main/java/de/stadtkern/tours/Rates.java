package de.stadtkern.tours;

/**
 * What a vehicle costs.
 *
 * @param fixed cost of using it at all
 * @param perDistance cost of one unit of distance
 * @param perSecond cost of one second between leaving and coming back, waiting and breaks included
 */
public record Rates(double fixed, double perDistance, double perSecond) {

    /** Distance only. */
    public static final Rates DISTANCE = new Rates(0, 1, 0);

    public Rates {
        Numbers.amount(fixed, "fixed cost");
        Numbers.amount(perDistance, "cost per distance");
        Numbers.amount(perSecond, "cost per second");
    }
}
