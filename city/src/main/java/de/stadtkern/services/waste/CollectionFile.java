package de.stadtkern.services.waste;

import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What a file says of collection days or districts: days as CSV ({@code area}, {@code what}, {@code day}) or as iCalendar of
 * one district, districts as CSV ({@code street}, {@code numbers}, {@code area}).
 */
final class CollectionFile {

    private static final int MOST = 100_000;
    private static final int LONGEST = 120;

    private CollectionFile() {}

    /** What is wrong with a line, counted from 1. */
    record Fault(long line, Refusal refusal) {}

    /** What was read; nothing is to be stored when there are faults. */
    record Read<T>(Set<T> entries, List<Fault> faults) {}

    /** @param area the district of an iCalendar file, which does not say it */
    static Read<CollectionDay> days(byte[] content, String area) {
        String text = UploadedText.of(content).strip();
        return text.startsWith("BEGIN:VCALENDAR")
                ? calendar(text, text(Map.of("area", area), "area"))
                : csv(
                        text,
                        Set.of("area", "what", "day"),
                        line -> new CollectionDay(text(line, "area"), text(line, "what"), day(text(line, "day"))));
    }

    static Read<Houses> areas(byte[] content) {
        return csv(
                UploadedText.of(content).strip(),
                Set.of("street", "numbers", "area"),
                line -> new Houses(text(line, "street"), line.getOrDefault("numbers", ""), text(line, "area")));
    }

    private static <T> Read<T> csv(String text, Set<String> columns, Function<Map<String, String>, T> reading) {
        String heading = text.lines().findFirst().orElse("");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(heading.contains(";") ? ';' : heading.contains("\t") ? '\t' : ',')
                .setIgnoreEmptyLines(true)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        Set<T> entries = new LinkedHashSet<>();
        List<Fault> faults = new ArrayList<>();
        try (CSVParser lines = format.parse(new StringReader(text))) {
            for (String column : columns) {
                if (!lines.getHeaderNames().contains(column)) {
                    throw Refusal.badInput("waste.refusal.column", column).at("file");
                }
            }
            for (CSVRecord line : lines) {
                if (entries.size() >= MOST) {
                    throw Refusal.tooLarge("waste.refusal.file-long", MOST).at("file");
                }
                try {
                    entries.add(reading.apply(line.toMap()));
                } catch (Refusal refusal) {
                    faults.add(new Fault(lines.getCurrentLineNumber(), refusal));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw Refusal.badInput("waste.refusal.file").at("file");
        }
        return new Read<>(entries, faults);
    }

    /** Whole days; what repeats by a rule is refused, as only written days are meant for sure. */
    private static Read<CollectionDay> calendar(String text, String area) {
        Set<CollectionDay> days = new LinkedHashSet<>();
        List<Fault> faults = new ArrayList<>();
        long number = 0;
        for (String event : text.replaceAll("\\r?\\n[ \\t]", "").split("BEGIN:VEVENT", -1)) {
            if (number++ == 0) {
                continue;
            }
            Map<String, String> fields = event.lines()
                    .takeWhile(line -> !line.startsWith("END:VEVENT") && !line.startsWith("BEGIN:VALARM"))
                    .filter(line -> line.contains(":"))
                    .collect(Collectors.toMap(
                            line -> line.replaceFirst("[;:].*", ""),
                            line -> line.substring(line.indexOf(':') + 1),
                            (first, second) -> first));
            try {
                if (fields.containsKey("RRULE")) {
                    throw Refusal.badInput("waste.refusal.rule").at("RRULE");
                }
                String what = fields.getOrDefault("SUMMARY", "").replaceAll("\\\\([,;\\\\])", "$1");
                days.add(new CollectionDay(
                        area, text(Map.of("SUMMARY", what), "SUMMARY"), day(fields.getOrDefault("DTSTART", ""))));
            } catch (Refusal refusal) {
                faults.add(new Fault(number - 1, refusal));
            }
        }
        return new Read<>(days, faults);
    }

    private static String text(Map<String, String> line, String column) {
        String text = line.getOrDefault(column, "").strip();
        if (text.length() > LONGEST || !PlainText.isReadable(text)) {
            throw Refusal.badInput("waste.refusal.text", text.substring(0, Math.min(text.length(), LONGEST)), LONGEST)
                    .at(column);
        }
        return text;
    }

    private static LocalDate day(String text) {
        try {
            if (text.matches("\\d{8}(T.*)?")) {
                return LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
            }
            return text.matches("\\d{1,2}\\.\\d{1,2}\\.\\d{4}")
                    ? LocalDate.parse(text, DateTimeFormatter.ofPattern("d.M.uuuu"))
                    : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.badInput("waste.refusal.day", text.substring(0, Math.min(text.length(), LONGEST)))
                    .at("day");
        }
    }
}
