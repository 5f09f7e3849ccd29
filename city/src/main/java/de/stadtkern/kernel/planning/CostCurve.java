package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.Plan.Point;
import java.util.List;
import java.util.Locale;

/** How the cost fell during a search, as a line on a surface of {@value #WIDTH} by {@value #HEIGHT}. */
record CostCurve(List<Point> points) {

    static final int WIDTH = 560;
    static final int HEIGHT = 160;

    private static final int LEFT = 90;
    private static final int RIGHT = WIDTH - 12;
    private static final int TOP = 16;
    private static final int BOTTOM = HEIGHT - 28;

    boolean isEmpty() {
        return points.size() < 2;
    }

    double highest() {
        return points.stream().mapToDouble(Point::cost).max().orElse(0);
    }

    double lowest() {
        return points.stream().mapToDouble(Point::cost).min().orElse(0);
    }

    /** What was found at last; more than before when a limit that was left aside at first counts again. */
    double last() {
        return points.isEmpty() ? 0 : points.getLast().cost();
    }

    double seconds() {
        return points.isEmpty() ? 0 : points.getLast().seconds();
    }

    /** As an SVG path of steps: a cost holds until a lower one is found. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            double x = LEFT + (RIGHT - LEFT) * (point.seconds() / seconds());
            double y = BOTTOM - (BOTTOM - TOP) * share(point);
            path.append(String.format(Locale.ROOT, path.isEmpty() ? "M%.1f %.1f" : "H%.1fV%.1f", x, y));
        }
        return path.toString();
    }

    private double share(Point point) {
        double range = highest() - lowest();
        return range <= 0 ? 0 : (point.cost() - lowest()) / range;
    }
}
