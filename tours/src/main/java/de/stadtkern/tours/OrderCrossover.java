package de.stadtkern.tours;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** OX (Davis 1985): a stretch of one giant tour, then what is missing in the order of the other. */
final class OrderCrossover {

    private final RandomGenerator random;
    private final boolean[] taken;

    OrderCrossover(Instance in, RandomGenerator random) {
        this.random = random;
        taken = new boolean[in.tasks];
    }

    int[] cross(int[] one, int[] other) {
        int length = one.length;
        int[] child = new int[length];
        Arrays.fill(taken, false);
        int first = random.nextInt(length);
        int last = random.nextInt(length);
        int at = first;
        while (true) {
            child[at] = one[at];
            taken[one[at]] = true;
            if (at == last) {
                break;
            }
            at = (at + 1) % length;
        }
        int to = (last + 1) % length;
        for (int step = 1; step <= length; step++) {
            int task = other[(last + step) % length];
            if (!taken[task]) {
                child[to] = task;
                to = (to + 1) % length;
            }
        }
        return child;
    }
}
