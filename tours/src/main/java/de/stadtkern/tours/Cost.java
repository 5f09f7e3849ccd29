package de.stadtkern.tours;

/**
 * What tours cost, in parts.
 *
 * @param fixed for using vehicles
 * @param distance for driving, deadheads and serving
 * @param time for the time they are out
 * @param prizes for optional tasks that are left out
 */
public record Cost(double fixed, double distance, double time, double prizes) {

    /** No cost. */
    public static final Cost NONE = new Cost(0, 0, 0, 0);

    /** All parts together. */
    public double total() {
        return fixed + distance + time + prizes;
    }

    Cost plus(Cost other) {
        return new Cost(fixed + other.fixed, distance + other.distance, time + other.time, prizes + other.prizes);
    }
}
