package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.Tour.State;
import de.stadtkern.kernel.fleet.CrewMember;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What crews do with their tours. */
@Component
public class DispatchedTours {

    /** Something goes on with a tour. */
    public static final String TOPIC = "dispatch";

    /** How many events are taken at once. */
    public static final int MOST_EVENTS = 1000;

    private static final int LONGEST_NOTE = 2000;
    private static final double LARGEST_AMOUNT = 100_000;

    private final TourRows rows;
    private final EventRows events;
    private final OrderRows orderRows;
    private final TourBoard board;
    private final WorkOrders orders;
    private final TourProofs proofs;
    private final Attachments attachments;
    private final Fleet fleet;
    private final Access access;
    private final Clock clock;
    private final LiveUpdates liveUpdates;
    private final ApplicationEventPublisher publisher;

    DispatchedTours(
            TourRows rows,
            EventRows events,
            OrderRows orderRows,
            TourBoard board,
            WorkOrders orders,
            TourProofs proofs,
            Attachments attachments,
            Fleet fleet,
            Access access,
            Clock clock,
            LiveUpdates liveUpdates,
            ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.events = events;
        this.orderRows = orderRows;
        this.board = board;
        this.orders = orders;
        this.proofs = proofs;
        this.attachments = attachments;
        this.fleet = fleet;
        this.access = access;
        this.clock = clock;
        this.liveUpdates = liveUpdates;
        this.publisher = publisher;
    }

    /**
     * The tours that are out or waiting for the signed-in person: told to them, or to nobody in particular in a
     * municipality whose orders they carry out. Refused with 403 when they carry out none.
     */
    public List<Tour> mine() {
        Set<Long> municipalities = access.requireAnywhere(Permission.CARRY_OUT_ORDERS);
        Long member = fleet.memberOf(access.person().id()).map(CrewMember::id).orElse(null);
        return board.listOf(rows.listOrdersFor(member, municipalities)).stream()
                .filter(tour -> tour.state() == State.DISPATCHED || tour.state().isUnderWay())
                .filter(tour -> tour.memberIds().isEmpty()
                        ? municipalities.contains(tour.municipalityId())
                        : member != null && tour.memberIds().contains(member))
                .toList();
    }

    /** Refused with 404 when there is none, or it belongs to others. Whoever drives it, lent or not, may see it. */
    public Tour get(long id) {
        TourRow row = find(id);
        if (!isOnBoard(row.memberIds())) {
            access.requireRead(Proposals.RECORD, row.municipalityId());
        }
        return tour(row);
    }

    /**
     * An open stop of a tour that is out.
     *
     * @param number of the stop within the tour
     */
    public record OpenStop(long tourId, int number) {}

