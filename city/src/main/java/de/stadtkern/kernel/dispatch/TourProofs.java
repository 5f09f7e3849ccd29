package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.fleet.CrewMember;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.operations.ProofGrade;
import de.stadtkern.kernel.operations.Proofs;
import de.stadtkern.kernel.operations.ProvenStreet;
import de.stadtkern.kernel.operations.TourResult;
import de.stadtkern.kernel.operations.TourResult.Attachment;
import de.stadtkern.kernel.operations.TourResult.Material;
import de.stadtkern.kernel.operations.TourResult.Note;
import de.stadtkern.kernel.operations.TourResult.Track;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import de.stadtkern.kernel.tracks.Coverage;
import de.stadtkern.kernel.tracks.Evaluation;
import de.stadtkern.kernel.tracks.Tracks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The proof of a tour that is over. A street counts by what the positions of the tour prove; where they prove nothing, by
 * what the crew said.
 */
@Component
class TourProofs {

    private final Proofs proofs;
    private final OrderRows orders;
    private final Fleet fleet;
    private final Streets streets;
    private final Tracks tracks;

    TourProofs(Proofs proofs, OrderRows orders, Fleet fleet, Streets streets, Tracks tracks) {
        this.proofs = proofs;
        this.orders = orders;
        this.fleet = fleet;
        this.streets = streets;
        this.tracks = tracks;
    }

    /** Keeps the proof of a tour that was driven and is over, once, within the running transaction. */
    void keep(Tour tour) {
        Done start = find(tour, TourEvent.Kind.START).orElse(null);
        Done end = find(tour, TourEvent.Kind.FINISH, TourEvent.Kind.BREAK_OFF).orElse(null);
        if (start == null || end == null) {
            return;
        }
        Instant from = start.event().at();
        Instant until = end.event().at();
        Long vehicle = tour.vehicleId();
        Evaluation evaluation = tracks.evaluate(tour.id(), vehicle, from, until);
        proofs.keep(new TourResult(
                tour.orderId(),
                tour.id(),
                tour.name(),
                vehicle,
                vehicle == null
                        ? null
                        : fleet.list(List.of(vehicle)).stream()
                                .map(Vehicle::name)
                                .findFirst()
                                .orElse(null),
                fleet.listMembers(tour.memberIds()).stream()
                        .map(CrewMember::name)
                        .toList(),
                from,
                start.personName(),
                until,
                end.personName(),
                tour.state() == Tour.State.BROKEN_OFF,
                null,
                streets(tour, evaluation),
                track(evaluation),
                materials(tour),
                notes(tour),
                attachments(tour)));
        tracks.proven(tour.id(), vehicle, from, until);
    }

    private static Optional<Done> find(Tour tour, TourEvent.Kind... kinds) {
        return tour.events().stream()
                .filter(done -> done.refusal() == null
                        && List.of(kinds).contains(done.event().kind()))
                .findFirst();
    }

    private List<ProvenStreet> streets(Tour tour, Evaluation evaluation) {
        Map<Long, Segment> known = streets
                .listByIds(Stream.concat(
                                tour.stops().stream().map(TourStop::segmentId).filter(Objects::nonNull),
                                evaluation.coverage().stream().map(Coverage::segmentId))
                        .distinct()
                        .toList())
                .stream()
                .collect(Collectors.toMap(Segment::id, Function.identity()));
        Map<Long, List<Coverage>> covered =
                evaluation.coverage().stream().collect(Collectors.groupingBy(Coverage::segmentId));
        List<ProvenStreet> proven = new ArrayList<>();
        for (TourStop stop : tour.stops()) {
            List<Coverage> found = covered.get(stop.segmentId());
            if (found == null && !stop.place()) {
                proven.add(said(tour, stop, known.get(stop.segmentId())));
            }
        }
        Map<Long, String> notes = new HashMap<>();
        tour.stops().stream()
                .filter(stop -> stop.segmentId() != null && stop.note() != null)
                .forEach(stop -> notes.put(stop.segmentId(), stop.note()));
        evaluation.coverage().stream()
                .filter(coverage -> known.containsKey(coverage.segmentId()))
                .map(coverage -> measured(
                        coverage,
                        Objects.requireNonNull(known.get(coverage.segmentId())),
                        notes.get(coverage.segmentId())))
                .forEach(proven::add);
        return proven;
    }

    /** What nothing but the crew's word proves. */
    private static ProvenStreet said(Tour tour, TourStop stop, @Nullable Segment segment) {
        boolean done = stop.state() == TourStop.State.DONE;
        Instant at = done ? saidAt(tour, stop) : null;
        return new ProvenStreet(
                Objects.requireNonNull(stop.segmentId()),
                segment == null
                        || stop.course().getFirst().equals(segment.course().getFirst()),
                stop.name(),
                stop.lengthMetres(),
                stop.course(),
                done ? 1 : 0,
                0,
                at,
                at,
                done ? 1 : 0,
                null,
                null,
                ProofGrade.MANUAL,
                stop.note());
    }

    private static @Nullable Instant saidAt(Tour tour, TourStop stop) {
        return tour.events().stream()
                .map(Done::event)
                .filter(event -> event.kind() == TourEvent.Kind.STOP_DONE
                        && Integer.valueOf(stop.number()).equals(event.stop()))
                .map(TourEvent::at)
                .findFirst()
                .orElse(null);
    }

    private static ProvenStreet measured(Coverage coverage, Segment segment, @Nullable String note) {
        return new ProvenStreet(
                segment.id(),
                coverage.forward(),
                segment.name(),
                segment.lengthMetres(),
                coverage.forward() ? segment.course() : segment.course().reversed(),
                coverage.share(),
                coverage.unprovenShare(),
                coverage.first(),
                coverage.last(),
                coverage.passes(),
                coverage.kilograms(),
                coverage.gramsPerSquareMetre(),
                ProofGrade.valueOf(coverage.grade().name()),
                note);
    }

    private static @Nullable Track track(Evaluation evaluation) {
        return evaluation.fixes() == 0
                ? null
                : new Track(
                        evaluation.fixes(),
                        evaluation.samplingSeconds(),
                        evaluation.samplingMetres(),
                        evaluation.treatedMetres(),
                        evaluation.counterMetres(),
                        evaluation.counterDeviates(),
                        evaluation.unproven().stream()
                                .mapToDouble(span -> Duration.between(span.from(), span.until())
                                        .toSeconds())
                                .sum());
    }

    private List<Material> materials(Tour tour) {
        String agent = orders.get(tour.orderId()).agent();
        return tour.events().stream()
                .map(Done::event)
                .filter(event -> event.kind() == TourEvent.Kind.MATERIAL && event.amount() != null)
                .map(event -> new Material(
                        event.note() == null || event.note().isBlank() ? agent : event.note(),
                        Objects.requireNonNull(event.amount()),
                        "kg"))
                .toList();
    }

    private static List<Note> notes(Tour tour) {
        return tour.events().stream()
                .map(Done::event)
                .filter(event -> event.kind() == TourEvent.Kind.PROBLEM || event.kind() == TourEvent.Kind.NOTE)
                .map(event -> new Note(event.at(), Objects.requireNonNullElse(event.note(), "")))
                .toList();
    }

    private static List<Attachment> attachments(Tour tour) {
        return tour.events().stream()
                .flatMap(done -> done.attachments().stream()
                        .map(one ->
                                new Attachment(done.event().id(), done.event().at(), one.mediaType(), one.sha256())))
                .toList();
    }
}
