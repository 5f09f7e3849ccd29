package de.stadtkern.services.fixedtours;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came into a bin in the course of time, as far as emptyings tell: between two of them evenly, as much as was found;
 * in one found full, what usually comes, and at least a full bin. It does not depend on when the bin is emptied.
 */
final class Inflow {

    private final List<Double> hours = new ArrayList<>();
    private final List<Double> amounts = new ArrayList<>();
    private final double rate;

    /**
     * An emptying.
     *
     * @param hour on any clock
     * @param share found, 0 to 1; null when nobody knows
     */
    record Found(double hour, @Nullable Double share) {}

    /**
     * @param found at least one, in the order of time
     * @param usual bins in an hour, for one of which too little is known; above 0
     */
    Inflow(List<Found> found, double usual) {
        double own = rate(found);
        rate = own > 0 ? own : usual;
        Found before = found.getFirst();
        hours.add(before.hour());
        amounts.add(0.0);
        for (Found one : found.subList(1, found.size())) {
            double usually = rate * (one.hour() - before.hour());
            Double share = one.share();
            hours.add(one.hour());
            amounts.add(amounts.getLast() + (share == null ? usually : share < 1 ? share : Math.max(1, usually)));
            before = one;
        }
    }

    /** Bins in an hour, from what was found less than full, else from all; 0 when nothing is known. */
    static double rate(List<Found> found) {
        double below = 0;
        double hoursBelow = 0;
        double all = 0;
        double hoursOfAll = 0;
        for (int i = 1; i < found.size(); i++) {
            Double share = found.get(i).share();
            double passed = found.get(i).hour() - found.get(i - 1).hour();
            if (share != null) {
                all += share;
                hoursOfAll += passed;
                below += share < 1 ? share : 0;
                hoursBelow += share < 1 ? passed : 0;
            }
        }
        return below > 0 && hoursBelow > 0 ? below / hoursBelow : hoursOfAll > 0 ? all / hoursOfAll : 0;
    }

    double begin() {
        return hours.getFirst();
    }

    /** What had come by then since {@link #begin()}; not before it. */
    double at(double hour) {
        int next = 0;
        while (next < hours.size() && hours.get(next) <= hour) {
            next++;
        }
        if (next == hours.size()) {
            return amounts.getLast() + rate * (hour - hours.getLast());
        }
        double passed = (hour - hours.get(next - 1)) / (hours.get(next) - hours.get(next - 1));
        return amounts.get(next - 1) + passed * (amounts.get(next) - amounts.get(next - 1));
    }

    /** When so much had come. */
    double when(double amount) {
        int next = 0;
        while (next < amounts.size() && amounts.get(next) < amount) {
            next++;
        }
        if (next == 0) {
            return hours.getFirst();
        }
        if (next == amounts.size()) {
            return hours.getLast() + (amount - amounts.getLast()) / rate;
        }
        double part = (amount - amounts.get(next - 1)) / (amounts.get(next) - amounts.get(next - 1));
        return hours.get(next - 1) + part * (hours.get(next) - hours.get(next - 1));
    }
}
