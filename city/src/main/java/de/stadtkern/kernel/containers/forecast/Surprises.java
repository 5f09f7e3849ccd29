package de.stadtkern.kernel.containers.forecast;

import java.util.Arrays;

/** The last surprises, as multiples of what was expected of them. */
final class Surprises {

    private final float[] last;
    private int count;

    Surprises(int most) {
        last = new float[most];
    }

    void add(double surprise) {
        last[count++ % last.length] = (float) surprise;
    }

    int size() {
        return Math.min(count, last.length);
    }

    /**
     * Quantiles of a mixture.
     *
     * @param weight of the own ones, 0 to 1
     * @param ranks rising, 0 to 1
     */
    static double[] quantiles(Surprises own, Surprises all, double weight, double... ranks) {
        int total = own.size() + all.size();
        double[][] both = new double[total][];
        for (int i = 0; i < total; i++) {
            boolean mine = i < own.size();
            double part = mine ? weight / own.size() : (1 - weight) / all.size();
            both[i] = new double[] {mine ? own.last[i] : all.last[i - own.size()], part};
        }
        Arrays.sort(both, (a, b) -> Double.compare(a[0], b[0]));
        double[] quantiles = new double[ranks.length];
        double sum = 0;
        int next = 0;
        for (double[] one : both) {
            sum += one[1];
            while (next < ranks.length && sum >= ranks[next]) {
                quantiles[next++] = one[0];
            }
        }
        return quantiles;
    }
}
