package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.EmptyingRows.Imported;
import de.stadtkern.kernel.containers.RegisterImports.Fault;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Emptyings from a list of the operator of sensors or vehicles, as CSV: everything, or nothing and what is wrong with each
 * line. Lines that are known already change nothing.
 */
@Component
class EmptyingImports {

    /** Column by its beginning: when, by the clock of the zone unless an offset stands there. */
    private static final List<String> TIMES = List.of("at", "collected_at", "emptied_at");

    /** Column with the name of the container. */
    private static final List<String> NAMES = List.of("container", "name", "site_id");

    /** Column with how full it was, in percent. */
    private static final List<String> LEVELS = List.of("level", "fill_before");

    private static final int MOST_LINES = 200_000;
    private static final int MOST_FAULTS = 1000;

    /** What a list is taken to be wrong by. */
    private static final double SPREAD = 0.1;

    private final ContainerRows containers;
    private final EmptyingRows rows;
    private final Access access;
    private final Clock clock;

    EmptyingImports(ContainerRows containers, EmptyingRows rows, Access access, Clock clock) {
        this.containers = containers;
        this.rows = rows;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What became of a file.
     *
     * @param fresh how many emptyings were not known before
     * @param known how many were
     */
    record Outcome(int fresh, int known, List<Fault> faults) {}

    @Transactional
    Outcome read(long municipality, ZoneId zone, byte[] content) {
        access.require(Permission.KEEP_CONTAINERS, municipality);
        Map<String, Long> ids =
                containers.list(municipality).stream().collect(Collectors.toMap(Container::name, Container::id));
        List<Imported> lines = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        try (CSVParser parser = ContainerFile.lines(UploadedText.of(content))) {
            Columns columns = Columns.of(parser.getHeaderNames());
            Map<Long, Instant> last = new HashMap<>();
            for (CSVRecord line : parser) {
                if (lines.size() + faults.size() >= MOST_LINES) {
                    throw Refusal.tooLarge("containers.refusal.file-long", MOST_LINES)
                            .at("file");
                }
                try {
                    lines.add(line(columns, line, ids, zone, last));
                } catch (Refusal refusal) {
                    faults.add(new Fault(parser.getCurrentLineNumber(), refusal));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw Refusal.badInput("containers.refusal.csv").at("file");
        }
        if (!faults.isEmpty()) {
            return new Outcome(0, 0, faults.stream().limit(MOST_FAULTS).toList());
        }
        if (lines.isEmpty()) {
            throw Refusal.badInput("containers.refusal.file-empty").at("file");
        }
        int fresh = rows.insertAll(municipality, lines, SPREAD);
        return new Outcome(fresh, lines.size() - fresh, List.of());
    }

    private Imported line(
            Columns columns, CSVRecord line, Map<String, Long> ids, ZoneId zone, Map<Long, Instant> last) {
        String name = cell(line, columns.name());
        Long container = ids.get(name);
        if (container == null) {
            throw Refusal.badInput("containers.refusal.unknown", ContainerFields.shortened(name))
                    .at(columns.name());
        }
        Instant at = LocalStamp.read(cell(line, columns.time()), zone, last.get(container), columns.time());
        if (at.isAfter(clock.instant())) {
            throw Refusal.badInput("containers.refusal.future").at(columns.time());
        }
        last.put(container, at);
        String level = cell(line, columns.level());
        if (!level.matches("\\d{1,3}([.,]\\d{1,9})?") || percent(level) > 100) {
            throw Refusal.badInput("containers.refusal.number", ContainerFields.shortened(level), 0, 100)
                    .at(columns.level());
        }
        return new Imported(container, at, percent(level) / 100);
    }

    private static double percent(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    private static String cell(CSVRecord line, String column) {
        return line.isSet(column) ? line.get(column) : "";
    }

    /** Where in a line what stands. */
    private record Columns(String time, String name, String level) {

        private static Columns of(List<String> headings) {
            return new Columns(find(headings, TIMES), find(headings, NAMES), find(headings, LEVELS));
        }

        private static String find(List<String> headings, List<String> beginnings) {
            return beginnings.stream()
                    .flatMap(beginning -> headings.stream().filter(heading -> heading.startsWith(beginning)))
                    .findFirst()
                    .orElseThrow(() -> Refusal.badInput("containers.refusal.needed", String.join(", ", beginnings))
                            .at("file"));
        }
    }
}
