package de.stadtkern.kernel.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SelectionTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Example
    void whatAnAddressSaysComesBackAsTheSameAddress() {
        for (String s : new String[] {"12", "12.15.7"}) {
            Selection selection =
                    of(Map.of("s", s, "from", "2026-01-01T00:00Z", "until", "2026-02-01T00:00Z", "vs", "LAST_YEAR"));
            assertThat(of(selection.fields())).isEqualTo(selection);
        }
    }

    @Example
    void timesWithoutOffsetAreThoseOfTheTown() {
        Selection selection = of(Map.of("from", "2026-07-01", "until", "2026-07-01T12:30"));
        assertThat(selection.span())
                .isEqualTo(
                        new Chart.Span(Instant.parse("2026-06-30T22:00:00Z"), Instant.parse("2026-07-01T10:30:00Z")));
    }

    @Example
    void whatMakesNoSenseIsRefusedAndNamesItsField() {
        assertRefused("s", Map.of("s", "12;drop"));
        assertRefused("s", Map.of("s", "1.2.3.4.5.6.7"));
        assertRefused("from", Map.of("from", "gestern", "until", "2026-01-01"));
        assertRefused("until", Map.of("from", "2026-01-01", "until", "2026-01-01"));
        assertRefused("until", Map.of("from", "1900-01-01", "until", "2026-01-01"));
        assertRefused("from", Map.of("from", "+999999999-01-01T00:00Z", "until", "2026-01-01"));
        assertRefused("vs", Map.of("vs", "X"));
        assertRefused("p", Map.of("p", "CENTURY"));
    }

    @Example
    void closerAndWiderKeepTheMiddle() {
        Selection selection = of(Map.of("from", "2026-01-01T00:00Z", "until", "2026-01-02T00:00Z"));
        assertThat(selection.closer().span())
                .isEqualTo(
                        new Chart.Span(Instant.parse("2026-01-01T06:00:00Z"), Instant.parse("2026-01-01T18:00:00Z")));
        assertThat(selection.closer().wider().span()).isEqualTo(selection.span());
        assertThat(selection.earlier().later().span()).isEqualTo(selection.span());
    }

    @Property
    void theBucketsOfAGridAreAsManyAsADrawingShowsAndNotMuchFewer(
            @ForAll @IntRange(min = 60, max = 1_500_000_000) int seconds) {
        Chart.Span span = new Chart.Span(NOW, NOW.plusSeconds(seconds));
        Duration width = Grid.width(span, Grid.MOST_BUCKETS);
        assertThat(width.multipliedBy(Grid.MOST_BUCKETS)).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
        assertThat(width.multipliedBy(Grid.MOST_BUCKETS))
                .isLessThanOrEqualTo(Duration.ofSeconds(7L * Math.max(seconds, Grid.MOST_BUCKETS)));
    }

    @Example
    void whatASpreadsheetWouldCalculateIsText() {
        assertThat(CsvFile.text("=1+1")).isEqualTo("\"'=1+1\"");
        assertThat(CsvFile.text("a \"b\"")).isEqualTo("\"a \"\"b\"\"\"");
    }

    private static void assertRefused(String field, Map<String, String> fields) {
        assertThatThrownBy(() -> of(fields))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private static Selection of(Map<String, String> fields) {
        Form form = Form.blank();
        for (var field : fields.entrySet()) {
            form = form.with(field.getKey(), field.getValue());
        }
        return Selection.of(form, NOW);
    }
}
