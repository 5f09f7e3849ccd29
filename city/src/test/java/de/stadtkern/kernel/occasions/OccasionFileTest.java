package de.stadtkern.kernel.occasions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.occasions.OccasionFile.Read;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OccasionFileTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 3);

    @Test
    void aWeeklyEventIsOnOnItsDaysUntilItEndsAndNotWhenExcepted() {
        Occasion market = event("""
            DTSTART;TZID=Europe/Berlin:20260303T070000
            DTEND;TZID=Europe/Berlin:20260303T130000
            RRULE:FREQ=WEEKLY;BYDAY=TU,SA;UNTIL=20260401T000000Z
            EXDATE;TZID=Europe/Berlin:20260310T070000
            SUMMARY:Wochen\\,
             markt\
            """);
        assertThat(market.name()).isEqualTo("Wochen,markt");
        assertThat(days(market)).containsExactly(3, 7, 14, 17, 21, 24, 28, 31);
    }

    @Test
    void aCountEndsIt() {
        assertThat(days(event("DTSTART:20260303\nRRULE:FREQ=WEEKLY;BYDAY=TU,SA;COUNT=3\nSUMMARY:Markt")))
                .containsExactly(3, 7, 10);
        assertThat(days(event("DTSTART:20260303\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:Kerwe")))
                .containsExactly(3, 4, 5);
    }

    @Test
    void theEndOfWholeDaysIsTheDayAfter() {
        assertThat(days(event("DTSTART;VALUE=DATE:20260303\nDTEND;VALUE=DATE:20260305\nSUMMARY:Fest")))
                .containsExactly(3, 4);
        assertThat(days(event("DTSTART:20260303T230500Z\nDTEND:20260304T100000Z\nSUMMARY:Nacht")))
                .as("by the clock of the town")
                .containsExactly(4);
    }

    @Test
    void whatIsNotUnderstoodWhollyIsRefusedWithItsNumber() {
        for (String rule :
                List.of("FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=1TU", "FREQ=WEEKLY;X=1")) {
            Read read = read("BEGIN:VEVENT\nDTSTART:20260303\nRRULE:" + rule + "\nSUMMARY:Markt\nEND:VEVENT\n");
            assertThat(read.faults()).as(rule).singleElement().satisfies(fault -> {
                assertThat(fault.number()).isEqualTo(1);
                assertThat(fault.refusal().field()).isEqualTo("RRULE");
            });
        }
    }

    @Test
    void tablesHaveDaysSpansAndWeeks() {
        Read read = OccasionFile.of("""
            name;begins;ends;days;place;radius
            Altstadtfest;05.06.2026;07.06.2026;;Stiftsplatz;300
            Markt;2026-03-03;;Di, Sa;;
            Lauf;2026-05-01;;;;
            Falsch;gestern;;;;
            Falsch;2026-05-02;2026-05-01;;;
            Falsch;2026-05-02;;Dienstag;;
            """.getBytes(StandardCharsets.UTF_8));
        assertThat(read.faults()).extracting(one -> one.refusal().field()).containsExactly("begins", "ends", "days");
        assertThat(read.lines()).hasSize(3);
        assertThat(read.lines().getFirst().place()).isEqualTo("Stiftsplatz");
        assertThat(read.lines().getFirst().radius()).isEqualTo(300);
        assertThat(read.lines().get(1).occasion().days()).containsOnly(DayOfWeek.TUESDAY, DayOfWeek.SATURDAY);
        assertThat(read.lines().get(1).occasion().ends()).isNull();
        assertThat(read.lines().get(2).occasion().ends()).isEqualTo(LocalDate.of(2026, 5, 1));
        assertThatThrownBy(() -> OccasionFile.of("was;wann\na;b".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refusal.class);
    }

    private static Occasion event(String fields) {
        Read read = read("BEGIN:VEVENT\n" + fields + "\nBEGIN:VALARM\nSUMMARY:nein\nEND:VALARM\nEND:VEVENT\n");
        assertThat(read.faults()).isEmpty();
        return read.lines().getFirst().occasion();
    }

    private static Read read(String events) {
        return OccasionFile.of(("BEGIN:VCALENDAR\n" + events + "END:VCALENDAR\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Days of March 2026 on which it is. */
    private static List<Integer> days(Occasion one) {
        return IntStream.rangeClosed(1, 31)
                .filter(day -> one.isOn(FIRST.withDayOfMonth(day)))
                .boxed()
                .toList();
    }
}
