package de.stadtkern.tours;

/** For places whose routes are not driven: how much more regaining capacity between two tasks costs, at the best facility. */
final class Detours {

    private final int tasks;
    private final double[] costs;
    private final double[] seconds;

    Detours(Instance in) {
        tasks = in.tips ? in.tasks : 0;
        costs = new double[tasks * tasks];
        seconds = new double[tasks * tasks];
        for (int from = 0; from < tasks; from++) {
            for (int to = 0; to < tasks; to++) {
                int best = 0;
                for (int facility = 1; facility < in.facilities.length; facility++) {
                    best = in.leastBy(facility, from, to) < in.leastBy(best, from, to) ? facility : best;
                }
                int there = in.exit[from] * in.places + in.facilities[best];
                int away = in.facilities[best] * in.places + in.entry[to];
                costs[from * tasks + to] = in.leastBy(best, from, to) - in.least(from, to);
                seconds[from * tasks + to] =
                        in.seconds[there] + in.regaining[best] + in.seconds[away] - in.between(in.seconds, from, to);
            }
        }
    }

    /** What it costs more than driving from one node to another; infinity before the first task and behind the last. */
    double cost(int from, int to) {
        return from < tasks && to < tasks ? costs[from * tasks + to] : Double.POSITIVE_INFINITY;
    }

    /** How much longer it takes than driving from one task to another. */
    double seconds(int from, int to) {
        return seconds[from * tasks + to];
    }
}