    /**
     * Where the signed-in person, out on a tour of an order of this source, has the subject still before them; empty for
     * everybody else, whoever they are.
     */
    public Optional<OpenStop> findOpenStop(String source, String subject) {
        boolean isCrew = access.findPerson()
                .filter(person ->
                        !person.municipalitiesWith(Permission.CARRY_OUT_ORDERS).isEmpty())
                .isPresent();
        return isCrew
                ? mine().stream()
                        .filter(tour -> tour.state().isUnderWay())
                        .flatMap(tour -> tour.stops().stream()
                                .filter(stop -> stop.state() == TourStop.State.OPEN && subject.equals(stop.subject()))
                                .map(stop -> new OpenStop(tour.id(), stop.number()))
                                .filter(stop -> orders.getUnasked(tour.orderId())
                                        .proposal()
                                        .source()
                                        .equals(source)))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether the signed-in person may say how it goes. */
    public boolean mayRecord(Tour tour) {
        return isOnBoard(tour.memberIds()) || access.allows(Permission.CARRY_OUT_ORDERS, tour.municipalityId());
    }

    /**
     * Keeps what happened on a tour. It may come late, in any order and again; what does not apply is kept with the
     * reason. Answers the ids that are kept now, which the device may forget.
     *
     * @throws Refusal 400 when an event cannot be read; then none is kept. 403 or 404 when the tour is not theirs
     */
    @Transactional
    public List<UUID> record(long tourId, List<TourEvent> said) {
        TourRow row = find(tourId);
        Person person = requireCrew(row);
        if (said.size() > MOST_EVENTS) {
            throw Refusal.badInput("dispatch.refusal.many", MOST_EVENTS, said.size());
        }
        said.forEach(DispatchedTours::requireReadable);
        keep(row, said, person);
        return said.stream().map(TourEvent::id).distinct().toList();
    }

    /**
     * Attaches a photo (JPEG, PNG) or a spoken note (WebM, Ogg, MP4) to an event that is kept already. The same content
     * again changes nothing.
     *
     * @throws Refusal 400 for other types, 413 when it is too large, 404 when there is no such event
     */
    @Transactional
    public void attach(long tourId, UUID event, String mediaType, byte[] content) {
        TourRow row = find(tourId);
        requireCrew(row);
        attachments.keep(row, event, mediaType, content);
        liveUpdates.announce(TOPIC);
    }

    /** The crew begins, now. Refused with 409 when it cannot. */
    @Transactional
    public void start(long id) {
        Tour tour = getForChange(id);
        if (tour.state() != State.DISPATCHED) {
            throw Refusal.conflict("dispatch.refusal.started");
        }
        if (tour.waits()) {
            throw Refusal.conflict("dispatch.refusal.stage");
        }
        keep(find(id), List.of(said(TourEvent.Kind.START, null)), access.person());
    }

    /** The crew says that everything is done, now. Refused with 409 when the tour does not run. */
    @Transactional
    public void finish(long id) {
        Tour tour = getForChange(id);
        if (!tour.state().isUnderWay()) {
            throw Refusal.conflict("dispatch.refusal.not-running");
        }
        List<TourEvent> all = new ArrayList<>();
        tour.stops().stream()
                .filter(stop -> stop.state() == TourStop.State.OPEN)
                .forEach(stop -> all.add(said(TourEvent.Kind.STOP_DONE, stop.number())));
        all.add(said(TourEvent.Kind.FINISH, null));
        keep(find(id), all, access.person());
    }

    /** The tour, of which nothing else is said until the transaction ends. */
    private Tour getForChange(long id) {
        TourRow row = find(id);
        requireCrew(row);
        orderRows.getForChange(row.orderId());
        return tour(row);
    }

    private Person requireCrew(TourRow row) {
        return isOnBoard(row.memberIds())
                ? access.person()
                : access.require(Permission.CARRY_OUT_ORDERS, row.municipalityId());
    }

    private boolean isOnBoard(List<Long> members) {
        return !members.isEmpty()
                && access.findPerson()
                        .flatMap(person -> fleet.memberOf(person.id()))
                        .filter(member -> members.contains(member.id()))
                        .isPresent();
    }

    private TourEvent said(TourEvent.Kind kind, @Nullable Integer stop) {
        return new TourEvent(UUID.randomUUID(), clock.instant(), kind, stop, null, null);
    }

    /** Keeps the events, and what follows from them for the tours of the order and the order itself. */
    void keep(TourRow row, List<TourEvent> said, Person person) {
        orderRows.getForChange(row.orderId());
        boolean named = row.stops().stream().anyMatch(stop -> stop.subject() != null);
        List<Tour> before = named ? board.listOf(row.orderId()) : List.of();
        Instant now = clock.instant();
        said.forEach(event -> events.insert(row, event, person.name(), now));
        Map<Long, Tour> after = settle(row.orderId()).stream().collect(Collectors.toMap(Tour::id, Function.identity()));
        before.forEach(tour -> tell(tour, Objects.requireNonNull(after.get(tour.id()))));
    }

    /** Tells services what is other than before at the places that they named. */
    private void tell(Tour before, Tour after) {
        for (TourStop stop : after.stops()) {
            String subject = stop.subject();
            TourEvent was = before.doneBy(stop.number()).orElse(null);
            TourEvent is = after.doneBy(stop.number()).orElse(null);
            if (subject != null && !Objects.equals(was, is)) {
                publisher.publishEvent(new StopSaid(
                        orders.getUnasked(after.orderId()).proposal().source(),
                        subject,
                        after.municipalityId(),
                        after.orderId(),
                        after.id(),
                        was,
                        is));
            }
        }
    }

    /** Notes what follows for the tours of the order and for the order itself. Answers the tours. */
    List<Tour> settle(long orderId) {
        Set<Long> proven = rows.listDriven(orderId);
        List<Tour> tours = board.listOf(orderId);
        tours.forEach(rows::note);
        Outcome outcome = new Outcome(tours, orderRows.get(orderId).closedReason() != null);
        orders.report(orderId, outcome.progress());
        tours.stream()
                .filter(tour -> tour.state().isOver() && !proven.contains(tour.id()))
                .forEach(proofs::keep);
        liveUpdates.announce(TOPIC);
        return tours;
    }

    private Tour tour(TourRow row) {
        return board.listOf(row.orderId()).stream()
                .filter(one -> one.id() == row.id())
                .findFirst()
                .orElseThrow();
    }

    private TourRow find(long id) {
        return rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private static void requireReadable(TourEvent event) {
        if (event.kind() == TourEvent.Kind.BREAK_OFF) {
            throw Refusal.badInput("dispatch.refusal.kind", event.kind()).at("kind");
        }
        String note = event.note();
        if (note != null && (note.length() > LONGEST_NOTE || !(note.isBlank() || PlainText.isReadable(note)))) {
            throw Refusal.badInput("dispatch.refusal.note", LONGEST_NOTE).at("note");
        }
        Double amount = event.amount();
        if (amount != null && !(amount >= 0 && amount <= LARGEST_AMOUNT)) {
            throw Refusal.badInput("dispatch.refusal.amount", LARGEST_AMOUNT).at("amount");
        }
        TourEvent.Found found = event.found();
        if (found != null && !(found.level() >= 0 && found.level() <= 1 && event.kind() == TourEvent.Kind.STOP_DONE)) {
            throw Refusal.badInput("dispatch.refusal.found", found.level()).at("found");
        }
    }
}
