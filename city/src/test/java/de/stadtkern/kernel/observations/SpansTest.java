package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.portal.Chart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SpansTest {

    private static final Instant ORIGIN = Instant.parse("2001-01-01T00:00:00Z");

    @Provide
    Arbitrary<Chart.Span> span() {
        return Combinators.combine(
                        Arbitraries.integers().between(-50, 50),
                        Arbitraries.integers().between(1, 30))
                .as((from, length) -> new Chart.Span(at(from), at(from + length)));
    }

    @Provide
    Arbitrary<List<Chart.Span>> spans() {
        return span().list().ofMaxSize(6);
    }

    @Property
    void everyMomentOfTheWholeIsInAGapOrInAnother(
            @ForAll("span") Chart.Span whole, @ForAll("spans") List<Chart.Span> others) {
        List<Chart.Span> gaps = Spans.gaps(whole, others);
        for (int second = -60; second < 90; second++) {
            Instant time = at(second);
            assertThat(count(gaps, time)).isEqualTo(holds(whole, time) && count(others, time) == 0 ? 1 : 0);
        }
    }

    @Property
    void joinedSpansAreTheSameTimesWithoutNeighbours(@ForAll("spans") List<Chart.Span> spans) {
        List<Chart.Span> joined = Spans.joined(spans);
        for (int second = -60; second < 90; second++) {
            assertThat(count(joined, at(second))).isEqualTo(count(spans, at(second)) == 0 ? 0 : 1);
        }
        for (int i = 1; i < joined.size(); i++) {
            assertThat(joined.get(i).from()).isAfter(joined.get(i - 1).until());
        }
    }

    @Property
    void aWidenedSpanHoldsTheSpanAndIsLessThanAStepLongerAtEachEnd(@ForAll("span") Chart.Span span) {
        Duration step = Duration.ofSeconds(7);
        Chart.Span wide = Spans.widened(span, step, ORIGIN);
        assertThat(wide.from()).isBetween(span.from().minus(step).plusNanos(1), span.from());
        assertThat(wide.until()).isBetween(span.until(), span.until().plus(step).minusNanos(1));
        assertThat(Duration.between(ORIGIN, wide.from()).toSeconds() % 7).isZero();
        assertThat(Duration.between(wide.from(), wide.until()).toSeconds() % 7).isZero();
    }

    private static long count(List<Chart.Span> spans, Instant time) {
        return spans.stream().filter(span -> holds(span, time)).count();
    }

    private static boolean holds(Chart.Span span, Instant time) {
        return !time.isBefore(span.from()) && time.isBefore(span.until());
    }

    private static Instant at(int second) {
        return ORIGIN.plusSeconds(second);
    }
}
