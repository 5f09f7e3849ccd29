package de.stadtkern.tours;

import java.util.List;

/** The rules every number of a problem obeys. */
final class Numbers {

    private Numbers() {}

    static double amount(double value, String field) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(field + " must be a finite number of at least 0, but is " + value);
        }
        return value;
    }

    static double number(double value, String field) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(field + " must be a number, but is " + value);
        }
        return value;
    }

    static List<Double> amounts(List<Double> values, String field) {
        values.forEach(value -> amount(value, field));
        return List.copyOf(values);
    }
}
