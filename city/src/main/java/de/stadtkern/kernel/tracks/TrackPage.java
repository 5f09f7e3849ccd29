package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** What one track proves of a day. Whoever opens it stands in the audit log: it says where somebody worked. */
@Controller
class TrackPage {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private final Tracks tracks;
    private final FixRows rows;
    private final Agreements agreements;
    private final Fleet fleet;
    private final Streets streets;
    private final Access access;
    private final AuditLog auditLog;
    private final JsonMapper json;

    TrackPage(
            Tracks tracks,
            FixRows rows,
            Agreements agreements,
            Fleet fleet,
            Streets streets,
            Access access,
            AuditLog auditLog,
            JsonMapper json) {
        this.tracks = tracks;
        this.rows = rows;
        this.agreements = agreements;
        this.fleet = fleet;
        this.streets = streets;
        this.access = access;
        this.auditLog = auditLog;
        this.json = json;
    }

    /** A segment with what was done to it. */
    private record Row(Coverage coverage, Segment segment) {}

    @GetMapping("/tracks/{id:[0-9]{1,18}}")
    ModelAndView show(Page page, @PathVariable long id, Form form) {
        FixRows.Track track = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        long municipality = track.source().municipalityId();
        Person person = access.require(Permission.READ_TRACKS, municipality);
        if (!agreements.isAgreed(municipality)) {
            throw Refusal.forbidden("tracks.refusal.not-agreed");
        }
        LocalDate day = day(form.value("day"), track.lastDay());
        List<Fix> fixes = rows.list(List.of(id), start(day), start(day.plusDays(1)));
        auditLog.record(person, municipality, "track.read", id + " " + day);
        Evaluation evaluation = tracks.evaluate(fixes);
        List<Row> done = rows(evaluation.coverage());
        return page.view("kernel/tracks/track", form.with("day", day))
                .addObject("name", TracksPage.name(page, track, vehicles(track)))
                .addObject("id", id)
                .addObject("evaluation", evaluation)
                .addObject("features", json.writeValueAsString(features(page, done, fixes)))
                .addObject("coverage", table(page).show(page, done))
                .addObject("unproven", unproven().show(page, evaluation.unproven()));
    }

    private Map<Long, String> vehicles(FixRows.Track track) {
        Long vehicle = track.source().vehicleId();
        return vehicle == null
                ? Map.of()
                : fleet.list(List.of(vehicle)).stream().collect(Collectors.toMap(Vehicle::id, Vehicle::name));
    }

    private static LocalDate day(String text, LocalDate last) {
        try {
            return text.isBlank() ? last : LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.badInput("tracks.refusal.day", text).at("day");
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(TOWN).toInstant();
    }

    private List<Row> rows(List<Coverage> coverage) {
        Map<Long, Segment> segments =
                streets.listByIds(coverage.stream().map(Coverage::segmentId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Segment::id, Function.identity()));
        return coverage.stream()
                .map(one -> new Row(one, Objects.requireNonNull(segments.get(one.segmentId()))))
                .toList();
    }

    private static Feature.Collection features(Page page, List<Row> done, List<Fix> fixes) {
        List<Feature> features = new ArrayList<>();
        List<Position> driven = fixes.stream().map(Fix::position).toList();
        if (driven.size() > 1) {
            features.add(Feature.line(
                    driven, Map.of("state", Mark.INFO.key(), "label", page.text("tracks.driven"), "id", "driven")));
        }
        for (Row row : done) {
            features.add(Feature.line(
                    row.segment.course(),
                    Map.of(
                            "state",
                            (row.coverage.share() > 0 ? Mark.DONE : Mark.WARNING).key(),
                            "label",
                            page.text(
                                    "tracks.coverage.of",
                                    street(page, row),
                                    page.number(100 * row.coverage.share(), 0),
                                    page.number(100 * row.coverage.unprovenShare(), 0)),
                            "id",
                            feature(row))));
        }
        return Feature.Collection.of(features);
    }

    private static String feature(Row row) {
        return "segment-" + row.segment.id() + (row.coverage.forward() ? "-f" : "-b");
    }

    private static String street(Page page, Row row) {
        return row.segment.name().isEmpty() ? page.text("tracks.unnamed") : row.segment.name();
    }

    private static Table<Row> table(Page page) {
        return Table.<Row>named("coverage")
                .column("street", "tracks.street", row -> Cell.link("#map-" + feature(row), street(page, row)))
                .column(
                        "direction",
                        "tracks.direction",
                        row -> Cell.text(page.text(row.coverage.forward() ? "tracks.forward" : "tracks.backward")))
                .column("share", "tracks.share", row -> Cell.number(100 * row.coverage.share(), 0, "%"))
                .column("unproven", "tracks.unproven", row -> Cell.number(100 * row.coverage.unprovenShare(), 0, "%"))
                .column("first", "tracks.first", row -> Cell.time(row.coverage.first()))
                .column("last", "tracks.last", row -> Cell.time(row.coverage.last()))
                .column("passes", "tracks.passes", row -> Cell.number((double) row.coverage.passes(), 0, ""))
                .column("kg", "tracks.kg", row -> Cell.number(row.coverage.kilograms(), 1, "kg"))
                .column("dose", "tracks.dose", row -> Cell.number(row.coverage.gramsPerSquareMetre(), 1, "g/m2"))
                .column("grade", "tracks.grade", row -> Cell.text(page.text("tracks.grade." + row.coverage.grade())))
                .sortedBy("first");
    }

    private static Table<Evaluation.Unproven> unproven() {
        return Table.<Evaluation.Unproven>named("unproven")
                .column("from", "tracks.from", one -> Cell.time(one.from()))
                .column("until", "tracks.until", one -> Cell.time(one.until()))
                .sortedBy("from");
    }
}
