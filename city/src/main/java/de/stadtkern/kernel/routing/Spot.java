package de.stadtkern.kernel.routing;

/**
 * A point on a key.
 *
 * @param part which part of the key, from where it begins, lies before it: 0 to 1
 */
record Spot(int key, double part) {

    /** Of the key's cost, what falls upon the way to here. */
    int before(int cost) {
        return (int) Math.round(cost * part);
    }

    /** What falls upon the way from here. */
    int after(int cost) {
        return cost - before(cost);
    }
}
