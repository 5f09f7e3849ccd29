package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesHistory.Bucket;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Charts of what was measured: one for each unit, below each other over the same time, and a table for each series.
 *
 * @param beside the same series over another time, which is drawn as if it were this one; empty when nothing is compared
 */
record ChartBoard(Page page, Selection selection, List<Measured> measured, List<Measured> beside) {

    private static final int DECIMALS = 2;
    private static final int PERCENT = 100;
    private static final int MOST_SHADES = 300;

    /** One for each unit, in the order of the series. */
    List<Chart> charts() {
        Map<String, List<Measured>> byUnit = measured.stream()
                .collect(Collectors.groupingBy(
                        one -> one.entry().series().unit(), LinkedHashMap::new, Collectors.toList()));
        List<Chart> charts = new ArrayList<>();
        byUnit.forEach((unit, series) -> charts.add(chart("chart-" + charts.size(), unit, series)));
        return charts;
    }

    boolean hasDoubts() {
        return measured.stream().anyMatch(one -> !one.doubts().isEmpty());
    }

    private Chart chart(String name, String unit, List<Measured> series) {
        Duration step = series.stream()
                .map(one -> Grid.step(one.buckets(), one.width()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Chart.Series> lines = new ArrayList<>();
        for (Measured one : series) {
            lines.add(new Chart.Series(one.title(), points(one, Duration.ZERO), ranges(one)));
        }
        for (Measured one : series) {
            other(one).map(other -> compared(one, other)).forEach(lines::add);
        }
        String title = series.stream()
                .map(one -> one.entry().propertyName())
                .distinct()
                .collect(Collectors.joining(", "));
        return new Chart(name, title, unit, Chart.Kind.LINE, selection.span(), step, lines, List.of(), shades(series));
    }

    private Stream<Measured> other(Measured one) {
        return beside.stream().filter(other -> other.entry().id() == one.entry().id());
    }

    private Chart.Series compared(Measured one, Measured other) {
        Duration shift = Duration.between(other.span().from(), one.span().from());
        String label = page.text("explorer.compared." + selection.comparison(), one.title());
        return new Chart.Series(label, points(other, shift));
    }

    /** In the middle of the buckets, as far as the drawing shows it. */
    private List<Chart.Point> points(Measured one, Duration shift) {
        return one.buckets().stream()
                .filter(bucket -> bucket.mean() != null)
                .map(bucket -> new Chart.Point(middle(one, bucket).plus(shift), Objects.requireNonNull(bucket.mean())))
                .toList();
    }

    /** None when every bucket holds one value: then the line says it all. */
    private List<Chart.Range> ranges(Measured one) {
        List<Chart.Range> ranges = new ArrayList<>();
        boolean wide = false;
        for (Bucket bucket : one.buckets()) {
            if (bucket.min() != null && bucket.max() != null) {
                ranges.add(new Chart.Range(middle(one, bucket), bucket.min(), bucket.max()));
                wide |= bucket.max() > bucket.min();
            }
        }
        return wide ? ranges : List.of();
    }

    private Instant middle(Measured one, Bucket bucket) {
        Instant middle = bucket.start().plus(one.width().dividedBy(2));
        if (middle.isBefore(one.span().from())) {
            return one.span().from();
        }
        return middle.isAfter(one.span().until()) ? one.span().until() : middle;
    }

    private List<Chart.Shade> shades(List<Measured> series) {
        return series.stream()
                .flatMap(one -> one.doubts().stream()
                        .map(doubt -> new Chart.Shade(
                                doubt.span(), doubt.failed(), one.title() + ": " + Wording.doubt(page, doubt))))
                .limit(MOST_SHADES)
                .toList();
    }

    /** A row for every bucket, that leads to a chart of its time alone. */
    TableView table(Measured one) {
        String unit = one.entry().series().unit();
        return Table.<Bucket>named("values-" + one.entry().id())
                .column("start", "explorer.bucket.start", bucket -> Cell.time(bucket.start()))
                .column("mean", "explorer.bucket.mean", bucket -> Cell.number(bucket.mean(), DECIMALS, unit))
                .column("min", "explorer.bucket.min", bucket -> Cell.number(bucket.min(), DECIMALS, unit))
                .column("max", "explorer.bucket.max", bucket -> Cell.number(bucket.max(), DECIMALS, unit))
                .column("count", "explorer.bucket.count", bucket -> Cell.number((double) bucket.observations(), 0, ""))
                .column(
                        "valid",
                        "explorer.bucket.valid",
                        bucket -> Cell.number(PERCENT * (double) bucket.valid() / bucket.observations(), 0, "%"))
                .fixedColumn("flags", "explorer.bucket.flags", bucket -> flags(one, bucket))
                .fixedColumn("closer", "explorer.bucket.closer", bucket -> closer(one, bucket))
                .sortedBy("-start")
                .show(page, one.buckets());
    }

    private Cell closer(Measured one, Bucket bucket) {
        if (one.width().compareTo(Selection.SHORTEST) < 0) {
            return Cell.empty();
        }
        Chart.Span time = new Chart.Span(bucket.start(), bucket.start().plus(one.width()));
        return Cell.link(page.url("/explore?" + selection.over(time).query()), page.text("explorer.bucket.show"));
    }

    private Cell flags(Measured one, Bucket bucket) {
        String words = one.doubtsOf(bucket).stream()
                .map(doubt -> Wording.doubt(page, doubt))
                .distinct()
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? Cell.empty() : Cell.text(words);
    }
}
