package de.stadtkern.kernel.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalendarTest {

    private static final Instant MADE = Instant.parse("2026-11-29T15:20:00Z");

    @Test
    void aDayIsAWholeDayThatEndsWhereTheNextBegins() {
        String file = calendar("Restmüll; Tonne, 14-täglich", Duration.ofHours(6));

        assertThat(file.split("\r\n"))
                .contains(
                        "UID:a-1@example.org",
                        "DTSTAMP:20261129T152000Z",
                        "DTSTART;VALUE=DATE:20261231",
                        "DTEND;VALUE=DATE:20270101",
                        "SUMMARY:Restmüll\\; Tonne\\, 14-täglich",
                        "TRIGGER:-PT6H")
                .startsWith("BEGIN:VCALENDAR", "VERSION:2.0")
                .endsWith("END:VEVENT", "END:VCALENDAR");
        assertThat(calendar("x", null)).doesNotContain("VALARM");
    }

    @Test
    void hoursAreInUtcAndFollowSummerTime() {
        assertThat(morning(LocalDate.of(2026, 11, 30)))
                .contains("DTSTART:20261130T060000Z\r\n", "DTEND:20261130T113000Z\r\n");
        assertThat(morning(LocalDate.of(2026, 7, 1))).contains("DTSTART:20260701T050000Z\r\n");
    }

    private static String morning(LocalDate day) {
        Calendar.Hours hours = new Calendar.Hours(LocalTime.of(7, 0), LocalTime.of(12, 30));
        return new Calendar("Kehren", MADE, null, List.of(new Calendar.Entry("b-1", day, hours, "x", ""))).text();
    }

    @Property
    void whateverTheTextIsLinesStayShortAndUnfoldToIt(@ForAll @StringLength(max = 300) String text) {
        String file = calendar(text, null);

        assertThat(file.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(file.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        String unfolded = file.replace("\r\n ", "");
        String summary = unfolded.lines()
                .filter(line -> line.startsWith("SUMMARY:"))
                .findFirst()
                .orElseThrow()
                .substring("SUMMARY:".length());
        String expected = text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
        assertThat(Pattern.compile("\\\\(.)")
                        .matcher(summary)
                        .replaceAll(escape ->
                                Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1))))
                .isEqualTo(expected);
    }

    private static String calendar(String summary, @Nullable Duration reminder) {
        return new Calendar(
                        "Abfuhr",
                        MADE,
                        reminder,
                        List.of(new Calendar.Entry("a-1@example.org", LocalDate.of(2026, 12, 31), summary, "")))
                .text();
    }
}
