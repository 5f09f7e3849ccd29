package de.stadtkern.kernel.uploads;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a file. A line that breaks a rule is refused as a whole: so it can be mended and uploaded again
 * without anything of it being there twice.
 */
final class Lines {

    static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}([.,]\\d{1,40})?([eE][+-]?\\d{1,3})?");

    private static final int LONGEST_SHOWN = 100;

    private Lines() {}

    /** A value as it will be stored. */
    record Value(int column, long datastreamId, Instant time, BigDecimal number) {}

    /**
     * What is wrong.
     *
     * @param column counted from 1; 0 for the line as a whole
     */
    record Fault(long line, int column, String value, String rule) {}

    /** A line, counted from 1; without values when it has faults. */
    record Line(long number, List<String> cells, List<Value> values, List<Fault> faults) {

        boolean isRefused() {
            return !faults.isEmpty();
        }
    }

    /**
     * Reads on until {@code each} says no.
     *
     * @param after lines up to this one are passed over
     * @return whether the end was reached
     */
    static boolean read(byte[] content, Layout layout, Instant latest, long after, Predicate<Line> each) {
        try (Records records = new Records(content, layout.encoding(), layout.separator())) {
            for (long number = 1; records.hasNext(); number++) {
                List<String> cells = records.next();
                if (number > after && !each.test(line(number, cells, layout, latest))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The first lines that are not empty; fewer when they cannot be read. */
    static List<List<String>> sample(byte[] content, Layout.Encoding encoding, Layout.Separator separator, int most) {
        List<List<String>> lines = new ArrayList<>();
        try (Records records = new Records(content, encoding, separator)) {
            while (lines.size() < most && records.hasNext()) {
                List<String> cells = records.next();
                if (cells != null && !isEmpty(cells)) {
                    lines.add(cells);
                }
            }
        }
        return lines;
    }

    private static Line line(long number, @Nullable List<String> cells, Layout layout, Instant latest) {
        if (cells == null) {
            return new Line(number, List.of(), List.of(), List.of(new Fault(number, 0, "", "unreadable")));
        }
        if (isEmpty(cells) || (layout.header() && number == 1)) {
            return new Line(number, cells, List.of(), List.of());
        }
        int width = layout.columns().size();
        if (cells.size() < width || !isEmpty(cells.subList(width, cells.size()))) {
            Fault fault = new Fault(number, 0, Integer.toString(cells.size()), "columns");
            return new Line(number, cells, List.of(), List.of(fault));
        }
        List<Value> values = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        int timeColumn = layout.timeColumn();
        Times.Reading time = Times.read(cells.get(timeColumn - 1), latest);
        if (time.rule() != null) {
            faults.add(new Fault(number, timeColumn, shortened(cells.get(timeColumn - 1)), time.rule()));
        }
        for (int i = 0; i < width; i++) {
            String cell = cells.get(i).strip();
            if (layout.columns().get(i) != 0 && !cell.isEmpty()) {
                BigDecimal value = number(cell, layout.decimalComma());
                if (value == null) {
                    faults.add(new Fault(number, i + 1, shortened(cell), "number"));
                } else {
                    values.add(new Value(i + 1, layout.columns().get(i), time.at(), value));
                }
            }
        }
        return new Line(number, cells, faults.isEmpty() ? values : List.of(), faults);
    }

    private static @Nullable BigDecimal number(String cell, boolean decimalComma) {
        if (!NUMBER.matcher(cell).matches() || cell.indexOf(decimalComma ? '.' : ',') >= 0) {
            return null;
        }
        BigDecimal number = new BigDecimal(cell.replace(',', '.'));
        return Double.isFinite(number.doubleValue()) ? number : null;
    }

    private static boolean isEmpty(List<String> cells) {
        return cells.stream().allMatch(String::isBlank);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Ends after the first record that cannot be read, which is null. */
    private static final class Records implements AutoCloseable {

        private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

        private final Reader reader;
        private final Iterator<CSVRecord> records;
        private boolean broken;

        Records(byte[] content, Layout.Encoding encoding, Layout.Separator separator) {
            int from = startsWithMark(content) ? BYTE_ORDER_MARK.length : 0;
            reader = new InputStreamReader(
                    new ByteArrayInputStream(content, from, content.length - from), encoding.charset());
            try {
                records = CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(separator.character())
                        .setIgnoreEmptyLines(false)
                        .get()
                        .parse(reader)
                        .iterator();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean hasNext() {
            try {
                return !broken && records.hasNext();
            } catch (UncheckedIOException | IllegalStateException e) {
                broken = true;
                return true;
            }
        }

        @Nullable
        List<String> next() {
            return broken ? null : Objects.requireNonNull(records.next()).toList();
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean startsWithMark(byte[] content) {
            return content.length >= BYTE_ORDER_MARK.length
                    && content[0] == BYTE_ORDER_MARK[0]
                    && content[1] == BYTE_ORDER_MARK[1]
                    && content[2] == BYTE_ORDER_MARK[2];
        }
    }
}
