package de.stadtkern.tours;

import java.util.function.DoubleSupplier;

/**
 * How long to search.
 *
 * @param iterations most iterations, shared by the threads; one is a plan bred or a hundred times ruin and recreate
 * @param seconds most seconds
 * @param threads how many threads search
 * @param seed the same seed and number of threads with a budget of iterations give the same plan
 * @param clock seconds since any moment, asked by each thread for itself
 */
public record Budget(long iterations, double seconds, int threads, long seed, DoubleSupplier clock) {

    private static final DoubleSupplier WALL = () -> System.nanoTime() * 1e-9;

    public Budget {
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations must be at least 0, but are " + iterations);
        }
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("seconds must be at least 0, but are " + seconds);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but are " + threads);
        }
    }

    /** As many iterations, on one thread. */
    public static Budget iterations(long most) {
        return new Budget(most, Double.POSITIVE_INFINITY, 1, 1, WALL);
    }

    /** As many seconds, on one thread. */
    public static Budget seconds(double most) {
        return new Budget(Long.MAX_VALUE, most, 1, 1, WALL);
    }

    /** Searches with this many threads. */
    public Budget withThreads(int number) {
        return new Budget(iterations, seconds, number, seed, clock);
    }

    /** Searches along other random numbers. */
    public Budget withSeed(long other) {
        return new Budget(iterations, seconds, threads, other, clock);
    }

    /** Measures the seconds with another clock, for example that of the thread's processor time. */
    public Budget withClock(DoubleSupplier other) {
        return new Budget(iterations, seconds, threads, seed, other);
    }
}
