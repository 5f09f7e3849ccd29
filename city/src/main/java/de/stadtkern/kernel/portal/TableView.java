package de.stadtkern.kernel.portal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link Table} as it is shown: one page of its rows, and the addresses that show others. */
public record TableView(
        Page page,
        String name,
        List<Header> headers,
        TableQuery query,
        Part part,
        Function<TableQuery, List<List<Cell>>> cells) {

    private static final int CSV_BLOCK = 1000;

    /** The heading of a column. */
    record Header(String key, String textKey, boolean sortable) {}

    /** Which page of how many; page numbers begin with 1. */
    record Part(long total, long number, long pages, int rowsPerPage) {

        long first() {
            return total == 0 ? 0 : (number - 1) * rowsPerPage + 1;
        }

        long last() {
            return Math.min(total, number * rowsPerPage);
        }
    }

    List<List<Cell>> rows() {
        return cells.apply(at((part.number() - 1) * part.rowsPerPage(), part.rowsPerPage()));
    }

    /** All rows that match the filter, read block by block. */
    Stream<List<Cell>> allRows() {
        return Stream.iterate(0L, offset -> offset < part.total(), offset -> offset + CSV_BLOCK)
                .flatMap(offset -> cells.apply(at(offset, CSV_BLOCK)).stream());
    }

    /** Whether a field to filter by is of use. */
    boolean isFilterable() {
        return part.pages() > 1 || !query.filter().isEmpty();
    }

    /** For the attribute {@code aria-sort}; null when the table is sorted by another column. */
    @Nullable
    String ariaSort(Header header) {
        if (!header.key().equals(query.sort())) {
            return null;
        }
        return query.descending() ? "descending" : "ascending";
    }

    /** The address that sorts by the column; when it is sorted by it already, the other way round. */
    String sortHref(Header header) {
        boolean turn = header.key().equals(query.sort()) && !query.descending();
        Map<String, String> changes = new HashMap<>();
        changes.put(name + "-sort", (turn ? "-" : "") + header.key());
        changes.put(name + "-page", "");
        return page.here(changes) + "#" + name;
    }

    String pageHref(long number) {
        return page.here(Map.of(name + "-page", Long.toString(number))) + "#" + name;
    }

    String csvHref(String kind) {
        return page.here(Map.of(name + "-csv", kind));
    }

    /** What the form of the filter must hand on. */
    Map<String, String> otherParameters() {
        Map<String, String> others = new HashMap<>(page.query());
        others.remove(name + "-q");
        others.remove(name + "-page");
        return others;
    }

    private TableQuery at(long offset, int limit) {
        return new TableQuery(query.filter(), query.sort(), query.descending(), limit, offset);
    }
}
