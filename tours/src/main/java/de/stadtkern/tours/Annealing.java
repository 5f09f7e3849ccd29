package de.stadtkern.tours;

/**
 * How {@link RuinAndRecreate} cools, as measured best for each kind of problem.
 *
 * @param share of the budget
 * @param runs how many times it is done; each adds its result to the population
 * @param hot first temperature, in mean costs of a task
 * @param cold last temperature
 */
record Annealing(double share, int runs, double hot, double cold) {

    private static final double MOST = 0.9;
    private static final double LEAST = 0.15;
    private static final double MANY = 3500;

    /** For a problem whose budget allows to breed as many plans as given. */
    static Annealing of(Instance in, double offspring) {
        if (in.routes == 1) {
            return new Annealing(1, 1, 0.4, 0.01);
        }
        if (!in.uniform) {
            return new Annealing(0.75, 4, 0.4, 0.01);
        }
        if (in.timed) {
            return new Annealing(0.4, 6, 3, 0.05);
        }
        double share = in.modes > 1 ? MOST : Math.clamp(0.95 - 0.8 * Math.pow(offspring / MANY, 2), LEAST, MOST);
        return new Annealing(share, 1, 0.4, 0.01);
    }

    /** The temperature when a part of a run is over. */
    double temperature(double part) {
        return hot * Math.pow(cold / hot, part);
    }
}
