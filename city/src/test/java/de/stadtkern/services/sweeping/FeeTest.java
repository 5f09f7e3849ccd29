package de.stadtkern.services.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.occasions.Holidays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fees of plots, in cents. */
class FeeTest {

    private static final Map<String, Long> RATES = Map.of("S1", 247L, "S2", 512L);

    @Test
    void aWholeYearIsMetresTimesRate() {
        assertThat(Fee.of(List.of(entry("S1", "20", "1", "2020-01-01")), 2026, RATES, policy("MONTHS", "EXACT"))
                        .cents())
                .isEqualTo(4940);
        assertThat(Fee.of(List.of(entry("S1", "20", "0.5", "2020-01-01")), 2026, RATES, policy("MONTHS", "EXACT"))
                        .cents())
                .isEqualTo(2470);
    }

    @Test
    void metresCountAsTheBylawSays() {
        List<Fee.Entry> plot = List.of(entry("S1", "20.49", "1", "2020-01-01"));

        assertThat(Fee.of(plot, 2026, RATES, policy("MONTHS", "EXACT")).cents())
                .as("5061.03")
                .isEqualTo(5061);
        assertThat(Fee.of(plot, 2026, RATES, policy("MONTHS", "STARTED")).cents())
                .isEqualTo(21 * 247);
        assertThat(Fee.of(plot, 2026, RATES, policy("MONTHS", "NEAREST")).cents())
                .isEqualTo(20 * 247);
    }

    @Test
    void aMonthBelongsToWhatHoldsOnItsFirstDay() {
        List<Fee.Entry> plot = List.of(entry("S1", "12", "1", "2020-01-01"), entry("S2", "12", "1", "2026-03-15"));

        Fee fee = Fee.of(plot, 2026, RATES, policy("MONTHS", "EXACT"));

        assertThat(fee.parts()).extracting(Fee.Part::counted).containsExactly(3L, 9L);
        assertThat(fee.cents()).isEqualTo(3 * 247 + 9 * 512);
        assertThat(Fee.of(plot, 2025, RATES, policy("MONTHS", "EXACT")).cents()).isEqualTo(12 * 247);
        assertThat(Fee.of(plot, 2027, RATES, policy("MONTHS", "EXACT")).cents()).isEqualTo(12 * 512);
    }

    @Test
    void daysAreThoseOfTheYear() {
        List<Fee.Entry> plot = List.of(entry("S1", "10", "1", "2020-01-01"), entry("S2", "10", "1", "2028-03-01"));

        Fee fee = Fee.of(plot, 2028, RATES, policy("DAYS", "EXACT"));

        assertThat(fee.parts()).extracting(Fee.Part::counted).containsExactly(60L, 306L);
        assertThat(fee.cents()).as("(2470·60 + 5120·306) / 366 = 4685.57").isEqualTo(4686);
    }

    @Test
    void halfACentIsRoundedUpOnceAtTheEnd() {
        assertThat(Fee.of(
                                List.of(entry("H", "0.5", "1", "2020-01-01")),
                                2026,
                                Map.of("H", 1L),
                                policy("MONTHS", "EXACT"))
                        .cents())
                .isEqualTo(1);
        assertThat(Fee.of(
                                List.of(entry("H", "0.49", "1", "2020-01-01")),
                                2026,
                                Map.of("H", 1L),
                                policy("MONTHS", "EXACT"))
                        .cents())
                .isZero();
        List<Fee.Entry> changing = List.of(entry("H", "0.4", "1", "2020-01-01"), entry("H", "0.6", "1", "2026-07-01"));
        assertThat(Fee.of(changing, 2026, Map.of("H", 1L), policy("MONTHS", "EXACT"))
                        .cents())
                .as("0.2 + 0.3, not 0 + 0")
                .isEqualTo(1);
    }

    @Test
    void whatHasEndedOwesNothingAndTheLastWordOfADayCounts() {
        Fee.Entry ended = new Fee.Entry(
                "1",
                "",
                "A",
                "S1",
                BigDecimal.TEN,
                BigDecimal.ONE,
                "7",
                LocalDate.of(2026, 7, 1),
                true,
                "",
                "",
                Instant.EPOCH);

        assertThat(Fee.of(List.of(entry("S1", "10", "1", "2020-01-01"), ended), 2026, RATES, policy("MONTHS", "EXACT"))
                        .cents())
                .isEqualTo(1235);
        assertThat(Fee.of(
                                List.of(entry("S1", "10", "1", "2020-01-01"), entry("S2", "10", "1", "2020-01-01")),
                                2026,
                                RATES,
                                policy("MONTHS", "EXACT"))
                        .cents())
                .isEqualTo(5120);
    }

    @Test
    void aClassWithoutARateIsNamed() {
        Fee fee = Fee.of(List.of(entry("S9", "10", "1", "2020-01-01")), 2026, RATES, policy("MONTHS", "EXACT"));

        assertThat(fee.missing()).containsExactly("S9");
        assertThat(fee.cents()).isZero();
    }

    @Test
    void aPlotThatIsSplitOwesNoMoreThanBefore() {
        for (int day = 1; day <= 28; day++) {
            LocalDate split = LocalDate.of(2026, 5, day);
            Policy policy = policy("DAYS", "EXACT");
            long whole = Fee.of(List.of(entry("S1", "30", "1", "2020-01-01")), 2026, RATES, policy)
                    .cents();
            long before = Fee.of(
                            List.of(entry("S1", "30", "1", "2020-01-01"), entry("S1", "18", "1", split.toString())),
                            2026,
                            RATES,
                            policy)
                    .cents();
            long other = Fee.of(List.of(entry("S1", "12", "1", split.toString())), 2026, RATES, policy)
                    .cents();
            assertThat(before + other).as("%s", split).isBetween(whole - 1, whole + 1);
        }
    }

    private static Policy policy(String proration, String metres) {
        return new Policy(
                Holidays.NATIONWIDE,
                Policy.OnHoliday.NEXT_WORKDAY,
                72,
                Policy.Proration.valueOf(proration),
                Policy.Metres.valueOf(metres),
                "",
                Policy.USUAL.sweepings());
    }

    private static Fee.Entry entry(String sweepingClass, String metres, String share, String from) {
        return new Fee.Entry(
                "1",
                "",
                "A",
                sweepingClass,
                new BigDecimal(metres),
                new BigDecimal(share),
                "7",
                LocalDate.parse(from),
                false,
                "",
                "",
                Instant.EPOCH);
    }
}
