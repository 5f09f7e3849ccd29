package de.stadtkern.services.reportdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.services.reportdesk.Figures.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Times are told by their middle and by nine of ten; what waits counts as late only when it is overdue. */
class FiguresTest {

    private static final Instant CAME = Instant.parse("2020-02-01T08:00:00Z");

    @Test
    void theMiddleAndNineOfTenAreInDays() {
        Figures figures = Figures.of(
                IntStream.rangeClosed(1, 11)
                        .mapToObj(days -> course(days, 10 * days))
                        .toList(),
                CAME.plus(Duration.ofDays(500)));

        assertThat(figures.answer().median()).isCloseTo(6, within(1e-9));
        assertThat(figures.answer().most()).isCloseTo(10, within(1e-9));
        assertThat(figures.solution().median()).isCloseTo(60, within(1e-9));
        assertThat(figures.open()).isZero();
    }

    @Test
    void inTimeAreThoseThatAreDoneBeforeTheirDeadlineOfThoseThatAreDoneOrOverdue() {
        Course early = course(1, 10);
        Course late = course(3, 30);
        Course waiting = course(null, null);

        assertThat(Figures.of(List.of(early, late, waiting), CAME.plus(Duration.ofDays(1)))
                        .answer()
                        .inTime())
                .isEqualTo(50);
        assertThat(Figures.of(List.of(early, late, waiting, waiting), CAME.plus(Duration.ofDays(99)))
                        .answer()
                        .inTime())
                .isEqualTo(25);
    }

    @Test
    void whereNothingIsKnownNoNumberIsShown() {
        assertThat(Figures.of(List.of(), CAME).answer()).isEqualTo(new Figures.Span(null, null, null));
        assertThat(Figures.of(List.of(course(null, null)), CAME).solution())
                .isEqualTo(new Figures.Span(null, null, null));
    }

    /** Answers are due after two days, solutions after twenty. */
    private static Course course(@Nullable Integer answeredAfter, @Nullable Integer closedAfter) {
        return new Course(
                CAME,
                CAME.plus(Duration.ofDays(2)),
                CAME.plus(Duration.ofDays(20)),
                answeredAfter == null ? null : CAME.plus(Duration.ofDays(answeredAfter)),
                closedAfter == null ? null : CAME.plus(Duration.ofDays(closedAfter)));
    }
}
