package de.stadtkern.kernel.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Where everything of a {@link Chart} lies on a surface of {@value #WIDTH} by {@value #HEIGHT}. */
record ChartDrawing(Chart chart, Page page, Scale scale) {

    static final int WIDTH = 560;
    static final int HEIGHT = 260;
    static final int LEFT = 64;
    static final int RIGHT = WIDTH - 12;
    static final int TOP = 12;
    static final int BOTTOM = HEIGHT - 32;

    private static final int MOST_TIME_TICKS = 6;
    private static final int VALUE_TICKS = 4;
    private static final double GAP = 2.5;
    private static final double SMALLEST_RANGE = 1e-6;
    private static final Duration LONG = Duration.ofDays(400);
    private static final List<Duration> TIME_STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(14),
            Duration.ofDays(30),
            Duration.ofDays(61),
            Duration.ofDays(365),
            Duration.ofDays(1826));

    /** The values from the bottom to the top, and how far apart the lines of the grid are. */
    record Scale(double low, double high, double step) {

        /** The step is 1, 2 or 5 times a power of ten, and both ends are multiples of it. */
        static Scale around(double low, double high) {
            double rough = (high - low) / VALUE_TICKS;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double share = rough / power;
            double step = power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
            return new Scale(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
        }
    }

    /** A line of the grid with its label. */
    record Tick(double at, String label) {}

    /** A bar. */
    record Bar(double x, double y, double width, double height) {}

    static ChartDrawing of(Chart chart, Page page) {
        double[] shown = DoubleStream.concat(
                        values(chart), chart.thresholds().stream().mapToDouble(Chart.Threshold::value))
                .toArray();
        double low = DoubleStream.of(shown).min().orElse(0);
        double high = DoubleStream.of(shown).max().orElse(1);
        if (chart.kind() == Chart.Kind.BAR) {
            low = Math.min(0, low);
            high = Math.max(0, high);
        }
        if (high - low < SMALLEST_RANGE) {
            low -= 1;
            high += 1;
        }
        return new ChartDrawing(chart, page, Scale.around(low, high));
    }

    boolean isEmpty() {
        return chart.series().stream().allMatch(one -> one.points().isEmpty());
    }

    /** The title with the unit. */
    String title() {
        String unit = Units.written(chart.unit());
        return unit.isEmpty() ? chart.title() : page.text("portal.chart.title", chart.title(), unit);
    }

    /** In words, for those who do not see the drawing. */
    String description() {
        var summary = values(chart).summaryStatistics();
        return page.text(
                "portal.chart.description",
                page.time(chart.span().from()),
                page.time(chart.span().until()),
                page.quantity(summary.getMin(), chart.unit()),
                page.quantity(summary.getMax(), chart.unit()),
                chart.series().stream().mapToInt(one -> one.points().size()).sum());
    }

    /** The line of a series as an SVG path, interrupted where values are missing. */
    String path(Chart.Series series) {
        StringBuilder path = new StringBuilder();
        Chart.Point last = null;
        for (Chart.Point point : series.points()) {
            boolean gap = last == null || isGap(last.at(), point.at());
            if (!gap && chart.kind() == Chart.Kind.STEP) {
                path.append('H').append(written(x(point.at())));
            }
            path.append(gap ? 'M' : 'L')
                    .append(written(x(point.at())))
                    .append(' ')
                    .append(written(y(point.value())));
            last = point;
        }
        return path.toString();
    }

    /** Points without neighbours, of which a line would show nothing. */
    List<Chart.Point> lonePoints(Chart.Series series) {
        List<Chart.Point> points = series.points();
        List<Chart.Point> lone = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean noneBefore =
                    i == 0 || isGap(points.get(i - 1).at(), points.get(i).at());
            boolean noneAfter = i == points.size() - 1
                    || isGap(points.get(i).at(), points.get(i + 1).at());
            if (noneBefore && noneAfter) {
                lone.add(points.get(i));
            }
        }
        return lone;
    }

    /** The band of a series as an SVG path: for each piece without a gap there along the top and back along the bottom. */
    String band(Chart.Series series) {
        StringBuilder path = new StringBuilder();
        List<Chart.Range> ranges = series.ranges();
        int from = 0;
        for (int i = 1; i <= ranges.size(); i++) {
            if (i == ranges.size()
                    || isGap(ranges.get(i - 1).at(), ranges.get(i).at())) {
                piece(path, ranges.subList(from, i));
                from = i;
            }
        }
        return path.toString();
    }

    private void piece(StringBuilder path, List<Chart.Range> ranges) {
        char command = 'M';
        for (Chart.Range range : ranges) {
            path.append(command).append(written(x(range.at()))).append(' ').append(written(y(range.high())));
            command = 'L';
        }
        for (Chart.Range range : ranges.reversed()) {
            path.append('L').append(written(x(range.at()))).append(' ').append(written(y(range.low())));
        }
        path.append('Z');
    }

    /** Where a time that is marked lies, as far as the drawing shows it; never so narrow that nobody sees it. */
    Bar shade(Chart.Shade shade) {
        double from = Math.clamp(x(shade.span().from()), LEFT, RIGHT);
        double until = Math.clamp(x(shade.span().until()), LEFT, RIGHT);
        return new Bar(from, TOP, Math.max(2, until - from), BOTTOM - TOP);
    }

    List<Bar> bars() {
        double width = Math.max(
                1, (RIGHT - LEFT) * chart.span().share(chart.span().from().plus(chart.step())) - 1);
        double zero = y(0);
        return chart.series().stream()
                .flatMap(series -> series.points().stream())
                .map(point -> new Bar(
                        x(point.at()), Math.min(zero, y(point.value())), width, Math.abs(zero - y(point.value()))))
                .toList();
    }

    List<Tick> valueTicks() {
        double step = scale.step();
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step)));
        List<Tick> ticks = new ArrayList<>();
        for (long i = Math.round(scale.low() / step); i <= Math.round(scale.high() / step); i++) {
            ticks.add(new Tick(y(i * step), page.number(i * step, decimals)));
        }
        return ticks;
    }

    /** At whole hours or days of the town's time. */
    List<Tick> timeTicks() {
        Duration length = Duration.between(chart.span().from(), chart.span().until());
        Duration step = TIME_STEPS.stream()
                .filter(one -> length.dividedBy(one) <= MOST_TIME_TICKS)
                .findFirst()
                .orElse(TIME_STEPS.getLast());
        boolean days = step.toDays() > 0;
        String pattern = days ? "portal.chart.day" : "portal.chart.hour";
        DateTimeFormatter format = DateTimeFormatter.ofPattern(
                page.text(length.compareTo(LONG) > 0 ? "portal.chart.month" : pattern),
                page.language().locale());
        List<Tick> ticks = new ArrayList<>();
        ZonedDateTime at = chart.span().from().atZone(Page.TOWN).truncatedTo(ChronoUnit.DAYS);
        while (at.toInstant().isBefore(chart.span().until())) {
            if (!at.toInstant().isBefore(chart.span().from())) {
                ticks.add(new Tick(x(at.toInstant()), format.format(at)));
            }
            at = days ? at.plusDays(step.toDays()) : at.plus(step);
        }
        return ticks;
    }

    double x(Instant at) {
        return LEFT + (RIGHT - LEFT) * chart.span().share(at);
    }

    double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * (value - scale.low()) / (scale.high() - scale.low());
    }

    /** A coordinate as SVG wants it. */
    static String written(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }

    private boolean isGap(Instant one, Instant next) {
        return Duration.between(one, next).toMillis() > GAP * chart.step().toMillis();
    }

    private static DoubleStream values(Chart chart) {
        return chart.series().stream()
                .flatMapToDouble(series -> DoubleStream.concat(
                        series.points().stream().mapToDouble(Chart.Point::value),
                        series.ranges().stream().flatMapToDouble(range -> DoubleStream.of(range.low(), range.high()))));
    }
}
