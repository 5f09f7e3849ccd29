package de.stadtkern.tours;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Crossover for vehicles that differ: each vehicle keeps its route of one parent or of the other, what both serve stays
 * with the first, what is missing is put back greedily. A simple form of the selective route exchange of Nagata, Bräysy
 * and Dullaert (2010).
 */
final class RouteExchange {

    private final Routes routes;
    private final RandomGenerator random;
    private final int[] order;
    private final boolean[] served;

    RouteExchange(Routes routes, RandomGenerator random) {
        this.routes = routes;
        this.random = random;
        order = new int[routes.in.tasks];
        served = new boolean[routes.in.tasks];
    }

    void cross(Individual one, Individual other) {
        routes.clear();
        Arrays.fill(served, false);
        for (int r = 0; r < routes.in.routes; r++) {
            int[] route = random.nextBoolean() ? one.routes[r] : other.routes[r];
            int length = 0;
            for (int task : route) {
                if (!served[task]) {
                    served[task] = true;
                    order[length++] = task;
                }
            }
            routes.fill(r, order, length);
        }
    }
}
