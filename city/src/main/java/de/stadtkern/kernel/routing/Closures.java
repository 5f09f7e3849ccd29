package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Roads are closed and opened again. Everybody sees it; who has the right does it, for the own municipality. */
@Component
class Closures {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 1000;
    private static final int MOST_POSITIONS = 5000;
    private static final double SHORTEST_METRES = 2;
    private static final double LONGEST_METRES = 50_000;

    private final ClosureRows rows;
    private final CurrentRoads roads;
    private final Municipalities municipalities;
    private final Access access;
    private final AuditLog auditLog;
    private final TransactionOperations transaction;
    private final Clock clock;

    Closures(
            ClosureRows rows,
            CurrentRoads roads,
            Municipalities municipalities,
            Access access,
            AuditLog auditLog,
            TransactionOperations transaction,
            Clock clock) {
        this.rows = rows;
        this.roads = roads;
        this.municipalities = municipalities;
        this.access = access;
        this.auditLog = auditLog;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Those not over yet. */
    List<Closure> list() {
        return rows.listSince(clock.instant());
    }

    boolean isInForce(Closure closure) {
        return closure.isInForce(clock.instant());
    }

    /** Where the signed-in person may close roads; none is an answer too. */
    static Set<Long> listKept(@Nullable Person person) {
        return person == null ? Set.of() : person.municipalitiesWith(Permission.CLOSE_ROADS);
    }

    /** Where the signed-in person may close roads, to choose from. */
    List<Choice> requireKept() {
        return access.requireAnywhere(Permission.CLOSE_ROADS).stream()
                .map(id -> new Choice(id.toString(), municipalities.get(id).name()))
                .toList();
    }

    /** Closes roads along lines, with the fields of the form; counts at once when it begins now. */
    Closure add(UnaryOperator<String> field, List<List<Position>> lines) {
        Set<Long> kept = access.requireAnywhere(Permission.CLOSE_ROADS);
        Closure closure = read(field, lines, kept);
        long id = Objects.requireNonNull(transaction.execute(status -> {
            note(closure, "closure.added");
            return rows.insert(closure);
        }));
        roads.lookAtClosures();
        return rows.find(id).orElseThrow();
    }

    /** Opens the roads again, now; a closure that has not begun is gone. Refused with 404 when it belongs to others. */
    Closure end(long id) {
        Set<Long> kept = access.requireAnywhere(Permission.CLOSE_ROADS);
        Closure closure = rows.find(id)
                .filter(found -> kept.contains(found.municipalityId()))
                .orElseThrow(() -> Refusal.notFound("routing.refusal.closure", Long.toString(id)));
        transaction.executeWithoutResult(status -> {
            note(closure, "closure.ended");
            rows.end(id, clock.instant());
        });
        roads.lookAtClosures();
        return closure;
    }

    private Closure read(UnaryOperator<String> field, List<List<Position>> lines, Set<Long> kept) {
        Closure closure = new Closure(
                0,
                municipality(field.apply("municipality").strip(), kept),
                text(field, "name", LONGEST_NAME),
                text(field, "reason", LONGEST_REASON),
                lines,
                field.apply("onFootToo").equals("true"),
                field.apply("starts").isBlank() ? clock.instant() : time(field, "starts"),
                field.apply("ends").isBlank() ? null : time(field, "ends"),
                access.person().name());
        Instant ends = closure.endsAt();
        if (ends != null && (!ends.isAfter(closure.startsAt()) || !ends.isAfter(clock.instant()))) {
            throw Refusal.badInput("routing.refusal.ends-early").at("ends");
        }
        requireRoad(closure);
        return closure;
    }

    private void requireRoad(Closure closure) {
        List<List<Position>> lines = closure.lines();
        double metres = lines.stream().mapToDouble(Courses::length).sum();
        long positions = lines.stream().mapToLong(List::size).sum();
        boolean drawn = lines.stream().allMatch(line -> line.size() > 1 && Courses.length(line) > SHORTEST_METRES);
        if (lines.isEmpty() || !drawn || metres > LONGEST_METRES || positions > MOST_POSITIONS) {
            throw Refusal.badInput("routing.refusal.course", LONGEST_METRES / 1000, MOST_POSITIONS)
                    .at("course");
        }
        if (roads.find()
                .filter(graph -> graph.countClosed(closure.closedLines()) == 0)
                .isPresent()) {
            throw Refusal.badInput("routing.refusal.no-road").at("course");
        }
    }

    private static long municipality(String text, Set<Long> kept) {
        if (text.isEmpty() && kept.size() == 1) {
            return kept.iterator().next();
        }
        return kept.stream()
                .filter(id -> id.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.badInput("routing.refusal.municipality", text).at("municipality"));
    }

    private static String text(UnaryOperator<String> field, String name, int longest) {
        String text = field.apply(name).strip();
        if (text.isEmpty() || text.length() > longest) {
            throw Refusal.badInput("routing.refusal.text", longest).at(name);
        }
        return text;
    }

    /** By the clock of the town, or with an offset. */
    private static Instant time(UnaryOperator<String> field, String name) {
        String text = field.apply(name).strip();
        try {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(TOWN).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.badInput("routing.refusal.time", text).at(name);
        }
    }

    private void note(Closure closure, String action) {
        auditLog.record(
                access.person(),
                closure.municipalityId(),
                action,
                "%s: %s".formatted(closure.name(), closure.reason()));
    }
}
