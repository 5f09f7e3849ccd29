package de.stadtkern.kernel.roadweather.nowcast.trial;

import de.stadtkern.kernel.roadweather.nowcast.Coefficients;
import de.stadtkern.kernel.roadweather.nowcast.Coefficients.Odds;
import de.stadtkern.kernel.roadweather.nowcast.Horizon;
import de.stadtkern.kernel.roadweather.nowcast.Nowcast;
import de.stadtkern.kernel.roadweather.nowcast.trial.Case.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/** Finds the coefficients that suit some cases best: all of them, or those of all places but one. */
public final class Fitting {

    /** Under these the nowcast tells what it makes its odds and its band from. */
    private static final Odds PLAIN = new Odds(0, -1, 0, 1);

    private static final int HORIZONS = 3;
    private static final int ROUNDS = 30;

    /** Keeps the slope finite where few cases froze. */
    private static final double CAUTION = 0.1;

    /**
     * What one case says of one horizon.
     *
     * @param distance from freezing, as the odds take it
     * @param miss how far the outcome was from the middle, in units of the band
     */
    private record Point(int place, double distance, double miss, boolean frozen) {}

    private record Line(double intercept, double slope) {

        double probability(Point point) {
            return 1 / (1 + Math.exp(-intercept - slope * point.distance()));
        }
    }

    private final Coefficients plain;
    private final List<List<Point>> horizons = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    /** Fits odds and bands; memory and sun stay as they are. */
    public Fitting(List<Case> cases, double memory, double sun) {
        plain = new Coefficients(memory, sun, Collections.nCopies(HORIZONS, PLAIN));
        cases.forEach(this::add);
    }

    private void add(Case one) {
        Nowcast nowcast = Nowcast.of(one.past(), one.site(), plain).orElseThrow();
        for (int i = 0; i < HORIZONS; i++) {
            Outcome outcome = one.outcomes().get(i);
            Horizon horizon = nowcast.horizons().get(i);
            if (outcome != null) {
                double probability = horizon.freezingProbability();
                double distance = Math.log((1 - probability) / probability);
                double miss = (outcome.surface() - horizon.surface()) / (horizon.high() - horizon.surface());
                horizons.get(i).add(new Point(one.place(), distance, miss, outcome.frozen()));
            }
        }
    }

    /** Those that suit all cases best. */
    public Coefficients all() {
        return best(place -> true);
    }

    /** Those that suit best all places but one. */
    public Coefficients without(int left) {
        return best(place -> place != left);
    }

    private Coefficients best(IntPredicate places) {
        List<Odds> odds = new ArrayList<>();
        for (List<Point> all : horizons) {
            List<Point> points =
                    all.stream().filter(point -> places.test(point.place())).toList();
            Line line = line(points);
            double[] misses = points.stream().mapToDouble(Point::miss).sorted().toArray();
            odds.add(new Odds(line.intercept(), line.slope(), at(misses, 0.1), at(misses, 0.9)));
        }
        return new Coefficients(plain.memory(), plain.sun(), odds);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** Logistic regression by Newton's method. */
    private static Line line(List<Point> points) {
        Line line = new Line(0, 0);
        for (int round = 0; round < ROUNDS; round++) {
            double a = 0;
            double b = -CAUTION * line.slope();
            double aa = 0;
            double ab = 0;
            double bb = CAUTION;
            for (Point point : points) {
                double probability = line.probability(point);
                double weight = probability * (1 - probability);
                double off = (point.frozen() ? 1 : 0) - probability;
                a += off;
                b += off * point.distance();
                aa += weight;
                ab += weight * point.distance();
                bb += weight * point.distance() * point.distance();
            }
            double det = aa * bb - ab * ab;
            line = new Line(line.intercept() + (bb * a - ab * b) / det, line.slope() + (aa * b - ab * a) / det);
        }
        return line;
    }
}
