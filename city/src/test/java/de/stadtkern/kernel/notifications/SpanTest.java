package de.stadtkern.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Gaps and overlaps of a roster. */
class SpanTest {

    private static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(7));

    @Test
    void anEmptyWeekIsOneGap() {
        assertThat(Span.of(List.of(), BEGIN, END)).containsExactly(new Span(BEGIN, END, List.of()));
    }

    @Test
    void whoFollowsWithoutABreakLeavesNoGap() {
        List<Span> spans = Span.of(List.of(duty(1, -5, 84), duty(2, 84, 200)), BEGIN, END);
        assertThat(spans).noneMatch(Span::isGap).noneMatch(Span::isOverlap).hasSize(2);
    }

    @Test
    void betweenAndBesideIsSaid() {
        List<Span> spans = Span.of(List.of(duty(1, 0, 10), duty(2, 8, 20), duty(1, 30, 168)), BEGIN, END);
        assertThat(spans).extracting(Span::isGap).containsExactly(false, false, false, true, false);
        assertThat(spans).extracting(Span::isOverlap).containsExactly(false, true, false, false, false);
    }

    @Test
    void theSamePersonTwiceIsNoOverlap() {
        assertThat(Span.of(List.of(duty(1, 0, 168), duty(1, 10, 20)), BEGIN, END))
                .noneMatch(Span::isOverlap);
    }

    @Test
    void aWeekWithTheChangeOfTheClocksHasItsRealLength() {
        ZoneId town = ZoneId.of("Europe/Berlin");
        assertThat(hours(town, LocalDate.parse("2026-10-19"))).isEqualTo(169);
        assertThat(hours(town, LocalDate.parse("2027-03-22"))).isEqualTo(167);
    }

    private static long hours(ZoneId town, LocalDate monday) {
        StandbyPage.Week week = new StandbyPage.Week(1, monday);
        assertThat(monday.atStartOfDay(town).toInstant()).isEqualTo(week.begin());
        return Duration.between(week.begin(), week.end()).toHours();
    }

    @Property
    void spansCoverTheWeekWithoutHolesAndSayWhoIsThere(
            @ForAll @Size(max = 8) List<@IntRange(min = -50, max = 200) Integer> begins,
            @ForAll @IntRange(min = 1, max = 90) int hours) {
        List<Duty> duties =
                begins.stream().map(begin -> duty(begin, begin, begin + hours)).toList();
        List<Span> spans = Span.of(duties, BEGIN, END);
        Instant next = BEGIN;
        for (Span span : spans) {
            assertThat(span.from()).isEqualTo(next).isBefore(span.until());
            Instant middle =
                    span.from().plus(Duration.between(span.from(), span.until()).dividedBy(2));
            assertThat(span.duties())
                    .containsExactlyElementsOf(duties.stream()
                            .filter(duty -> !duty.startsAt().isAfter(middle)
                                    && duty.endsAt().isAfter(middle))
                            .toList());
            next = span.until();
        }
        assertThat(next).isEqualTo(END);
    }

    private static Duty duty(long person, int fromHour, int untilHour) {
        return new Duty(
                0,
                1,
                OnCall.Position.PRIMARY,
                person,
                BEGIN.plus(Duration.ofHours(fromHour)),
                BEGIN.plus(Duration.ofHours(untilHour)));
    }
}
