package de.stadtkern.kernel.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RotationTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY = Instant.parse("2026-03-02T02:30:00Z");

    @Test
    void ofAYearOfNightsTheLastDaysWeeksAndMonthsStay() {
        List<Instant> nights = IntStream.range(0, 365)
                .mapToObj(night -> MONDAY.plusSeconds(86_400L * night))
                .toList();
        Set<Instant> kept = kept(new Rotation(BERLIN, 7, 5, 12), nights);
        assertThat(kept.stream()
                        .map(moment -> LocalDate.ofInstant(moment, BERLIN))
                        .sorted(Comparator.reverseOrder()))
                .hasSize(7 + 3 + 10)
                .startsWith(
                        LocalDate.parse("2027-03-01"),
                        LocalDate.parse("2027-02-28"),
                        LocalDate.parse("2027-02-27"),
                        LocalDate.parse("2027-02-26"),
                        LocalDate.parse("2027-02-25"),
                        LocalDate.parse("2027-02-24"),
                        LocalDate.parse("2027-02-23"),
                        LocalDate.parse("2027-02-21"),
                        LocalDate.parse("2027-02-14"),
                        LocalDate.parse("2027-02-07"),
                        LocalDate.parse("2027-01-31"),
                        LocalDate.parse("2026-12-31"))
                .endsWith(LocalDate.parse("2026-04-30"));
    }

    @Property
    void theNewestAlwaysStaysAndNeverMoreThanAskedFor(
            @ForAll @Size(min = 1, max = 60) Set<@IntRange(max = 2_000_000) Integer> minutes,
            @ForAll @IntRange(min = 1, max = 9) int daily,
            @ForAll @IntRange(max = 9) int weekly,
            @ForAll @IntRange(max = 9) int monthly) {
        List<Instant> taken =
                minutes.stream().map(minute -> MONDAY.plusSeconds(60L * minute)).toList();
        Set<Instant> kept = kept(new Rotation(BERLIN, daily, weekly, monthly), taken);
        assertThat(kept)
                .contains(taken.stream().max(Comparator.naturalOrder()).orElseThrow())
                .hasSizeLessThanOrEqualTo(daily + weekly + monthly);
        assertThat(kept(new Rotation(BERLIN, daily, weekly, monthly), kept)).isEqualTo(kept);
    }

    private static Set<Instant> kept(Rotation rotation, Collection<Instant> taken) {
        Set<Instant> kept = new HashSet<>(taken);
        kept.removeAll(rotation.superfluous(taken));
        return kept;
    }
}
