package de.stadtkern.kernel.portal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers over time. The template {@code kernel/portal/chart} draws them as SVG, with the same numbers as a table below.
 *
 * @param name unique on the page
 * @param unit UCUM
 * @param step how far apart the points usually are; where they are much further, the line has a gap
 * @param shades times that are marked behind the lines
 */
public record Chart(
        String name,
        String title,
        String unit,
        Kind kind,
        Span span,
        Duration step,
        List<Series> series,
        List<Threshold> thresholds,
        List<Shade> shades) {

    /** Without times that are marked. */
    public Chart(
            String name,
            String title,
            String unit,
            Kind kind,
            Span span,
            Duration step,
            List<Series> series,
            List<Threshold> thresholds) {
        this(name, title, unit, kind, span, step, series, thresholds, List.of());
    }

    /** How the points are drawn. */
    public enum Kind {
        LINE,
        STEP,
        BAR
    }

    /** From when to when. */
    public record Span(Instant from, Instant until) {

        double share(Instant at) {
            return (double) Duration.between(from, at).toMillis()
                    / Duration.between(from, until).toMillis();
        }
    }

    /**
     * One line.
     *
     * @param ranges between what its values lie; drawn as a band behind it
     */
    public record Series(String label, List<Point> points, List<Range> ranges) {

        public Series(String label, List<Point> points) {
            this(label, points, List.of());
        }
    }

    /** The smallest and the largest of the values for which a point stands. */
    public record Range(Instant at, double low, double high) {}

    /** A time that is marked by a pattern of lines (severe) or dots, and what that means. */
    public record Shade(Span span, boolean severe, String label) {}

    /** One number. */
    public record Point(Instant at, double value) {}

    /** A level that means something. */
    public record Threshold(String label, double value) {}

    /** The numbers as a table, a row for every time. */
    public TableView table(Page page) {
        Map<Instant, List<Cell>> rows = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
            for (Point point : series.get(i).points()) {
                rows.computeIfAbsent(point.at(), at -> emptyRow()).set(i, Cell.number(point.value(), 2, unit));
            }
        }
        Table<Map.Entry<Instant, List<Cell>>> table = Table.<Map.Entry<Instant, List<Cell>>>named(name)
                .column("at", "portal.chart.time", row -> Cell.time(row.getKey()));
        for (int i = 0; i < series.size(); i++) {
            int column = i;
            table = table.column(
                    "v" + i, series.get(i).label(), row -> row.getValue().get(column));
        }
        return table.sortedBy("-at").show(page, List.copyOf(rows.entrySet()));
    }

    private List<Cell> emptyRow() {
        List<Cell> row = new ArrayList<>();
        series.forEach(one -> row.add(Cell.empty()));
        return row;
    }
}
