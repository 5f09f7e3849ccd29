package de.stadtkern.kernel.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartDrawingTest {

    private static final Instant START = Instant.parse("2026-03-28T23:00:00Z");
    private static final Page PAGE = TableTest.page(Map.of());

    @Test
    void aMissingHourInterruptsTheLine() {
        String path = path(Chart.Kind.LINE, 0, 1, 2, 6, 7);

        assertThat(path.chars().filter(letter -> letter == 'M')).hasSize(2);
        assertThat(path.chars().filter(letter -> letter == 'L')).hasSize(3);
    }

    @Test
    void aPointAloneIsNotLost() {
        Chart chart = chart(Chart.Kind.LINE, 0, 1, 12, 20, 21);

        assertThat(drawing(chart).lonePoints(chart.series().getFirst()))
                .extracting(Chart.Point::at)
                .containsExactly(START.plus(Duration.ofHours(12)));
    }

    @Test
    void stepsGoAcrossBeforeTheyGoUp() {
        assertThat(path(Chart.Kind.STEP, 0, 1)).matches("M[\\d. ]+H[\\d.]+L[\\d. ]+");
    }

    @Test
    void theTicksFollowTheClockOfTheTownOverTheChangeToSummerTime() {
        assertThat(drawing(chart(Chart.Kind.LINE, 0, 1)).timeTicks())
                .extracting(ChartDrawing.Tick::label)
                .containsExactly("00:00", "07:00", "13:00", "19:00");
    }

    @Test
    void equalValuesStillHaveAScaleAndEveryValueLiesWithin() {
        Chart chart = chart(Chart.Kind.LINE, 0, 0, 0);
        ChartDrawing drawing = drawing(new Chart(
                "c",
                "C",
                "Cel",
                Chart.Kind.LINE,
                chart.span(),
                chart.step(),
                List.of(new Chart.Series("s", List.of(new Chart.Point(START, 5)))),
                List.of(new Chart.Threshold("t", 5))));

        assertThat(drawing.valueTicks()).hasSizeBetween(3, 8);
        assertThat(drawing.y(5)).isBetween((double) ChartDrawing.TOP, (double) ChartDrawing.BOTTOM);
    }

    @Test
    void theBandReachesFromTheSmallestToTheLargestValueAndHasAGapWhereValuesAreMissing() {
        Chart chart = chart(Chart.Kind.LINE, 0, 1, 2, 8, 9);
        List<Chart.Range> ranges = chart.series().getFirst().points().stream()
                .map(point -> new Chart.Range(point.at(), -50, 900))
                .toList();
        Chart.Series series = new Chart.Series("s", chart.series().getFirst().points(), ranges);
        ChartDrawing drawing = drawing(
                new Chart("c", "C", "Cel", Chart.Kind.LINE, chart.span(), chart.step(), List.of(series), List.of()));

        assertThat(drawing.band(series)).matches("M[^MZ]+ZM[^MZ]+Z");
        assertThat(drawing.y(900)).isBetween((double) ChartDrawing.TOP, (double) ChartDrawing.BOTTOM);
        assertThat(drawing.y(-50)).isBetween((double) ChartDrawing.TOP, (double) ChartDrawing.BOTTOM);
        assertThat(drawing.description()).contains("5 Werte", "900,0 °C");
    }

    @Test
    void theDescriptionSaysTheExtremesInGerman() {
        assertThat(drawing(chart(Chart.Kind.LINE, 0, 1, 2)).description()).contains("3 Werte", "0,0 °C", "2,0 °C");
    }

    @Test
    void theTableHasARowForEveryTime() {
        assertThat(chart(Chart.Kind.LINE, 0, 1, 6).table(PAGE).part().total()).isEqualTo(3);
    }

    private static String path(Chart.Kind kind, int... hours) {
        Chart chart = chart(kind, hours);
        return drawing(chart).path(chart.series().getFirst());
    }

    private static ChartDrawing drawing(Chart chart) {
        return ChartDrawing.of(chart, PAGE);
    }

    private static Chart chart(Chart.Kind kind, int... hours) {
        List<Chart.Point> points = IntStream.of(hours)
                .mapToObj(hour -> new Chart.Point(START.plus(Duration.ofHours(hour)), hour))
                .toList();
        return new Chart(
                "c",
                "C",
                "Cel",
                kind,
                new Chart.Span(START, START.plus(Duration.ofHours(23))),
                Duration.ofHours(1),
                List.of(new Chart.Series("s", points)),
                List.of());
    }
}
