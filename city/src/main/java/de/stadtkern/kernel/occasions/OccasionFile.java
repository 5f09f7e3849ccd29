package de.stadtkern.kernel.occasions;

import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of occasions: CSV ({@code name}, {@code begins}, and if wanted {@code ends}, {@code days}, {@code place},
 * {@code radius}), or iCalendar (RFC 5545) with days, spans and what is weekly. Other repetitions are refused, as only what
 * is understood wholly is stored.
 */
final class OccasionFile {

    static final int MOST = 5_000;

    private static final int LONGEST_TEXT = 200;
    private static final double USUAL_RADIUS = 200;
    private static final double LARGEST_RADIUS = 20_000;
    private static final int MOST_COUNTED = 10_000;
    private static final List<String> GERMAN = List.of("MO", "DI", "MI", "DO", "FR", "SA", "SO");
    private static final List<String> ENGLISH = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final Set<String> RULE_PARTS = Set.of("FREQ", "BYDAY", "UNTIL", "COUNT", "INTERVAL", "WKST");

    private OccasionFile() {}

    /**
     * An occasion, not yet with its place on the map.
     *
     * @param number of the line or event, counted from 1
     * @param occasion without area
     * @param place empty for the whole town
     * @param radius in metres
     */
    record Line(long number, Occasion occasion, String place, double radius) {}

    /** What is wrong with a line or event. */
    record Fault(long number, Refusal refusal) {}

    /** What was read; nothing is to be stored when there are faults. */
    record Read(List<Line> lines, List<Fault> faults) {}

    static Read of(byte[] content) {
        String text = UploadedText.of(content).strip();
        return text.startsWith("BEGIN:VCALENDAR") ? calendar(text) : csv(text);
    }

