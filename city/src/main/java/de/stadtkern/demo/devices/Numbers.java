package de.stadtkern.demo.devices;

import tools.jackson.databind.node.ObjectNode;

/** Numbers as JavaScript writes them: a whole number has no point. */
final class Numbers {

    private Numbers() {}

    static void put(ObjectNode object, String name, double value) {
        if (value == Math.rint(value)) {
            object.put(name, (long) value);
        } else {
            object.put(name, value);
        }
    }

    /** To so many digits behind the point. */
    static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
