package de.stadtkern.tours;

import java.util.Arrays;

/**
 * How far a route was driven: behind each stop the trips that the vehicle may be on, the one begun first first, so that
 * each has less on board than the one before. A trip is a layer of {@link Labels} and what was loaded on it.
 */
final class Trail {

    final Labels labels = new Labels();

    private final int dims;
    private int stops;
    private int trips;
    private int[] first = new int[16];
    private int[] layer = new int[32];
    private double[] load;
    private double[] sum;

    Trail(int dims) {
        this.dims = dims;
        load = new double[32 * dims];
        sum = new double[16 * dims];
    }

    void clear() {
        labels.clear();
        stops = 0;
        trips = 0;
    }

    /** Number of the stop driven to last; the depot is 0. */
    int last() {
        return stops - 1;
    }

    /** First of the trips behind a stop. */
    int first(int stop) {
        return first[stop];
    }

    /** One more than the last of the trips behind a stop. */
    int end(int stop) {
        return stop == stops - 1 ? trips : first[stop + 1];
    }

    int layer(int trip) {
        return layer[trip];
    }

    /** What is on board on a trip. */
    double load(int trip, int dim) {
        return load[trip * dims + dim];
    }

    /** What was loaded up to a stop, whether it is still on board or not. */
    double sum(int stop, int dim) {
        return sum[stop * dims + dim];
    }

    /** The next stop, to which no trip leads yet; it follows a stop of this trail or another. */
    void stop() {
        if (stops == first.length) {
            first = Arrays.copyOf(first, 2 * stops);
            sum = Arrays.copyOf(sum, 2 * stops * dims);
        }
        first[stops++] = trips;
    }

    void sum(int dim, double amount) {
        sum[(stops - 1) * dims + dim] = amount;
    }

    /** A trip that leads to the last stop, with nothing on board yet. */
    int trip(int base) {
        if (trips == layer.length) {
            layer = Arrays.copyOf(layer, 2 * trips);
            load = Arrays.copyOf(load, 2 * trips * dims);
        }
        Arrays.fill(load, trips * dims, (trips + 1) * dims, 0);
        layer[trips] = base;
        return trips++;
    }

    void load(int trip, int dim, double amount) {
        load[trip * dims + dim] = amount;
    }

    /**
     * Forgets trips to the last stop that are in no state of their layer cheaper than one begun later.
     *
     * @param from the first trip that may be forgotten
     */
    void prune(int from, int states) {
        int kept = trips;
        for (int trip = trips - 1; trip >= first[stops - 1]; trip--) {
            if (trip < from || trip == trips - 1 || isCheaper(trip, kept, states)) {
                move(trip, --kept);
            }
        }
        int begin = first[stops - 1];
        for (int trip = kept; trip < trips; trip++) {
            move(trip, begin + trip - kept);
        }
        trips = begin + trips - kept;
    }

    private boolean isCheaper(int trip, int from, int states) {
        for (int state = 0; state < states; state++) {
            double value = labels.value[layer[trip] + state];
            boolean cheaper = value < Double.POSITIVE_INFINITY;
            for (int later = from; later < trips && cheaper; later++) {
                cheaper = value < labels.value[layer[later] + state];
            }
            if (cheaper) {
                return true;
            }
        }
        return false;
    }

    private void move(int trip, int to) {
        layer[to] = layer[trip];
        System.arraycopy(load, trip * dims, load, to * dims, dims);
    }
}
