package de.stadtkern.services.fixedtours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.services.fixedtours.Comparison.Emptied;
import de.stadtkern.services.fixedtours.Comparison.Span;
import de.stadtkern.services.fixedtours.Comparison.Way;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ten days; a round is as many kilometres as it has bins, a kilometre takes a minute, and a vehicle holds half a bin. */
class ComparisonTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final Span SPAN = new Span(FIRST, FIRST.plusDays(10), ZONE, Duration.ofHours(6), 60);
    private static final Comparison.Ways WAYS = shares -> new Way(1000.0 * shares.size(), 60.0 * shares.size(), (int)
            shares.values().stream().filter(share -> share > 0.5).count());

    @Test
    void aBinThatFillsInFiveDaysOverflowsWhenItIsEmptiedOnlyOnTheEighth() {
        Comparison comparison = compare(
                Map.of(1L, List.of(found(0, null), found(4, 0.8), found(8, 0.8))),
                Map.of(day(8), List.of(List.of(1L))));
        assertThat(comparison.fixed().overflows()).isEqualTo(1);
        assertThat(comparison.fixed().overflowHours())
                .as("full on the fifth day at 12, emptied on the eighth at 6:02")
                .isEqualTo((8 - 5) * 24 - 6 + 2 / 60.0, within(0.01));
        assertThat(comparison.done().overflows()).isZero();
        assertThat(comparison.done().overflowHours()).isZero();
        assertThat(comparison.fixed().visits()).isEqualTo(1);
        assertThat(comparison.done().visits()).isEqualTo(3);
    }

    @Test
    void kilometresAndHoursAreThoseOfTheRoundsOfEachDay() {
        Comparison comparison = compare(
                Map.of(1L, List.of(found(0, 0.5), found(2, 0.5)), 2L, List.of(found(2, 0.5))),
                Map.of(day(1), List.of(List.of(1L, 2L), List.of(2L)), day(5), List.of(List.of(2L))));
        assertThat(comparison.fixed().metres()).isEqualTo(3000);
        assertThat(comparison.fixed().days()).isEqualTo(2);
        assertThat(comparison.done().metres()).isEqualTo(3000);
        assertThat(comparison.done().seconds()).isEqualTo(3 * (60 + 60));
    }

    @Test
    void whatIsInTheBinsIsTheSameForBothWhenTheyAreEmptied() {
        Comparison comparison = compare(
                Map.of(1L, List.of(found(-1, null), found(1, 0.6), found(3, 0.4), found(5, null), found(6, 1.0))),
                Map.of(day(1), List.of(List.of(1L)), day(2), List.of(List.of(1L)), day(9), List.of(List.of(1L, 2L))));
        assertThat(comparison.done().tippings())
                .as("0.6, 0.4, as usual 0.5, full")
                .isEqualTo(2);
        assertThat(comparison.fixed().tippings())
                .as("most of 0.6, a fifth, full, and one unknown that is half full")
                .isEqualTo(2);
    }

    @Test
    void whatWasFoundFullIsAnOverflowOfWhatWasDone() {
        Comparison comparison =
                compare(Map.of(1L, List.of(found(-2, 0.4), found(0, 0.4), found(6, 1.0), found(8, 0.4))), Map.of());
        assertThat(comparison.done().overflows()).isEqualTo(1);
        assertThat(comparison.done().overflowHours())
                .as("usually full after five days, found after six")
                .isEqualTo(24, within(0.01));
        assertThat(comparison.basis().foundFull()).isEqualTo(1);
    }

    @Test
    void itSaysOnWhatItRests() {
        Comparison comparison = compare(
                Map.of(
                        1L,
                        List.of(
                                new Emptied(at(1), 0.5, true, false),
                                new Emptied(at(2), 0.5, false, true),
                                new Emptied(at(3), null, false, true)),
                        2L,
                        List.of()),
                Map.of(day(1), List.of(List.of(2L, 3L))));
        assertThat(comparison.basis()).isEqualTo(new Comparison.Basis(10, 2, 1, 2, 1, 1, 1, 0));
        assertThat(comparison.done().visits())
                .as("what only a sensor saw is nobody's way")
                .isEqualTo(2);
    }

    @Test
    void nothingKnownIsNothingClaimed() {
        Comparison comparison = compare(Map.of(1L, List.of()), Map.of(day(0), List.of(List.of(1L))));
        assertThat(comparison.fixed().overflows()).isZero();
        assertThat(comparison.basis().bins()).isZero();
        assertThat(comparison.basis().binsUnknown()).isEqualTo(1);
    }

    @Test
    void everyDayOfEitherIsAStep() {
        AtomicInteger steps = new AtomicInteger();
        Comparison.of(SPAN, Map.of(1L, List.of(found(0, 0.5), found(3, 0.5))), Map.of(), WAYS, steps::incrementAndGet);
        assertThat(steps).hasValue(10 + 2);
    }

    @Property
    void fixedToursThatWereDrivenAsTheyAreComeToTheSame(
            @ForAll @Size(8) List<@DoubleRange(min = 0, max = 1) Double> shares) {
        List<Emptied> history = new ArrayList<>(List.of(new Emptied(at(-1), 0.5, false, true)));
        Map<LocalDate, List<List<Long>>> tours = new HashMap<>();
        for (int i = 0; i < shares.size(); i++) {
            history.add(new Emptied(at(i).plusSeconds(6 * 3600 + 120), shares.get(i), false, true));
            tours.put(day(i), List.of(List.of(1L)));
        }
        Comparison comparison = compare(Map.of(1L, history), tours);
        assertThat(comparison.fixed().visits()).isEqualTo(comparison.done().visits());
        assertThat(comparison.fixed().metres()).isEqualTo(comparison.done().metres());
        assertThat(comparison.fixed().overflows()).isEqualTo(comparison.done().overflows());
        assertThat(comparison.fixed().overflowHours())
                .isEqualTo(comparison.done().overflowHours(), within(1e-6));
    }

    @Property
    void oneMoreVisitNeverKeepsBinsFullForLonger(
            @ForAll @Size(5) List<@DoubleRange(min = 0.05, max = 1) Double> shares,
            @ForAll @Size(10) List<Boolean> drives) {
        List<Emptied> history = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            history.add(found(2 * i - 2, shares.get(i)));
        }
        Map<LocalDate, List<List<Long>>> some = new HashMap<>();
        for (int i = 0; i < drives.size(); i++) {
            if (drives.get(i)) {
                some.put(day(i), List.of(List.of(1L)));
            }
        }
        Map<LocalDate, List<List<Long>>> more = new HashMap<>(some);
        more.put(day(4), List.of(List.of(1L)));
        assertThat(compare(Map.of(1L, history), more).fixed().overflowHours())
                .isLessThanOrEqualTo(compare(Map.of(1L, history), some).fixed().overflowHours() + 1e-6);
    }

    @Property
    void inflowAndItsMomentAreInverse(
            @ForAll @Size(6) List<@DoubleRange(min = 0.01, max = 1) Double> shares,
            @ForAll @DoubleRange(min = 0, max = 300) double hour) {
        List<Inflow.Found> found = new ArrayList<>(List.of(new Inflow.Found(0, null)));
        for (int i = 0; i < shares.size(); i++) {
            found.add(new Inflow.Found(24 * (i + 1), shares.get(i)));
        }
        Inflow inflow = new Inflow(found, 0.01);
        assertThat(inflow.when(inflow.at(hour))).isEqualTo(hour, within(1e-6));
    }

    private static Comparison compare(Map<Long, List<Emptied>> history, Map<LocalDate, List<List<Long>>> tours) {
        return Comparison.of(SPAN, history, tours, WAYS, () -> {});
    }

    private static LocalDate day(int number) {
        return FIRST.plusDays(number);
    }

    /** At noon of the day with this number. */
    private static Emptied found(int day, @Nullable Double share) {
        return new Emptied(at(day).plusSeconds(12 * 3600), share, false, true);
    }

    private static Instant at(int day) {
        return day(day).atStartOfDay(ZONE).toInstant();
    }
}
