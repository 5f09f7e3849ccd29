package de.stadtkern.kernel.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Table<Row> TABLE = Table.<Row>named("t")
            .column("name", "portal.name", row -> Cell.text(row.name()))
            .column("value", "portal.role", row -> Cell.number(row.value(), 1, "Cel"))
            .fixedColumn("fixed", "portal.login", row -> Cell.text("x"))
            .rowsPerPage(10);

    record Row(String name, @Nullable Double value) {}

    @Test
    void sortsNumbersAsNumbersAndPutsTheMissingLast() {
        List<Row> rows = new ArrayList<>(List.of(new Row("a", 10.0), new Row("b", 9.0), new Row("d", -1.0)));
        rows.add(new Row("c", null));

        assertThat(names(Map.of("t-sort", "value"), rows)).containsExactly("d", "b", "a", "c");
    }

    @Test
    void sortsUmlautsAsGermansDo() {
        List<Row> rows = List.of(new Row("Zebra", 1.0), new Row("Öl", 1.0), new Row("Ost", 1.0));

        assertThat(names(Map.of("t-sort", "name"), rows)).containsExactly("Öl", "Ost", "Zebra");
    }

    @Test
    void anUnknownOrFixedColumnSortsNothing() {
        List<Row> rows = List.of(new Row("b", 1.0), new Row("a", 2.0));

        assertThat(names(Map.of("t-sort", "drop table"), rows)).containsExactly("b", "a");
        assertThat(names(Map.of("t-sort", "fixed"), rows)).containsExactly("b", "a");
    }

    @Test
    void everyRowIsOnExactlyOnePageAlsoWhenAllCompareEqual() {
        List<Row> rows =
                IntStream.range(0, 35).mapToObj(i -> new Row("n" + i, 1.0)).toList();
        List<String> leafed = new ArrayList<>();

        for (int number = 1; number <= 4; number++) {
            leafed.addAll(names(Map.of("t-sort", "-value", "t-page", Integer.toString(number)), rows));
        }

        assertThat(leafed).hasSize(35).doesNotHaveDuplicates();
    }

    @Test
    void aPageBeyondTheEndIsTheLast() {
        List<Row> rows = Collections.nCopies(11, new Row("x", 1.0));

        assertThat(TABLE.show(page(Map.of("t-page", "99999999999999")), rows)
                        .part()
                        .number())
                .isEqualTo(1);
        assertThat(TABLE.show(page(Map.of("t-page", "7")), rows).part().number())
                .isEqualTo(2);
    }

    @Test
    void filtersByWhatIsShown() {
        List<Row> rows = List.of(new Row("Brücke", -1.5), new Row("Tunnel", 3.0));

        assertThat(names(Map.of("t-q", "brü"), rows)).containsExactly("Brücke");
        assertThat(names(Map.of("t-q", "−1,5 °C"), rows)).containsExactly("Brücke");
        assertThat(names(Map.of("t-q", "Wald"), rows)).isEmpty();
    }

    @Test
    void linksKeepWhatElseTheAddressSays() {
        TableView view = TABLE.show(page(Map.of("period", "WEEK", "t-sort", "name", "t-page", "2")), List.of());

        assertThat(view.sortHref(view.headers().getFirst())).isEqualTo("/x?period=WEEK&t-sort=-name#t");
        assertThat(view.ariaSort(view.headers().getFirst())).isEqualTo("ascending");
        assertThat(view.csvHref("excel")).contains("period=WEEK", "t-csv=excel");
    }

    @Test
    void theOrderOfSqlNamesOnlyKnownColumns() {
        TableQuery query = new TableQuery("", "name; drop table", true, 10, 0);

        assertThat(query.orderBy(Map.of("name", "lower(name)"), "id")).isEqualTo("id desc");
        assertThat(new TableQuery("", "name", false, 10, 0).orderBy(Map.of("name", "lower(name)"), "id"))
                .isEqualTo("lower(name) asc nulls last, id asc");
        assertThat(new TableQuery("50%_\\", "", false, 1, 0).pattern()).isEqualTo("%50\\%\\_\\\\%");
    }

    private static List<String> names(Map<String, String> query, List<Row> rows) {
        Page page = page(query);
        return TABLE.show(page, rows).rows().stream()
                .map(cells -> cells.getFirst().shown(page))
                .toList();
    }

    static Page page(Map<String, String> query) {
        try {
            PageFrame frame = new PageFrame(
                    new Texts(), Clock.systemUTC(), "Musterstadt", "0", new PageFrame.Look(null, null), List.of());
            return new Page(
                    Language.GERMAN,
                    "/x",
                    query,
                    new Notices(List.of(), new HashMap<>()),
                    null,
                    List.of(),
                    null,
                    frame);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
