package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Brings a file into the register: everything, or nothing and what is wrong with each line. */
@Component
class RegisterImport {

    private static final int MOST_FAULTS = 1000;
    private static final double BESIDE_METRES = 10;
    private static final double MOST = 0.5;

    private final StreetRegister register;
    private final RegisterRows rows;
    private final SegmentRows segments;

    RegisterImport(StreetRegister register, RegisterRows rows, SegmentRows segments) {
        this.register = register;
        this.rows = rows;
        this.segments = segments;
    }

    /** What is wrong at one place of the file; the number as in {@link RegisterFile.Entry}. */
    record Fault(long number, Refusal refusal) {}

    /**
     * What became of a file.
     *
     * @param changed of how many segments something else is said now; 0 when there are faults
     */
    record Outcome(int changed, List<Fault> faults) {}

    @Transactional
    Outcome read(long municipality, byte[] content, String reason) {
        register.requireKeeper(municipality);
        List<RegisterFile.Entry> entries = RegisterFile.read(content);
        Reader reader = new Reader(entries);
        entries.forEach(reader::take);
        return reader.faults.isEmpty()
                ? new Outcome(register.change(municipality, reader.changes, reason), List.of())
                : new Outcome(0, reader.faults.stream().limit(MOST_FAULTS).toList());
    }

    /** Judges one entry after the other. */
    private final class Reader {

        private final Map<Long, RegisterChange> changes = new LinkedHashMap<>();
        private final List<Fault> faults = new ArrayList<>();
        private final Set<Long> known;
        private final Map<String, List<Long>> streets;

        Reader(List<RegisterFile.Entry> entries) {
            known = rows.known(entries.stream()
                    .map(entry -> text(entry, RegisterFile.SEGMENT))
                    .filter(Reader::isId)
                    .map(Long::valueOf)
                    .collect(Collectors.toSet()));
            streets = rows.streets();
        }

        void take(RegisterFile.Entry entry) {
            try {
                RegisterChange change = RegisterChange.of(entry.fields());
                for (long segment : segmentsOf(entry)) {
                    if (changes.putIfAbsent(segment, change) != null) {
                        throw Refusal.badInput("streets.refusal.twice", Long.toString(segment));
                    }
                }
            } catch (Refusal refusal) {
                faults.add(new Fault(entry.number(), refusal));
            }
        }

        private List<Long> segmentsOf(RegisterFile.Entry entry) {
            String id = text(entry, RegisterFile.SEGMENT);
            String street = text(entry, RegisterFile.STREET);
            if (!id.isEmpty()) {
                if (!isId(id) || !known.contains(Long.valueOf(id))) {
                    throw Refusal.badInput("streets.refusal.segment", shortened(id));
                }
                return List.of(Long.valueOf(id));
            }
            if (!entry.lines().isEmpty()) {
                return along(entry.lines());
            }
            if (street.isEmpty()) {
                throw Refusal.badInput("streets.refusal.no-key", RegisterFile.SEGMENT, RegisterFile.STREET);
            }
            List<Long> found = streets.get(street.toLowerCase(Locale.ROOT));
            if (found == null) {
                throw Refusal.badInput("streets.refusal.unknown", shortened(street));
            }
            return found;
        }

        /** The segments of which most lies on one of the lines: roads, or paths when it is no road. */
        private List<Long> along(List<List<Position>> lines) {
            List<Segment> found = lines.stream()
                    .flatMap(line -> segments.listTouching(line).stream()
                            .filter(segment -> Courses.metresAlong(segment.course(), line, BESIDE_METRES)
                                    >= MOST * segment.lengthMetres()))
                    .toList();
            boolean roads =
                    found.stream().anyMatch(segment -> segment.roadClass().isRoad());
            if (found.isEmpty()) {
                throw Refusal.badInput("streets.refusal.no-street-there");
            }
            return found.stream()
                    .filter(segment -> segment.roadClass().isRoad() == roads)
                    .map(Segment::id)
                    .distinct()
                    .toList();
        }

        private static String text(RegisterFile.Entry entry, String field) {
            return entry.fields().getOrDefault(field, "");
        }

        private static boolean isId(String text) {
            return text.matches("\\d{1,18}");
        }

        private static String shortened(String text) {
            return text.length() <= 60 ? text : text.substring(0, 60) + "…";
        }
    }
}
