package de.stadtkern.demo.weather;

/** Smooth chance: looks random, is always the same, and close questions get close answers. */
public final class Noise {

    private Noise() {}

    /** A number from 0 (inclusive) to 1 (exclusive) that the arguments determine. */
    public static double chance(long seed, long which) {
        long mixed = seed * 0x9E3779B97F4A7C15L + which * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /** A curve between -1 and 1 that turns about once per unit of x. */
    public static double along(long seed, double x) {
        long left = (long) Math.floor(x);
        return between(corner(seed, left), corner(seed, left + 1), x - left);
    }

    /** A surface between -1 and 1 with a hill or a hollow about every unit of x and y. */
    public static double over(long seed, double x, double y) {
        long row = (long) Math.floor(y);
        return between(along(seed + 7919 * row, x), along(seed + 7919 * (row + 1), x), y - row);
    }

    private static double corner(long seed, long which) {
        return 2 * chance(seed, which) - 1;
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share * share * (3 - 2 * share);
    }
}
