package de.stadtkern.tours;

/** The one rule every cost obeys. */
final class Costs {

    private Costs() {}

    static double checked(double cost, String field) {
        if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(field + " must be a finite number of at least 0, but is " + cost);
        }
        return cost;
    }
}