    private static Read csv(String text) {
        String heading = text.lines().findFirst().orElse("");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(heading.contains(";") ? ';' : heading.contains("\t") ? '\t' : ',')
                .setIgnoreEmptyLines(true)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        List<Line> lines = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        try (CSVParser parser = format.parse(new StringReader(text))) {
            for (String column : List.of("name", "begins")) {
                if (!parser.getHeaderNames().contains(column)) {
                    throw Refusal.badInput("occasions.refusal.column", column).at("file");
                }
            }
            for (CSVRecord row : parser) {
                requireRoom(lines);
                try {
                    lines.add(line(parser.getCurrentLineNumber(), row.toMap()));
                } catch (Refusal refusal) {
                    faults.add(new Fault(parser.getCurrentLineNumber(), refusal));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw Refusal.badInput("occasions.refusal.file").at("file");
        }
        return new Read(lines, faults);
    }

    /** What stands in the columns of a line, or in the fields of the same names of a form. */
    static Line line(long number, Map<String, String> row) {
        LocalDate begins = day(row.getOrDefault("begins", ""), "begins");
        String end = row.getOrDefault("ends", "");
        Set<DayOfWeek> days = weekdays(row.getOrDefault("days", ""), GERMAN, "days");
        String place = row.getOrDefault("place", "").strip();
        String radius = row.getOrDefault("radius", "").strip();
        if (!radius.matches("\\d{0,5}") || (!radius.isEmpty() && Integer.parseInt(radius) > LARGEST_RADIUS)) {
            throw Refusal.badInput("occasions.refusal.whole", shortened(radius), 1, LARGEST_RADIUS)
                    .at("radius");
        }
        return new Line(
                number,
                occasion(
                        text(row.getOrDefault("name", "").strip(), "name"),
                        begins,
                        end.isEmpty() ? null : day(end, "ends"),
                        days,
                        Set.of()),
                place.isEmpty() ? "" : text(place, "place"),
                radius.isEmpty() || Integer.parseInt(radius) == 0 ? USUAL_RADIUS : Integer.parseInt(radius));
    }

    /** One day when neither an end nor days of the week are given. */
    private static Occasion occasion(
            String name, LocalDate begins, @Nullable LocalDate ends, Set<DayOfWeek> days, Set<LocalDate> excepted) {
        LocalDate last = ends == null && days.isEmpty() ? begins : ends;
        if (last != null && last.isBefore(begins)) {
            throw Refusal.badInput("occasions.refusal.order", last, begins).at("ends");
        }
        return new Occasion(0, name, begins, last, days, excepted, null);
    }

    private static Read calendar(String text) {
        List<Line> lines = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        String[] events = text.replaceAll("\\r?\\n[ \\t]", "").split("BEGIN:VEVENT", -1);
        for (int number = 1; number < events.length; number++) {
            requireRoom(lines);
            try {
                Map<String, List<String>> fields = fields(events[number]);
                lines.add(new Line(
                        number,
                        event(fields),
                        unescaped(first(fields, "LOCATION")).strip(),
                        USUAL_RADIUS));
            } catch (Refusal refusal) {
                faults.add(new Fault(number, refusal));
            }
        }
        return new Read(lines, faults);
    }

    private static Map<String, List<String>> fields(String event) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        event.lines()
                .takeWhile(line -> !line.startsWith("END:VEVENT") && !line.startsWith("BEGIN:VALARM"))
                .filter(line -> line.contains(":"))
                .forEach(line -> fields.computeIfAbsent(
                                line.replaceFirst("[;:].*", "").toUpperCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(line.substring(line.indexOf(':') + 1)));
        return fields;
    }

    private static Occasion event(Map<String, List<String>> fields) {
        String name = text(unescaped(first(fields, "SUMMARY")).strip(), "SUMMARY");
        String start = first(fields, "DTSTART");
        LocalDate begins = day(start, "DTSTART");
        Set<LocalDate> excepted = new HashSet<>();
        for (String list : fields.getOrDefault("EXDATE", List.of())) {
            Arrays.stream(list.split(",", -1)).forEach(one -> excepted.add(day(one, "EXDATE")));
        }
        if (fields.containsKey("RDATE") || fields.containsKey("RECURRENCE-ID")) {
            throw Refusal.badInput("occasions.refusal.rule").at("RDATE");
        }
        if (fields.containsKey("RRULE")) {
            return repeated(name, begins, excepted, first(fields, "RRULE"));
        }
        String end = first(fields, "DTEND");
        if (end.isEmpty()) {
            return occasion(name, begins, null, Set.of(), excepted);
        }
        LocalDate last = day(end, "DTEND");
        boolean exclusive = !end.contains("T") || end.contains("T000000");
        return occasion(name, begins, exclusive && last.isAfter(begins) ? last.minusDays(1) : last, Set.of(), excepted);
    }

    /** Every week or every day; the first day counts only when the rule names it. */
    private static Occasion repeated(String name, LocalDate begins, Set<LocalDate> excepted, String text) {
        Map<String, String> rule = new LinkedHashMap<>();
        for (String part : text.toUpperCase(Locale.ROOT).split(";", -1)) {
            String[] pair = part.split("=", 2);
            rule.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        boolean weekly = "WEEKLY".equals(rule.get("FREQ"));
        boolean daily = "DAILY".equals(rule.get("FREQ")) && !rule.containsKey("BYDAY");
        if (!(weekly || daily)
                || !RULE_PARTS.containsAll(rule.keySet())
                || !rule.getOrDefault("INTERVAL", "1").equals("1")) {
            throw Refusal.badInput("occasions.refusal.rule").at("RRULE");
        }
        Set<DayOfWeek> days = daily
                ? Set.of()
                : rule.containsKey("BYDAY")
                        ? weekdays(rule.getOrDefault("BYDAY", ""), ENGLISH, "RRULE")
                        : EnumSet.of(begins.getDayOfWeek());
        LocalDate ends = rule.containsKey("UNTIL")
                ? day(rule.getOrDefault("UNTIL", ""), "RRULE")
                : rule.containsKey("COUNT") ? last(begins, days, rule.getOrDefault("COUNT", "")) : null;
        return daily && ends == null
                ? new Occasion(0, name, begins, null, Set.of(), excepted, null)
                : occasion(name, begins, ends, days, excepted);
    }

    private static LocalDate last(LocalDate begins, Set<DayOfWeek> days, String count) {
        if (!count.matches("\\d{1,5}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > MOST_COUNTED) {
            throw Refusal.badInput("occasions.refusal.rule").at("RRULE");
        }
        LocalDate day = begins;
        int left = Integer.parseInt(count);
        while (true) {
            if (days.isEmpty() || days.contains(day.getDayOfWeek())) {
                left--;
            }
            if (left == 0) {
                return day;
            }
            day = day.plusDays(1);
        }
    }

    private static Set<DayOfWeek> weekdays(String text, List<String> names, String field) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String name : text.toUpperCase(Locale.ROOT).split("[,;/ ]+", -1)) {
            if (!name.isEmpty()) {
                int found = Math.max(names.indexOf(name), ENGLISH.indexOf(name));
                if (found < 0) {
                    throw Refusal.badInput("occasions.refusal.weekday", shortened(text))
                            .at(field);
                }
                days.add(DayOfWeek.of(found + 1));
            }
        }
        return days;
    }

    /** The day in the town of a date, or of a moment of UTC. */
    private static LocalDate day(String text, String field) {
        String plain = text.strip();
        try {
            if (plain.matches("\\d{8}T\\d{6}Z")) {
                return Instant.from(DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT)
                                .parse(plain))
                        .atZone(OccasionCalendar.TOWN)
                        .toLocalDate();
            }
            if (plain.matches("\\d{8}(T.*)?")) {
                return LocalDate.parse(plain.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
            }
            return plain.matches("\\d{1,2}\\.\\d{1,2}\\.\\d{4}")
                    ? LocalDate.parse(plain, DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT))
                    : LocalDate.parse(plain);
        } catch (DateTimeException e) {
            throw Refusal.badInput("occasions.refusal.day", shortened(plain)).at(field);
        }
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\[nN]", " ").replaceAll("\\\\([,;\\\\])", "$1");
    }

    private static String text(String text, String field) {
        if (text.length() > LONGEST_TEXT || !PlainText.isReadable(text)) {
            throw Refusal.badInput("occasions.refusal.text", LONGEST_TEXT).at(field);
        }
        return text;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    }

    private static void requireRoom(List<Line> lines) {
        if (lines.size() >= MOST) {
            throw Refusal.tooLarge("occasions.refusal.many", MOST).at("file");
        }
    }
}
