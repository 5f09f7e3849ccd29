package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderChanges.Held;
import de.stadtkern.kernel.dispatch.Replan.Part;
import de.stadtkern.kernel.dispatch.Replan.State;
import de.stadtkern.kernel.dispatch.Replanner.Question;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Streets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Orders that go on otherwise than planned: the program proposes how, an officer accepts it or not. */
@Component
class Replans {

    static final String ENDS = "ends-";

    private final ReplanRows rows;
    private final TourRows tourRows;
    private final TourBoard board;
    private final WorkOrders orders;
    private final Replanner replanner;
    private final OrderChanges changes;
    private final Dispatching dispatching;
    private final Assignments assignments;
    private final Tasks tasks;
    private final Streets streets;
    private final CrewNotices notices;
    private final Access access;
    private final TransactionOperations transaction;
    private final Clock clock;

    Replans(
            ReplanRows rows,
            TourRows tourRows,
            TourBoard board,
            WorkOrders orders,
            Replanner replanner,
            OrderChanges changes,
            Dispatching dispatching,
            Assignments assignments,
            Tasks tasks,
            Streets streets,
            CrewNotices notices,
            Access access,
            TransactionOperations transaction,
            Clock clock) {
        this.rows = rows;
        this.tourRows = tourRows;
        this.board = board;
        this.orders = orders;
        this.replanner = replanner;
        this.changes = changes;
        this.dispatching = dispatching;
        this.assignments = assignments;
        this.tasks = tasks;
        this.streets = streets;
        this.notices = notices;
        this.access = access;
        this.transaction = transaction;
        this.clock = clock;
    }

    List<Replan> listOf(long orderId) {
        return rows.listOf(orderId);
    }

    /** Refused with 404 when there is none, or it belongs to others. */
    Replan get(long id) {
        Replan replan = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.requireRead(Proposals.RECORD, replan.municipalityId());
        return replan;
    }

    /**
     * Proposes how the order goes on when the tours of the fields {@code ends-…} end, the vehicles of {@code vehicle-…}
     * help and the streets of {@code segments} are to be done too. Computed outside of any transaction.
     */
    long propose(long orderId, Form form) {
        WorkOrder order = orders.get(orderId);
        long municipality = order.decision().municipalityId();
        Person person = access.require(Permission.PLAN_TOURS, municipality);
        if (order.progress().state() == WorkOrder.State.DONE) {
            throw Refusal.conflict("dispatch.refusal.done");
        }
        String why = OrderChanges.reason(form);
        List<Tour> tours = board.listOf(orderId);
        List<Tour> going = tours.stream().filter(tour -> !tour.state().isOver()).toList();
        Question question = new Question(
                tasks.load(order),
                order.proposal().position(),
                going,
                tours.stream()
                        .filter(tour -> tour.state() == Tour.State.BROKEN_OFF
                                && !Replanner.open(tour).isEmpty())
                        .toList(),
                going.stream()
                        .map(Tour::id)
                        .filter(id -> form.value(ENDS + id).equals("true"))
                        .collect(Collectors.toSet()),
                helpers(municipality, going, form),
                added(municipality, tours, form));
        if (question.more().isEmpty() && question.ending().size() == going.size()) {
            throw Refusal.badInput("dispatch.refusal.nobody-left").at("reason");
        }
        Replan.Content content = replanner.answer(question);
        return Objects.requireNonNull(transaction.execute(
                status -> rows.insert(orderId, municipality, why, content, person.name(), clock.instant())));
    }

    /** Does as proposed, with the field {@code reason}; refused with 409 when what it moves is not open any more. */
    @Transactional
    void accept(long id, Form form) {
        Replan replan = get(id);
        Held held = changes.hold(replan.orderId());
        requireOpen(id);
        String reason = OrderChanges.reason(form);
        Map<Long, Tour> tours =
                board.listOf(replan.orderId()).stream().collect(Collectors.toMap(Tour::id, Function.identity()));
        for (Part part : replan.content().parts()) {
            requireUnmoved(part, tours);
        }
        rows.decide(id, State.ACCEPTED, reason, held.person().name(), clock.instant());
        rows.replaceOthers(replan.orderId());
        for (Part part : replan.content().parts()) {
            if (part.changes()) {
                apply(part, held, replan.why());
            }
        }
        changes.done(held, "order.replanned", id + " " + reason);
    }

    /** Leaves everything as it is, with the field {@code reason}. */
    @Transactional
    void reject(long id, Form form) {
        Replan replan = get(id);
        Held held = changes.hold(replan.orderId());
        requireOpen(id);
        String reason = OrderChanges.reason(form);
        rows.decide(id, State.REJECTED, reason, held.person().name(), clock.instant());
        changes.done(held, "order.replan-rejected", id + " " + reason);
    }

    private void apply(Part part, Held held, String why) {
        Long tourId = part.tourId();
        if (tourId == null) {
            Told told = Told.toAnyCrew(
                    part.vehicleId(), clock.instant(), held.person().name());
            tourRows.insert(TourRow.of(held.id(), held.municipalityId(), part.name(), told, part.after()));
            return;
        }
        TourRow row = tourRows.find(tourId).orElseThrow();
        Set<Integer> moved = part.before().stream().map(TourStop::number).collect(Collectors.toSet());
        TourRow next = row.withStops(Stream.concat(
                        row.stops().stream().filter(stop -> !moved.contains(stop.number())), part.after().stream())
                .toList());
        tourRows.update(next);
        if (part.ends()) {
            dispatching.breakOff(next, held, why);
        }
        notices.tell(next, next.memberIds(), part.ends() ? "dispatch.notice.broken-off" : "dispatch.notice.changed");
    }

    private void requireOpen(long id) {
        Replan now = rows.find(id).orElseThrow();
        if (now.state() != State.OPEN) {
            throw Refusal.conflict("dispatch.refusal.replan-decided", now.decidedBy() == null ? "" : now.decidedBy());
        }
    }

    /** What was done or moved in the meantime makes the proposal a wrong one. */
    private static void requireUnmoved(Part part, Map<Long, Tour> tours) {
        Tour tour = part.tourId() == null ? null : tours.get(part.tourId());
        if (tour != null) {
            boolean over =
                    tour.state().isOver() && (part.ends() || !part.before().containsAll(part.after()));
            if (over || !numbers(Replanner.open(tour)).equals(numbers(part.before()))) {
                throw Refusal.conflict("dispatch.refusal.moved-on", tour.name());
            }
        }
    }

    private static Set<Integer> numbers(List<TourStop> stops) {
        return stops.stream().map(TourStop::number).collect(Collectors.toSet());
    }

    private List<Vehicle> helpers(long municipalityId, List<Tour> going, Form form) {
        Set<Long> out =
                going.stream().map(Tour::vehicleId).filter(Objects::nonNull).collect(Collectors.toSet());
        return assignments.vehicles(municipalityId, null).stream()
                .filter(one -> form.value(TourPlanning.VEHICLE + one.id()).equals("true"))
                .filter(one -> !out.contains(one.id()))
                .toList();
    }

    private List<TourStop> added(long municipalityId, List<Tour> tours, Form form) {
        return NewTasks.read(municipalityId, form, Replanner.next(tours), tasks, streets);
    }
}
