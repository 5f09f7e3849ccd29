package de.stadtkern.kernel.uploads;

import de.stadtkern.kernel.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a file is to be read.
 *
 * @param timeColumn counted from 1
 * @param columns the datastream of each column, 0 for what is left out
 */
record Layout(
        Separator separator,
        Encoding encoding,
        boolean decimalComma,
        boolean header,
        int timeColumn,
        List<Long> columns) {

    static final int MOST_COLUMNS = 200;

    private static final int SAMPLE = 20;

    /** What stands between two columns. */
    enum Separator {
        SEMICOLON(';'),
        TAB('\t'),
        COMMA(',');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }
    }

    /** What the bytes mean; a byte order mark is passed over. */
    enum Encoding {
        UTF_8(StandardCharsets.UTF_8),
        WINDOWS_1252(Charset.forName("windows-1252"));

        private final Charset charset;

        Encoding(Charset charset) {
            this.charset = charset;
        }

        Charset charset() {
            return charset;
        }
    }

    /**
     * As the first lines look; refused when they are no table.
     *
     * @param known datastreams that a heading may name
     */
    static Layout recognise(byte[] content, Map<String, Long> known) {
        Encoding encoding = isUtf8(content) ? Encoding.UTF_8 : Encoding.WINDOWS_1252;
        Separator separator = Stream.of(Separator.values())
                .filter(one -> isTable(Lines.sample(content, encoding, one, SAMPLE)))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("uploads.refusal.not-csv").at("file"));
        List<List<String>> sample = Lines.sample(content, encoding, separator, SAMPLE);
        List<String> first = sample.getFirst();
        boolean header = first.stream().noneMatch(Times::isTime);
        int time = IntStream.range(0, first.size())
                .filter(i -> sample.stream().anyMatch(line -> i < line.size() && Times.isTime(line.get(i))))
                .findFirst()
                .orElse(0);
        List<Long> columns = first.stream()
                .map(heading -> header ? known.getOrDefault(heading.strip(), 0L) : 0L)
                .toList();
        boolean comma = separator != Separator.COMMA && (hasNumber(sample, ',') || !hasNumber(sample, '.'));
        return new Layout(separator, encoding, comma, header, time + 1, columns).checked();
    }

    /** As somebody wants it, by the names of the form's fields. */
    static Layout read(byte[] content, UnaryOperator<String> field) {
        Separator separator = choice(Separator.class, "separator", field.apply("separator"));
        Encoding encoding = choice(Encoding.class, "encoding", field.apply("encoding"));
        List<List<String>> sample = Lines.sample(content, encoding, separator, 1);
        int width = sample.isEmpty() ? 0 : sample.getFirst().size();
        int time = (int) number("timeColumn", field.apply("timeColumn"));
        List<Long> columns = IntStream.rangeClosed(1, width)
                .mapToObj(i -> i == time ? 0L : number("column-" + i, field.apply("column-" + i)))
                .toList();
        return new Layout(
                        separator,
                        encoding,
                        field.apply("decimalComma").equals("true"),
                        field.apply("header").equals("true"),
                        time,
                        columns)
                .checked();
    }

    /** The headings; where there are none, nothing. */
    List<String> headings(byte[] content) {
        List<List<String>> sample = header ? Lines.sample(content, encoding, separator, 1) : List.of();
        return sample.isEmpty() ? columns.stream().map(column -> "").toList() : sample.getFirst();
    }

    private Layout checked() {
        if (columns.size() > MOST_COLUMNS) {
            throw Refusal.badInput("uploads.refusal.columns", MOST_COLUMNS, columns.size());
        }
        if (timeColumn < 1 || timeColumn > columns.size()) {
            throw Refusal.badInput("uploads.refusal.time-column", timeColumn, columns.size())
                    .at("timeColumn");
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) != 0 && columns.indexOf(columns.get(i)) < i) {
                throw Refusal.badInput("uploads.refusal.twice", Long.toString(columns.get(i)))
                        .at("column-" + (i + 1));
            }
        }
        return this;
    }

    /** Most lines have as many columns as the first; the others may be the errors to be shown. */
    private static boolean isTable(List<List<String>> lines) {
        return !lines.isEmpty()
                && lines.getFirst().size() > 1
                && 2
                                * lines.stream()
                                        .filter(line ->
                                                line.size() == lines.getFirst().size())
                                        .count()
                        > lines.size();
    }

    private static boolean hasNumber(List<List<String>> lines, char sign) {
        return lines.stream()
                .flatMap(List::stream)
                .anyMatch(cell -> cell.strip().matches("[+-]?\\d+[" + sign + "]\\d+"));
    }

    private static boolean isUtf8(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static long number(String field, String text) {
        if (text.isBlank()) {
            return 0;
        }
        if (!text.strip().matches("\\d{1,18}")) {
            throw Refusal.badInput("uploads.refusal.number", text).at(field);
        }
        return Long.parseLong(text.strip());
    }

    private static <E extends Enum<E>> E choice(Class<E> kind, String field, String text) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.badInput("uploads.refusal.choice", text, Arrays.toString(kind.getEnumConstants()))
                                .at(field));
    }
}
