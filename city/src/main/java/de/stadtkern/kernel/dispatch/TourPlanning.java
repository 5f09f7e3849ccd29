package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderChanges.Held;
import de.stadtkern.kernel.dispatch.OrderRows.Arrangement;
import de.stadtkern.kernel.dispatch.OrderWork.Load;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Shift;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.fleet.Warning;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.planning.Job;
import de.stadtkern.kernel.planning.TourPlans;
import de.stadtkern.kernel.planning.TourPlans.NewPlan;
import de.stadtkern.kernel.planning.TourPlans.Planned;
import de.stadtkern.kernel.planning.TourPlans.Result;
import de.stadtkern.kernel.planning.TourPlans.Served;
import de.stadtkern.kernel.planning.TourPlans.Standing;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An order over several vehicles: a plan is made of it, and the plan's tours are dispatched. */
@Component
class TourPlanning {

    static final String VEHICLE = "vehicle-";

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private final TourRows rows;
    private final OrderRows orderRows;
    private final OrderChanges changes;
    private final Dispatching dispatching;
    private final TourBoard board;
    private final Assignments assignments;
    private final Tasks tasks;
    private final TourPlans plans;
    private final Fleet fleet;
    private final CrewNotices notices;
    private final Clock clock;

    TourPlanning(
            TourRows rows,
            OrderRows orderRows,
            OrderChanges changes,
            Dispatching dispatching,
            TourBoard board,
            Assignments assignments,
            Tasks tasks,
            TourPlans plans,
            Fleet fleet,
            CrewNotices notices,
            Clock clock) {
        this.rows = rows;
        this.orderRows = orderRows;
        this.changes = changes;
        this.dispatching = dispatching;
        this.board = board;
        this.assignments = assignments;
        this.tasks = tasks;
        this.plans = plans;
        this.fleet = fleet;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * A tour of the plan that may be dispatched.
     *
     * @param number of the vehicle in the plan
     * @param vehicle null when it was added to the plan by hand
     */
    record Draft(long number, String name, @Nullable Vehicle vehicle, List<TourStop> stops, double seconds) {}

    /** Makes a plan of what is open, for the vehicles ticked, or those of the field {@code shift}. Answers its id. */
    @Transactional
    long plan(long orderId, String name, Form form) {
        Held held = changes.hold(orderId, form);
        requireNotBegun(orderId);
        Shift shift = assignments.shift(held.municipalityId(), form).orElse(null);
        List<Vehicle> vehicles = vehicles(held.municipalityId(), shift, form);
        Instant begin = shift == null || shift.begin().isBefore(clock.instant()) ? clock.instant() : shift.begin();
        Load load = tasks.load(held.order());
        List<de.stadtkern.kernel.planning.Vehicle> drivers = new ArrayList<>();
        for (Vehicle one : vehicles) {
            drivers.add(new de.stadtkern.kernel.planning.Vehicle(
                    drivers.size() + 1,
                    one.name(),
                    one.depot(),
                    load != null && load.unit().equals(one.unit()) ? one.capacity() : null,
                    time(begin),
                    shift == null ? null : time(shift.end())));
        }
        long plan = plans.create(new NewPlan(
                held.municipalityId(),
                name,
                "/operations/orders/" + orderId + "/plan",
                tasks.jobs(open(orderId)).stream()
                        .map(job -> load == null
                                ? job
                                : job.withDemand(job.demand() + load.perKilometre() * job.metres() / 1000))
                        .toList(),
                drivers,
                load == null ? List.of() : load.stations()));
        orderRows.setPlan(
                orderId,
                plan,
                vehicles.stream().map(Vehicle::id).toList(),
                shift == null ? null : Long.valueOf(shift.id()));
        changes.done(held, "order.planned", Long.toString(plan));
        return plan;
    }

    /**
     * Takes the plan in force that stands in the field {@code plan}: a copy of it, in which the order's streets and places
     * have the numbers of its stops; one side of a street that of a job bound to its direction. What the plan serves besides becomes
     * stops of their own. Answers the id of the copy.
     */
    @Transactional
    long use(long orderId, Form form) {
        Held held = changes.hold(orderId, form);
        requireNotBegun(orderId);
        Standing chosen = standing(held.municipalityId()).stream()
                .filter(one -> Long.toString(one.id()).equals(form.value("plan")))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("dispatch.refusal.plan").at("plan"));
        Map<Object, List<TourStop>> stops = new HashMap<>();
        open(orderId)
                .forEach(stop -> stops.computeIfAbsent(
                                where(stop.segmentId(), stop.course()), fresh -> new ArrayList<>())
                        .add(stop));
        int highest = rows.listOf(List.of(orderId)).stream()
                .flatMap(tour -> tour.stops().stream())
                .mapToInt(TourStop::number)
                .max()
                .orElse(0);
        int[] next = {highest};
        long plan = plans.copy(chosen.id(), "/operations/orders/" + orderId + "/plan", job -> {
            List<TourStop> there = stops.getOrDefault(where(job.segmentId(), job.course()), List.of());
            Optional<TourStop> served =
                    there.stream().filter(stop -> serves(job, stop)).findFirst();
            served.ifPresent(there::remove);
            return served.map(TourStop::number).orElseGet(() -> ++next[0]);
        });
        Map<String, Long> byName = fleet.usableBy(held.municipalityId(), clock.instant()).stream()
                .collect(Collectors.toMap(Vehicle::name, Vehicle::id, (one, other) -> one));
        List<Long> vehicles = plans.vehicles(plan).stream()
                .map(one -> byName.getOrDefault(one.name(), 0L))
                .toList();
        orderRows.setPlan(orderId, plan, vehicles, null);
        changes.done(held, "order.plan-used", chosen.name());
        return plan;
    }

