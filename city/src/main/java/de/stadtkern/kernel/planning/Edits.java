package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.planning.Plan.Act;
import de.stadtkern.kernel.planning.Solution.LeftOut;
import de.stadtkern.kernel.planning.Solution.Reason;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.routing.Routing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people change of a result by hand. A person may break limits: capacities and shifts are then shown as exceeded.
 * Every change is a result of its own, so that it can be undone.
 */
@Component
class Edits {

    private final Plans plans;
    private final PlanRows rows;
    private final Routing routing;
    private final Access access;

    Edits(Plans plans, PlanRows rows, Routing routing, Access access) {
        this.plans = plans;
        this.rows = rows;
        this.routing = routing;
        this.access = access;
    }

    /** Does what the field {@code act} says: move or lock a stop, or lock a tour. */
    @Transactional
    void change(long id, Form form) {
        Plan plan = plans.requireQuiet(id);
        Act act = form.choice("act", Act.class);
        Fields fields = new Fields(form);
        Solution solution = switch (act) {
            case MOVE -> move(plan, job(plan, fields), fields);
            case LOCK, UNLOCK -> lock(plan, job(plan, fields), act == Act.LOCK);
            case LOCK_TOUR, UNLOCK_TOUR -> lockTour(plan, vehicle(plan, fields), act == Act.LOCK_TOUR);
            case SOLVE -> throw Refusal.badInput("planning.refusal.act").at("act");
        };
        rows.keep(plan, solution, act, access.person().name());
        plans.note(plan, "plan." + act.name().toLowerCase(Locale.ROOT), detail(form));
    }

    /** The result before holds again. */
    @Transactional
    void undo(long id) {
        Plan plan = plans.requireQuiet(id);
        if (plan.version() == null || plan.version().first()) {
            throw Refusal.conflict("planning.refusal.nothing-to-undo");
        }
        rows.undo(id);
        plans.note(plan, "plan.undone", plan.version().act().name());
    }

    private static String detail(Form form) {
        return (form.value("job") + " " + form.value("tour") + " " + form.value("position")).strip();
    }

    private static Job job(Plan plan, Fields fields) {
        if (!fields.has("job")) {
            throw Refusal.badInput("planning.refusal.no-job").at("job");
        }
        long number = fields.whole("job", 1, Integer.MAX_VALUE);
        return plan.jobs().stream()
                .filter(job -> job.id() == number)
                .findFirst()
                .orElseThrow(
                        () -> Refusal.badInput("planning.refusal.job", number).at("job"));
    }

    private static Vehicle vehicle(Plan plan, Fields fields) {
        int number = fields.whole("tour", 1, Integer.MAX_VALUE);
        return plan.vehicle(number)
                .orElseThrow(() ->
                        Refusal.badInput("planning.refusal.vehicle", number).at("tour"));
    }

    /** Into another tour or to another place of the same; tour 0 serves nothing. Without a position, to the best. */
    private Solution move(Plan plan, Job job, Fields fields) {
        Solution before = plan.solution();
        boolean out = fields.form().value("tour").strip().equals("0");
        Map<Long, Tour> tours = new HashMap<>();
        before.tours().forEach(tour -> tours.put(tour.vehicle(), tour));
        Tour from = before.serving(job.id()).orElse(null);
        Vehicle to = out ? null : vehicle(plan, fields);
        requireFree(from);
        requireFree(to == null ? null : tours.get(to.id()));

        List<Vehicle> touched = plan.vehicles().stream()
                .filter(one -> one.equals(to) || (from != null && one.id() == from.vehicle()))
                .toList();
        Map<Long, List<Job>> orders = orders(plan, before, touched, job);
        List<Job> all = new ArrayList<>(List.of(job));
        orders.values().forEach(all::addAll);
        Ground ground = Ground.under(plan, all, touched, routing);
        if (to != null) {
            insert(ground, plan.goal(), to, Objects.requireNonNull(orders.get(to.id())), job, fields);
        }
        Set<Long> locked = before.tours().stream()
                .flatMap(tour -> tour.stops().stream())
                .filter(Tour.Stop::locked)
                .map(Tour.Stop::job)
                .collect(Collectors.toCollection(HashSet::new));
        for (Vehicle vehicle : touched) {
            List<Job> order = Objects.requireNonNull(orders.get(vehicle.id()));
            Tour tour = Drive.along(ground, plan.goal(), vehicle, order, locked);
            if (!Double.isFinite(tour.seconds())) {
                throw Refusal.badInput("planning.refusal.unreachable").at("job");
            }
            tours.put(vehicle.id(), tour);
        }
        return new Solution(
                kept(tours),
                leftOut(before, job, out),
                before.onRoads() && ground.isOnRoads(),
                before.delayed(),
                before.nearest());
    }

