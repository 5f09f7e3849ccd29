package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.observations.SeriesCatalogue;
import de.stadtkern.kernel.observations.SeriesHistory;
import de.stadtkern.kernel.observations.SeriesHistory.Bucket;
import de.stadtkern.kernel.observations.SeriesHistory.Doubts;
import de.stadtkern.kernel.portal.Chart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Buckets against a plain calculation, while values come, change and go. */
@TownTest
class SeriesHistoryTest {

    private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Chart.Span SPAN = new Chart.Span(DAY, DAY.plus(Duration.ofDays(3)));
    private static final Doubts NONE = new Doubts(List.of(), "true");

    @Autowired
    Devices devices;

    @Autowired
    SeriesHistory history;

    @Autowired
    SeriesCatalogue catalogue;

    @Autowired
    Profiles profiles;

    @Autowired
    Figures figures;

    @Autowired
    Folding folding;

    @Autowired
    Expiry expiry;

    private final Map<Instant, Double> measured = new TreeMap<>();
    private SeriesCatalogue.Entry series;
    private long datastream;

    /** Two minutes on a day is many values, 30 seconds makes a day busy; the third day has few. */
    @BeforeEach
    void measure() throws Exception {
        datastream = devices.station("Verlauf").air();
        Random random = new Random(3);
        for (int i = 0; i < 720; i++) {
            measured.put(DAY.plusSeconds(120L * i), random.nextInt(1000) / 8.0);
        }
        for (int i = 0; i < 2880; i++) {
            measured.put(DAY.plusSeconds(86_400 + 30L * i), random.nextInt(1000) / 8.0);
        }
        for (int i = 0; i < 20; i++) {
            measured.put(DAY.plusSeconds(2 * 86_400 + 3_600L * i), random.nextInt(1000) / 8.0);
        }
        measured.put(DAY.plusSeconds(86_400 + 4321), 5000.0);
        measured.put(DAY.plusSeconds(86_400 + 4324), -5000.0);
        List<String> lines = new ArrayList<>();
        measured.forEach((time, value) -> lines.add("[\"%s\", %s]".formatted(time, value)));
        devices.send("CreateObservations", """
                [{"Datastream": {"@iot.id": %d}, "components": ["phenomenonTime", "result"],
                  "dataArray@iot.count": %d, "dataArray": %s}]""".formatted(datastream, lines.size(), lines));
        series = catalogue.get(datastream);
    }

    @Test
    void bucketsAreThoseOfAPlainCalculationWithAndWithoutProfiles() {
        assertThat(days(false)).isEmpty();
        assertPlain();
        figures.calculate();
        assertThat(days(false)).containsExactly(DAY, DAY.plus(Duration.ofDays(1)));
        assertThat(days(true)).containsExactly(DAY.plus(Duration.ofDays(1)));
        assertPlain();
    }

    @Test
    void aLateValueAChangeAndARemovalAreSeenAtOnce() throws Exception {
        figures.calculate();
        Instant late = DAY.plusSeconds(86_400 + 50_001);
        long id = devices.create(
                "Datastreams(%d)/Observations".formatted(datastream),
                "{\"phenomenonTime\": \"%s\", \"result\": 9000}".formatted(late));
        measured.put(late, 9000.0);
        assertThat(days(true)).isEmpty();
        assertPlain();
        figures.calculate();
        assertThat(days(true)).hasSize(1);
        devices.send(HttpMethod.PATCH, "Observations(" + id + ")", "{\"result\": -9000}");
        measured.put(late, -9000.0);
        assertPlain();
        figures.calculate();
        assertPlain();
        devices.delete("Observations(" + id + ")");
        measured.remove(late);
        assertPlain();
    }

    @Test
    void foldedValuesAreTheSame() {
        folding.foldClosedMonths();
        assertPlain();
        figures.calculate();
        assertPlain();
    }

