package de.stadtkern.tours;

/**
 * Where a vehicle on tour gets its whole capacity back: a tip, a salt store, a water hydrant.
 *
 * @param node where it is
 * @param seconds how long emptying or filling takes
 */
public record Facility(int node, double seconds) {

    public Facility {
        Numbers.amount(seconds, "seconds at a facility");
    }
}
