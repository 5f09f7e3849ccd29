package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Many devices at once, as a table from a spreadsheet: commas, semicolons or tabs, with or without byte order mark. */
@Component
class DeviceSheet {

    static final List<String> COLUMNS = List.of(
            "devEui",
            "type",
            "name",
            "lon",
            "lat",
            "owner",
            "department",
            "contact",
            "batch",
            "note",
            "deadZone",
            "usableHeight");

    private static final List<String> NEEDED = COLUMNS.subList(0, 5);
    private static final int MOST_LINES = 500;
    private static final int MOST_LETTERS = 500_000;

    private final Adoptions adoptions;

    DeviceSheet(Adoptions adoptions) {
        this.adoptions = adoptions;
    }

    /**
     * A line of the table.
     *
     * @param number as an editor counts
     * @param planned null when it is refused
     * @param refusal null when it is not
     */
    record Line(
            long number,
            String devEui,
            String name,
            Adoptions.@Nullable Planned planned,
            @Nullable Refusal refusal) {}

    /** What setting up all of them would do; stores nothing. Refused when it is no such table. */
    List<Line> preview(long municipalityId, String text) {
        List<Line> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try (CSVParser csv = parser(text)) {
            for (CSVRecord row : csv) {
                if (lines.size() == MOST_LINES) {
                    throw Refusal.badInput("devices.refusal.csv-long", MOST_LINES)
                            .at("csv");
                }
                lines.add(line(municipalityId, row, seen));
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | java.io.UncheckedIOException e) {
            throw Refusal.badInput("devices.refusal.csv", String.valueOf(e.getMessage()))
                    .at("csv");
        }
        if (lines.isEmpty()) {
            throw Refusal.badInput("devices.refusal.csv-empty").at("csv");
        }
        return lines;
    }

    /** Sets up all of them; none when one is refused. */
    List<Long> store(long municipalityId, String text) {
        List<Line> lines = preview(municipalityId, text);
        List<Line> refused = lines.stream().filter(line -> line.refusal != null).toList();
        if (!refused.isEmpty()) {
            throw Refusal.badInput(
                            "devices.refusal.csv-lines",
                            refused.size(),
                            refused.getFirst().number())
                    .at("csv");
        }
        return adoptions.plan(
                municipalityId,
                lines.stream().flatMap(line -> Stream.ofNullable(line.planned)).toList());
    }

    private Line line(long municipalityId, CSVRecord row, Set<String> seen) {
        long number = row.getParser().getCurrentLineNumber();
        String devEui = Adoptions.devEui(field(row, "devEui"));
        String name = field(row, "name");
        try {
            Adoptions.Planned planned = new Adoptions.Planned(devEui, "", Wish.read(column -> field(row, column)));
            adoptions.requirePlannable(municipalityId, planned);
            if (!seen.add(devEui)) {
                throw Refusal.conflict("devices.refusal.csv-twice", devEui);
            }
            return new Line(number, devEui, name, planned, null);
        } catch (Refusal refusal) {
            return new Line(number, devEui, name, null, refusal);
        }
    }

    private static String field(CSVRecord row, String column) {
        return row.isSet(column) ? row.get(column).strip() : "";
    }

    private static CSVParser parser(String text) throws IOException {
        String table = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (table.length() > MOST_LETTERS) {
            throw Refusal.badInput("devices.refusal.csv-long", MOST_LINES).at("csv");
        }
        CSVParser csv = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(table))
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreHeaderCase(true)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .get()
                .parse(new java.io.StringReader(table));
        Map<String, Integer> header = csv.getHeaderMap();
        for (String needed : NEEDED) {
            if (!header.containsKey(needed)) {
                throw Refusal.badInput("devices.refusal.csv-column", needed, String.join(", ", COLUMNS))
                        .at("csv");
            }
        }
        for (String column : header.keySet()) {
            if (COLUMNS.stream().noneMatch(column::equalsIgnoreCase)) {
                throw Refusal.badInput("devices.refusal.csv-unknown", column, String.join(", ", COLUMNS))
                        .at("csv");
            }
        }
        return csv;
    }

    /** What separates the columns in the first line. */
    private static char delimiter(String table) {
        String header = table.lines().findFirst().orElse("");
        return Stream.of(';', ',', '\t')
                .max(Comparator.comparingLong(
                        one -> header.chars().filter(letter -> letter == one).count()))
                .orElseThrow();
    }
}
