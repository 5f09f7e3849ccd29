package de.stadtkern.bench.waste;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** Usual ways of forecasting. */
final class Baselines {

    private Baselines() {}

    static List<Method> all() {
        return List.of(
                new Scaled("global quantiles", false, Method.Case::found, (value, one) -> value),
                new LastRate(),
                new Scaled(
                        "rate quantiles × hours", true, one -> one.found() / one.hours(), (v, one) -> v * one.hours()),
                new Scaled(
                        "rate quantiles × active hours",
                        true,
                        one -> one.found() / one.activeHours(),
                        (value, one) -> value * one.activeHours()),
                new Scaled("own quantiles", true, Method.Case::found, (value, one) -> value),
                new Scaled(
                        "own quantiles of r·√active hours",
                        true,
                        one -> one.found() / Math.sqrt(one.activeHours()),
                        (value, one) -> value * Math.sqrt(one.activeHours())),
                new Regression("regression on ln(active hours), own residuals", false),
                new Regression("regression on ln(active hours), mixed residuals", true));
    }

    /** Quantiles of a quantity of earlier cases, brought to the case at hand. */
    private static final class Scaled implements Method {

        private final String name;
        private final boolean own;
        private final ToDoubleFunction<Case> quantity;
        private final ToDoubleBiFunction<Double, Case> level;
        private final Map<Long, List<Double>> values = new HashMap<>();

        Scaled(String name, boolean own, ToDoubleFunction<Case> quantity, ToDoubleBiFunction<Double, Case> level) {
            this.name = name;
            this.own = own;
            this.quantity = quantity;
            this.level = level;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Expected expect(Case one) {
            double[] levels = of(one).stream()
                    .mapToDouble(value -> level.applyAsDouble(value, one))
                    .sorted()
                    .toArray();
            double full = Arrays.stream(levels).filter(value -> value >= 1).count() / (double) levels.length;
            return new Expected(quantile(levels, 0.1), quantile(levels, 0.5), quantile(levels, 0.9), full);
        }

        @Override
        public void learn(Case one) {
            of(one).add(quantity.applyAsDouble(one));
        }

        private List<Double> of(Case one) {
            return values.computeIfAbsent(own ? one.emptying().bin() : 0, key -> new ArrayList<>());
        }
    }

    private static final class LastRate implements Method {

        private final Map<Long, Double> rates = new HashMap<>();

        @Override
        public String name() {
            return "last rate × hours";
        }

        @Override
        public Expected expect(Case one) {
            double level = Math.min(1, rates.getOrDefault(one.emptying().bin(), 0.0) * one.hours());
            return new Expected(level, level, level, level >= 1 ? 1 : 0);
        }

        @Override
        public void learn(Case one) {
            rates.put(one.emptying().bin(), one.found() / one.hours());
        }
    }

    /** Regression of each bin, its slope drawn to 20 pp with the weight of 8 cases. */
    private static final class Regression implements Method {

        private static final double SLOPE = 0.2;
        private static final double WEIGHT = 8;
        private static final double VARIANCE = 0.3;
        private static final int LAST = 400;

        private record Point(double x, double y) {}

        private final String name;
        private final boolean mixed;
        private final Map<Long, List<Point>> points = new HashMap<>();
        private final Map<Long, List<Double>> own = new HashMap<>();
        private final List<Double> all = new ArrayList<>();

        Regression(String name, boolean mixed) {
            this.name = name;
            this.mixed = mixed;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Expected expect(Case one) {
            double level = level(one);
            List<Double> errors =
                    new ArrayList<>(own.getOrDefault(one.emptying().bin(), List.of()));
            if (mixed) {
                // one of its own counts as much as 24 of the last 400
                List<Double> mine = List.copyOf(errors);
                for (int copy = 1; copy < 24; copy++) {
                    errors.addAll(mine);
                }
                errors.addAll(all.subList(Math.max(0, all.size() - LAST), all.size()));
            }
            double[] levels =
                    errors.stream().mapToDouble(error -> level + error).sorted().toArray();
            double full = Arrays.stream(levels).filter(value -> value >= 1).count() / (double) levels.length;
            return new Expected(quantile(levels, 0.1), quantile(levels, 0.5), quantile(levels, 0.9), full);
        }

        @Override
        public void learn(Case one) {
            List<Point> mine = points.computeIfAbsent(one.emptying().bin(), key -> new ArrayList<>());
            if (!mine.isEmpty()) {
                double error = one.found() - level(one);
                own.computeIfAbsent(one.emptying().bin(), key -> new ArrayList<>())
                        .add(error);
                all.add(error);
            }
            mine.add(new Point(x(one), one.found()));
        }

        private double level(Case one) {
            List<Point> mine = points.getOrDefault(one.emptying().bin(), List.of());
            double meanX = mine.stream().mapToDouble(Point::x).average().orElse(0);
            double meanY = mine.stream().mapToDouble(Point::y).average().orElse(0);
            double square = WEIGHT * VARIANCE;
            double product = square * SLOPE;
            for (Point point : mine) {
                square += (point.x - meanX) * (point.x - meanX);
                product += (point.x - meanX) * (point.y - meanY);
            }
            return meanY + product / square * (x(one) - meanX);
        }

        private static double x(Case one) {
            return Math.log(one.activeHours() + 1);
        }
    }

    private static double quantile(double[] sorted, double rank) {
        double place = rank * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        double value = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        return Math.clamp(value, 0, 1);
    }
}