    /** The segment, or the place. */
    private static Object where(@Nullable Long segmentId, List<Position> course) {
        return segmentId == null ? course.getFirst() : segmentId;
    }

    /** Whether driving the job does all of a stop on its segment. */
    private static boolean serves(Job job, TourStop stop) {
        return !Boolean.TRUE.equals(stop.directed())
                || job.oneWay() && job.course().getFirst().equals(stop.course().getFirst());
    }

    /** The plans in force that the order may be driven by. */
    List<Standing> standing(long municipalityId) {
        return plans.listInForce(municipalityId);
    }

    /** What the plan says now; empty when there is none, it says nothing yet, or is gone. */
    List<Draft> drafts(long orderId, Arrangement arrangement) {
        Map<Long, Vehicle> known = fleet.list(arrangement.planVehicles()).stream()
                .collect(Collectors.toMap(Vehicle::id, Function.identity()));
        Map<Integer, TourStop> stops =
                open(orderId).stream().collect(Collectors.toMap(TourStop::number, Function.identity()));
        return result(arrangement).stream()
                .flatMap(result -> result.tours().stream())
                .map(tour -> new Draft(
                        tour.vehicle(),
                        tour.name(),
                        vehicle(arrangement, tour).map(known::get).orElse(null),
                        tour.stops().stream().map(served -> stop(served, stops)).toList(),
                        tour.seconds()))
                .toList();
    }

    /** The stops of the order that the plan leaves out. */
    List<TourStop> leftOut(long orderId, List<Draft> drafts) {
        List<Integer> served = drafts.stream()
                .flatMap(draft -> draft.stops().stream())
                .map(TourStop::number)
                .toList();
        return open(orderId).stream()
                .filter(stop -> !served.contains(stop.number()))
                .toList();
    }

    /** What speaks against the crews that the form names for the tours of the plan, by the number in the plan. */
    Map<Long, List<Warning>> warnings(WorkOrder order, Arrangement arrangement, Form form) {
        long municipality = order.decision().municipalityId();
        Map<Long, List<Warning>> warnings = new HashMap<>();
        drafts(order.id(), arrangement)
                .forEach(draft -> warnings.put(
                        draft.number(),
                        assignments.warnings(
                                municipality, assignment(municipality, arrangement, draft, form), draft.seconds())));
        return warnings;
    }

    /** Dispatches the plan's tours instead of those before, none of which may have started. */
    @Transactional
    void dispatch(long orderId, Form form) {
        Held held = changes.hold(orderId, form);
        requireNotBegun(orderId);
        Arrangement arrangement = held.arrangement();
        if (result(arrangement).filter(Result::searching).isPresent()) {
            throw Refusal.conflict("dispatch.refusal.searching");
        }
        List<Draft> drafts = drafts(orderId, arrangement);
        if (drafts.isEmpty()) {
            throw Refusal.conflict("dispatch.refusal.no-plan");
        }
        if (!leftOut(orderId, drafts).isEmpty() && form.value("reason").isBlank()) {
            throw Refusal.conflict("dispatch.refusal.left-out").at("reason");
        }
        for (Draft draft : drafts) {
            Assignment to = assignment(held.municipalityId(), arrangement, draft, form);
            assignments.requireConfirmed(held.municipalityId(), to, draft.seconds());
        }
        replace(held, drafts, form);
        changes.done(held, "order.dispatched", drafts.size() + " " + form.value("reason"));
    }

