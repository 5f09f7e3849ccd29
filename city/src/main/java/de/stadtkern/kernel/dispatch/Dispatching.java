package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderChanges.Held;
import de.stadtkern.kernel.dispatch.Tour.State;
import de.stadtkern.kernel.fleet.Warning;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What officers do with single tours: give them to crews, take them back, end them. */
@Component
class Dispatching {

    private static final int LONGEST_AGENT = 200;
    private static final double LARGEST_DOSE = 1000;

    private final TourRows rows;
    private final OrderRows orderRows;
    private final OrderChanges changes;
    private final DispatchedTours tours;
    private final Assignments assignments;
    private final CrewNotices notices;
    private final Clock clock;

    Dispatching(
            TourRows rows,
            OrderRows orderRows,
            OrderChanges changes,
            DispatchedTours tours,
            Assignments assignments,
            CrewNotices notices,
            Clock clock) {
        this.rows = rows;
        this.orderRows = orderRows;
        this.changes = changes;
        this.tours = tours;
        this.assignments = assignments;
        this.notices = notices;
        this.clock = clock;
    }

    /** Says what is spread: the fields {@code agent} and {@code dose}. */
    @Transactional
    void setMaterial(long orderId, Form form) {
        Held held = changes.hold(orderId, form);
        String agent = form.value("agent").strip();
        if (agent.length() > LONGEST_AGENT) {
            throw Refusal.badInput("dispatch.refusal.agent", LONGEST_AGENT).at("agent");
        }
        orderRows.setMaterial(orderId, agent, dose(form));
        changes.done(held, "order.material", agent + " " + form.value("dose"));
    }

    /** Gives the tour to a crew and a vehicle, see {@link Assignments#read}; those who had it hear that they have not. */
    @Transactional
    void assign(long tourId, Form form) {
        TourRow row = find(tourId);
        Held held = changes.hold(row.orderId(), form);
        Tour tour = requireOpen(tourId);
        Assignment to = assignments.read(row.municipalityId(), form);
        assignments.requireConfirmed(row.municipalityId(), to, seconds(tour.stops()));
        TourRow next = row.assigned(to, held.person().name(), clock.instant());
        rows.update(next);
        notices.tell(next, without(row.memberIds(), next.memberIds()), "dispatch.notice.withdrawn");
        notices.tell(next, next.memberIds(), "dispatch.notice.dispatched");
        changes.done(held, "tour.dispatched", tourId + " " + next.name());
    }

    /** Gives every tour of the order of which nobody was told to whom it was planned for. */
    @Transactional
    void dispatchPlanned(long orderId, Form form) {
        Held held = changes.hold(orderId, form);
        List<TourRow> waiting = rows.listOf(List.of(orderId)).stream()
                .filter(row -> row.state() == State.PLANNED && !row.stops().isEmpty())
                .toList();
        if (waiting.isEmpty()) {
            throw Refusal.conflict("dispatch.refusal.none-planned");
        }
        for (TourRow row : waiting) {
            Assignment to = assignments.planned(row);
            assignments.requireConfirmed(row.municipalityId(), to, seconds(row.stops()));
            TourRow next = row.assigned(to, held.person().name(), clock.instant());
            rows.update(next);
            notices.tell(next, next.memberIds(), "dispatch.notice.dispatched");
        }
        changes.done(held, "order.dispatched", Integer.toString(waiting.size()));
    }

    /** What speaks against the form's crew for the tour. */
    List<Warning> warnings(Tour tour, Form form) {
        return assignments.warnings(
                tour.municipalityId(), assignments.read(tour.municipalityId(), form), seconds(tour.stops()));
    }

    /** Takes the tour back from its crew; only while it has not started. */
    @Transactional
    void withdraw(long tourId, Form form) {
        TourRow row = find(tourId);
        Held held = changes.hold(row.orderId(), form);
        if (requireOpen(tourId).state() != State.DISPATCHED) {
            throw Refusal.conflict("dispatch.refusal.not-dispatched");
        }
        rows.update(row.withdrawn());
        notices.tell(row, row.memberIds(), "dispatch.notice.withdrawn");
        changes.done(held, "tour.withdrawn", Long.toString(tourId));
    }

    /** Lets the tour start although more urgent streets are open. */
    @Transactional
    void allowEarly(long tourId, Form form) {
        TourRow row = find(tourId);
        Held held = changes.hold(row.orderId(), form);
        if (!requireOpen(tourId).waits()) {
            throw Refusal.conflict("dispatch.refusal.not-waiting");
        }
        String reason = OrderChanges.reason(form);
        rows.update(row.withStageOverride(reason));
        changes.done(held, "tour.early", tourId + " " + reason);
    }

    /** Ends the tour before it is done; what is open of it waits for another tour. */
    @Transactional
    void breakOff(long tourId, Form form) {
        TourRow row = find(tourId);
        Held held = changes.hold(row.orderId(), form);
        requireOpen(tourId);
        String reason = OrderChanges.reason(form);
        breakOff(row, held, reason);
        notices.tell(row, row.memberIds(), "dispatch.notice.broken-off");
        changes.done(held, "tour.broken-off", tourId + " " + reason);
    }

    /** Ends the order with all its tours, whatever is open. */
    @Transactional
    void close(long orderId, Form form) {
        Held held = changes.hold(orderId, form);
        String reason = OrderChanges.reason(form);
        orderRows.close(orderId, reason);
        for (TourRow row : rows.listOf(List.of(orderId))) {
            if (!row.state().isOver()) {
                breakOff(row, held, reason);
                notices.tell(row, row.memberIds(), "dispatch.notice.broken-off");
            }
        }
        changes.done(held, "order.closed", reason);
    }

    /** Keeps that the officer has ended the tour. */
    void breakOff(TourRow row, Held held, @Nullable String reason) {
        tours.keep(
                row,
                List.of(new TourEvent(
                        UUID.randomUUID(), clock.instant(), TourEvent.Kind.BREAK_OFF, null, reason, null)),
                held.person());
    }

    private Tour requireOpen(long tourId) {
        Tour tour = tours.get(tourId);
        if (tour.state().isOver()) {
            throw Refusal.conflict("dispatch.refusal.over");
        }
        return tour;
    }

    /** At the usual speed, without the ways between. */
    private static double seconds(List<TourStop> stops) {
        return stops.stream().mapToDouble(Tasks::seconds).sum();
    }

    private TourRow find(long id) {
        return rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private static List<Long> without(List<Long> all, List<Long> others) {
        Set<Long> rest = new HashSet<>(all);
        others.forEach(rest::remove);
        return List.copyOf(rest);
    }

    private static @Nullable Double dose(Form form) {
        String text = form.value("dose").strip().replace(',', '.');
        try {
            Double dose = text.isEmpty() ? null : Double.valueOf(text);
            if (dose == null || (dose > 0 && dose <= LARGEST_DOSE)) {
                return dose;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of bounds is.
        }
        throw Refusal.badInput("dispatch.refusal.dose", LARGEST_DOSE).at("dose");
    }
}
