package de.stadtkern.kernel.portal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A table that everybody can sort, filter, leaf through and take along as CSV, without JavaScript. A room names the
 * columns once and shows rows of them; the template {@code kernel/portal/table} draws it.
 *
 * @param name unique on the page; the beginning of the table's parameters in the address
 */
public record Table<T>(String name, List<Column<T>> columns, String firstSort, int rowsPerPage) {

    private static final int ROWS_PER_PAGE = 25;
    private static final String DESCENDING = "-";

    /** A column: its heading is the text behind the key. */
    public record Column<T>(String key, String textKey, boolean sortable, Function<T, Cell> cell) {}

    public Table {
        columns = List.copyOf(columns);
    }

    /** A table without columns yet. */
    public static <T> Table<T> named(String name) {
        return new Table<>(name, List.of(), "", ROWS_PER_PAGE);
    }

    /** The table with one more column, by which it can be sorted. */
    public Table<T> column(String key, String textKey, Function<T, Cell> cell) {
        return with(new Column<>(key, textKey, true, cell));
    }

    /** The table with one more column, by which it cannot be sorted. */
    public Table<T> fixedColumn(String key, String textKey, Function<T, Cell> cell) {
        return with(new Column<>(key, textKey, false, cell));
    }

    /** The table sorted at first by this column; a minus before the key turns it round. */
    public Table<T> sortedBy(String sort) {
        return new Table<>(name, columns, sort, rowsPerPage);
    }

    /** The table with this many rows on a page. */
    public Table<T> rowsPerPage(int rows) {
        return new Table<>(name, columns, firstSort, rows);
    }

    /** The part of the rows that the address asks for; rows that compare equal keep the order of the list. */
    public TableView show(Page page, List<T> rows) {
        return show(page, new ListedRows<>(this, page, rows));
    }

    /** The part of the rows that the address asks for. */
    public TableView show(Page page, Rows<T> rows) {
        String sort = knownSort(page.parameter(name + "-sort"));
        boolean descending = sort.startsWith(DESCENDING);
        TableQuery all = new TableQuery(
                page.parameter(name + "-q").strip(), descending ? sort.substring(1) : sort, descending, rowsPerPage, 0);
        long total = rows.count(all);
        long pages = Math.max(1, (total + rowsPerPage - 1) / rowsPerPage);
        long number = Math.clamp(number(page.parameter(name + "-page")), 1, pages);
        Function<TableQuery, List<List<Cell>>> cells =
                query -> rows.list(query).stream().map(this::cells).toList();
        return new TableView(page, name, headers(), all, new TableView.Part(total, number, pages, rowsPerPage), cells);
    }

    List<Cell> cells(T row) {
        return columns.stream().map(column -> column.cell().apply(row)).toList();
    }

    private Table<T> with(Column<T> column) {
        List<Column<T>> more = new ArrayList<>(columns);
        more.add(column);
        return new Table<>(name, more, firstSort, rowsPerPage);
    }

    private List<TableView.Header> headers() {
        return columns.stream()
                .map(column -> new TableView.Header(column.key(), column.textKey(), column.sortable()))
                .toList();
    }

    private String knownSort(String wanted) {
        String key = wanted.startsWith(DESCENDING) ? wanted.substring(1) : wanted;
        return columns.stream()
                        .anyMatch(column -> column.sortable() && column.key().equals(key))
                ? wanted
                : firstSort;
    }

    private static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 1;
    }

    /** Rows that are all here already. */
    private record ListedRows<T>(Table<T> table, Page page, List<T> rows) implements Rows<T> {

        @Override
        public long count(TableQuery query) {
            return query.filter().isEmpty() ? rows.size() : matching(query).size();
        }

        @Override
        public List<T> list(TableQuery query) {
            List<T> found = matching(query);
            table.columns().stream()
                    .filter(column -> column.key().equals(query.sort()))
                    .findFirst()
                    .ifPresent(column -> found.sort(order(column, query.descending())));
            return found.stream().skip(query.offset()).limit(query.limit()).toList();
        }

        private Comparator<T> order(Column<T> column, boolean descending) {
            return Comparator.comparing(column.cell(), descending ? Cell.ORDER.reversed() : Cell.ORDER);
        }

        private List<T> matching(TableQuery query) {
            String wanted = query.filter().toLowerCase(Locale.ROOT);
            List<T> found = new ArrayList<>();
            for (T row : rows) {
                if (wanted.isEmpty() || contains(row, wanted)) {
                    found.add(row);
                }
            }
            return found;
        }

        private boolean contains(T row, String wanted) {
            return table.cells(row).stream()
                    .anyMatch(cell -> cell.shown(page).toLowerCase(Locale.ROOT).contains(wanted));
        }
    }
}