    private void replace(Held held, List<Draft> drafts, Form form) {
        for (TourRow before : rows.listOf(List.of(held.id()))) {
            if (!before.state().isOver()) {
                rows.update(before.withStops(List.of()));
                notices.tell(before, before.memberIds(), "dispatch.notice.withdrawn");
                dispatching.breakOff(before, held, null);
            }
        }
        for (Draft draft : drafts) {
            Assignment to = assignment(held.municipalityId(), held.arrangement(), draft, form);
            Told told = Told.to(to, clock.instant(), held.person().name());
            TourRow fresh = TourRow.of(held.id(), held.municipalityId(), to.nameOr(draft.name()), told, draft.stops());
            TourRow kept = fresh.numbered(rows.insert(fresh));
            notices.tell(kept, kept.memberIds(), "dispatch.notice.dispatched");
        }
    }

    private Assignment assignment(long municipalityId, Arrangement arrangement, Draft draft, Form form) {
        Shift shift =
                assignments.findShift(municipalityId, arrangement.shiftId()).orElse(null);
        return new Assignment(
                draft.vehicle(),
                assignments.members(municipalityId, shift, form, "-" + draft.number()),
                shift,
                form.value("reason").strip());
    }

    private void requireNotBegun(long orderId) {
        if (board.listOf(orderId).stream().anyMatch(tour -> tour.startedAt() != null)) {
            throw Refusal.conflict("dispatch.refusal.begun");
        }
    }

    /** What stands in the order's plan. */
    Optional<Result> result(Arrangement arrangement) {
        return Optional.ofNullable(arrangement.planId()).flatMap(plans::find);
    }

    /** What is still to be done of the order. */
    private List<TourStop> open(long orderId) {
        return rows.listOf(List.of(orderId)).stream()
                .flatMap(tour -> tour.stops().stream())
                .toList();
    }

    private List<Vehicle> vehicles(long municipalityId, @Nullable Shift shift, Form form) {
        List<Vehicle> usable = assignments.vehicles(municipalityId, shift);
        List<Vehicle> ticked = usable.stream()
                .filter(one -> form.value(VEHICLE + one.id()).equals("true"))
                .toList();
        List<Vehicle> chosen = !ticked.isEmpty() || shift == null
                ? ticked
                : usable.stream()
                        .filter(one -> shift.vehicles().contains(one.id()))
                        .toList();
        if (chosen.isEmpty()) {
            throw Refusal.badInput("dispatch.refusal.no-vehicle")
                    .at(usable.isEmpty() ? "shift" : VEHICLE + usable.getFirst().id());
        }
        return chosen;
    }

    private static Optional<Long> vehicle(Arrangement arrangement, Planned tour) {
        List<Long> vehicles = arrangement.planVehicles();
        return tour.vehicle() <= vehicles.size()
                ? Optional.of(vehicles.get((int) tour.vehicle() - 1))
                : Optional.empty();
    }

    /** The order's stop as the plan drives it; what was added in the plan is a stop of its own. */
    private static TourStop stop(Served served, Map<Integer, TourStop> stops) {
        Job job = served.job();
        TourStop same = stops.get(Math.toIntExact(job.id()));
        TourStop known = same == null || !Objects.equals(same.segmentId(), job.segmentId()) ? null : same;
        return new TourStop(
                Math.toIntExact(job.id()),
                job.name(),
                job.isPlace(),
                job.segmentId(),
                job.course(served.reversed()),
                job.metres(),
                known == null ? job.urgency() : known.stage(),
                TourStop.State.OPEN,
                null,
                known == null ? null : known.directed(),
                known == null ? null : known.visit(),
                served.station());
    }

    private static LocalTime time(Instant instant) {
        return instant.atZone(TOWN).toLocalTime().withSecond(0).withNano(0);
    }
}
