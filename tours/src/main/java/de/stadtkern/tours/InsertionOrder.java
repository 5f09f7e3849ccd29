package de.stadtkern.tours;

import java.util.random.RandomGenerator;

/** The orders in which {@link RuinAndRecreate} puts tasks back (Christiaens and Vanden Berghe 2020, section 4.2). */
final class InsertionOrder {

    private final Instance in;
    private final RandomGenerator random;
    private final double[] key;

    InsertionOrder(Instance in, RandomGenerator random) {
        this.in = in;
        this.random = random;
        key = new double[in.tasks];
    }

    /** The order in which tasks are put back: at random, or the large, far, near, narrow, early, late ones first. */
    void sort(int[] absent, int missing) {
        int kind = random.nextInt(in.timed ? 17 : 11);
        for (int index = 0; index < missing; index++) {
            key[index] = key(absent[index], kind);
        }
        for (int index = 1; index < missing; index++) {
            double value = key[index];
            int task = absent[index];
            int place = index;
            while (place > 0 && key[place - 1] > value) {
                key[place] = key[place - 1];
                absent[place] = absent[place - 1];
                place--;
            }
            key[place] = value;
            absent[place] = task;
        }
    }

    private double key(int task, int kind) {
        int slot = task * in.modes;
        return switch (kind) {
            case 0, 1, 2, 3 -> random.nextDouble();
            case 4, 5, 6, 7 -> -in.demand[task * in.dims];
            case 8, 9 -> -in.least(in.start(0), task);
            case 10 -> in.least(in.start(0), task);
            case 11, 12 -> in.late[slot] - in.early[slot];
            case 13, 14 -> in.early[slot];
            default -> -in.late[slot];
        };
    }
}