    private static void requireFree(@Nullable Tour tour) {
        if (tour != null && tour.locked()) {
            throw Refusal.conflict("planning.refusal.locked").at("tour");
        }
    }

    /** The jobs of each of the vehicles in their order, without the one that moves. */
    private static Map<Long, List<Job>> orders(Plan plan, Solution before, List<Vehicle> touched, Job without) {
        Map<Long, Job> byId = plan.jobsById();
        Map<Long, List<Job>> orders = new HashMap<>();
        for (Vehicle vehicle : touched) {
            List<Job> order = new ArrayList<>();
            before.tourOf(vehicle.id())
                    .ifPresent(tour ->
                            tour.stops().forEach(stop -> order.add(Objects.requireNonNull(byId.get(stop.job())))));
            order.remove(without);
            orders.put(vehicle.id(), order);
        }
        return orders;
    }

    private static void insert(Ground ground, Goal goal, Vehicle vehicle, List<Job> order, Job job, Fields fields) {
        if (fields.has("position")) {
            order.add(fields.whole("position", 1, order.size() + 1) - 1, job);
            return;
        }
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int index = 0; index <= order.size(); index++) {
            order.add(index, job);
            double cost = Drive.cost(ground, goal, vehicle, order);
            order.remove(index);
            if (cost < least) {
                least = cost;
                best = index;
            }
        }
        order.add(best, job);
    }

    private static List<LeftOut> leftOut(Solution before, Job job, boolean out) {
        List<LeftOut> leftOut = new ArrayList<>(before.leftOut());
        leftOut.removeIf(one -> one.job() == job.id());
        if (out) {
            leftOut.add(new LeftOut(job.id(), Reason.BY_HAND));
        }
        leftOut.sort(Comparator.comparingLong(LeftOut::job));
        return leftOut;
    }

    private static List<Tour> kept(Map<Long, Tour> tours) {
        return tours.values().stream()
                .filter(tour -> !tour.stops().isEmpty())
                .sorted(Comparator.comparingLong(Tour::vehicle))
                .toList();
    }

    private static Solution lock(Plan plan, Job job, boolean locked) {
        Solution before = plan.solution();
        if (before.serving(job.id()).isEmpty()) {
            throw Refusal.badInput("planning.refusal.not-served").at("job");
        }
        return with(
                before,
                tour -> tour.withStops(tour.stops().stream()
                        .map(stop -> stop.job() == job.id() ? stop.locked(locked) : stop)
                        .toList()));
    }

    private static Solution lockTour(Plan plan, Vehicle vehicle, boolean locked) {
        if (plan.solution().tourOf(vehicle.id()).isEmpty()) {
            throw Refusal.badInput("planning.refusal.no-tour").at("tour");
        }
        return with(plan.solution(), tour -> tour.vehicle() == vehicle.id() ? tour.locked(locked) : tour);
    }

    private static Solution with(Solution before, UnaryOperator<Tour> change) {
        return new Solution(
                before.tours().stream().map(change).toList(),
                before.leftOut(),
                before.onRoads(),
                before.delayed(),
                before.nearest());
    }
}