    @Test
    void whenTheValuesAreGoneTheFiguresThatWereKeptAreShown() {
        figures.calculate();
        figures.change(datastream, new Keeping(30, List.of(Duration.ofHours(1)), null));
        expiry.removeWhatIsOver();
        assertThat(days(false)).isEmpty();
        assertThat(read()).isEmpty();
        assertPlain(3_600, 10_800, 86_400, 172_800);
    }

    @Test
    void noZoomLosesAnExtreme() {
        figures.calculate();
        for (int seconds : new int[] {30, 450, 900, 2_700, 86_400, 259_200}) {
            List<Bucket> buckets = history.buckets(series, SPAN, Duration.ofSeconds(seconds), NONE);
            assertThat(buckets).anySatisfy(bucket -> assertThat(bucket.max()).isEqualTo(5000.0));
            assertThat(buckets).anySatisfy(bucket -> assertThat(bucket.min()).isEqualTo(-5000.0));
        }
    }

    @Test
    void doubtfulTimesAreCountedAndNotValid() {
        figures.calculate();
        Instant from = DAY.plusSeconds(86_400 + 4300);
        String valid = "o.phenomenon_time <> '" + DAY.plusSeconds(86_400 + 4321) + "'";
        for (Duration width : List.of(Duration.ofMinutes(1), Duration.ofMinutes(15), Duration.ofDays(1))) {
            List<Bucket> buckets = history.buckets(
                    series, SPAN, width, new Doubts(List.of(new Chart.Span(from, from.plusSeconds(60))), valid));
            assertThat(buckets.stream().mapToLong(Bucket::observations).sum()).isEqualTo(measured.size());
            assertThat(buckets.stream().mapToLong(Bucket::valid).sum()).isEqualTo(measured.size() - 1);
            assertThat(buckets).noneSatisfy(bucket -> assertThat(bucket.max()).isEqualTo(5000.0));
            assertThat(buckets).anySatisfy(bucket -> assertThat(bucket.min()).isEqualTo(-5000.0));
        }
    }

    @Test
    void everyValueIsReadOnceInItsOrder() {
        assertThat(read()).isEqualTo(measured);
    }

    @Test
    void daysThatAreOverAreMarkedOnceAndGetProfiles() {
        figures.calculate();
        profiles.markDays();
        figures.calculate();
        assertPlain();
    }

    private Map<Instant, Double> read() {
        Map<Instant, Double> read = new TreeMap<>();
        history.pieces(series, SPAN)
                .forEach(piece -> history.values(
                        series,
                        piece,
                        value -> assertThat(read.put(value.time(), value.number()))
                                .isNull()));
        return read;
    }

    private List<Instant> days(boolean inQuarters) {
        return profiles.listDays(datastream, SPAN.from(), SPAN.until(), inQuarters);
    }

    private void assertPlain() {
        assertPlain(60, 900, 3_600, 10_800, 86_400, 172_800);
    }

    private void assertPlain(int... widths) {
        for (int seconds : widths) {
            Duration width = Duration.ofSeconds(seconds);
            Map<Instant, List<Double>> plain = new TreeMap<>();
            measured.forEach((time, value) -> plain.computeIfAbsent(
                            SeriesHistory.whole(new Chart.Span(time, time), width)
                                    .from(),
                            start -> new ArrayList<>())
                    .add(value));
            List<Bucket> buckets = history.buckets(series, SPAN, width, NONE);
            assertThat(buckets).extracting(Bucket::start).containsExactlyElementsOf(plain.keySet());
            assertThat(buckets).allSatisfy(bucket -> {
                var values = Objects.requireNonNull(plain.get(bucket.start())).stream()
                        .mapToDouble(value -> value)
                        .summaryStatistics();
                assertThat(bucket.observations()).isEqualTo(values.getCount());
                assertThat(bucket.valid()).isEqualTo(values.getCount());
                assertThat(bucket.min()).isEqualTo(values.getMin());
                assertThat(bucket.max()).isEqualTo(values.getMax());
                assertThat(bucket.mean()).isCloseTo(values.getAverage(), within(1e-9));
            });
        }
    }
}
