package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.routing.Routing;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans for other rooms: made here, worked on at the pages of the plans, read back when they are good. */
@Component
public class TourPlans {

    private final Plans plans;
    private final PlanRows rows;
    private final Solving solving;
    private final Routing routing;

    TourPlans(Plans plans, PlanRows rows, Solving solving, Routing routing) {
        this.plans = plans;
        this.rows = rows;
        this.solving = solving;
        this.routing = routing;
    }

    /**
     * A plan to be made.
     *
     * @param name up to 200 characters
     * @param origin path of the page to which the plan leads back, without language
     * @param jobs numbered from 1
     * @param vehicles numbered from 1
     * @param stations where any of the vehicles may get its whole capacity back on the way
     */
    public record NewPlan(
            long municipalityId,
            String name,
            String origin,
            List<Job> jobs,
            List<Vehicle> vehicles,
            List<Station> stations) {

        /** Nothing is filled or emptied on the way. */
        public NewPlan(long municipalityId, String name, String origin, List<Job> jobs, List<Vehicle> vehicles) {
            this(municipalityId, name, origin, jobs, vehicles, List.of());
        }
    }

    /**
     * What stands in a plan.
     *
     * @param searching whether a search runs, so that it will soon be another
     * @param begin when the first shift begins; {@link Served#end} counts from there
     * @param tours of the vehicles that are used; empty while there is no result
     * @param leftOut what no tour serves
     * @param troubles what is left out or late, and why
     * @param nearest the same plan if each vehicle always drove to the nearest street; null when nobody has reckoned it
     */
    public record Result(
            boolean searching,
            LocalTime begin,
            List<Planned> tours,
            List<Job> leftOut,
            List<Trouble> troubles,
            @Nullable Nearest nearest) {

        Result(List<Planned> tours, List<Job> leftOut) {
            this(false, LocalTime.MIDNIGHT, tours, leftOut, List.of(), null);
        }
    }

    /**
     * A job that is left out, or done after it is due.
     *
     * @param late seconds after it is due; infinite when it is left out
     * @param reason text key that says why no vehicle serves it in time
     */
    public record Trouble(Job job, double late, String reason) {}

    /**
     * What always driving to the nearest street would come to, in metres.
     *
     * @param emptyMetres driven without serving
     * @param late how many jobs are done after they are due
     * @param leftOut how many jobs are not done
     */
    public record Nearest(double metres, double emptyMetres, int late, int leftOut) {}

    /**
     * A tour of a plan; what it takes is NaN for tours that were planned anew.
     *
     * @param vehicle its number in the plan
     * @param name of the vehicle
     * @param metres from the depot back to it
     * @param emptyMetres those driven without serving
     * @param seconds from the depot back to it
     */
    public record Planned(
            long vehicle, String name, List<Served> stops, double metres, double emptyMetres, double seconds) {}

    /**
     * A job that a tour serves.
     *
     * @param end when it is done, in seconds; NaN for tours that were planned anew
     * @param station that is visited on the way to it; null when none is
     */
    public record Served(
            Job job, boolean reversed, double end, @Nullable Station station) {

        /** No station is visited on the way. */
        public Served(Job job, boolean reversed, double end) {
            this(job, reversed, end, null);
        }
    }

    /**
     * A vehicle that goes on from where it is.
     *
     * @param at where it will be when it has done what it has begun
     * @param load what it has on board then, in the unit of its capacity
     * @param inForce ids of its jobs, in the order in which it was told to serve them
     */
    public record Carrier(Vehicle vehicle, Position at, double load, List<Long> inForce) {}

    /** A plan by whose tours orders are driven. */
    public record Standing(long id, String name) {}

    /** Makes a plan without a result yet; needs the right to plan tours. Answers its id. */
    public long create(NewPlan plan) {
        return plans.create(plan, PlanForms.USUAL);
    }

    /** The result that holds; empty when there is no such plan any more. Refused with 404 when it belongs to others. */
    public Optional<Result> find(long planId) {
        return rows.find(planId).map(plan -> result(plans.get(plan.id())));
    }

    /** Begins a search of so many seconds in the background; refused when one runs or too many wait. */
    public void search(long planId, int seconds) {
        solving.start(planId, PlanForms.withGoal(Form.blank().with("seconds", seconds)));
    }

    /**
     * From now on orders are driven by this plan, and by no other of the same origin; needs the right to plan tours.
     * Refused with 409 while it has no result.
     */
    public void putInForce(long planId) {
        plans.putInForce(planId);
    }

    /** The plans in force of a municipality whose tours the person may plan; none otherwise. */
    public List<Standing> listInForce(long municipalityId) {
        return plans.listInForce(municipalityId);
    }

    /**
     * Makes a copy of a plan with its result, for the page of another room.
     *
     * @param numbers which number each of its jobs gets
     * @return its id
     */
    public long copy(long planId, String origin, ToLongFunction<Job> numbers) {
        Plan plan = plans.get(planId);
        Map<Long, Long> all = new HashMap<>();
        plan.jobs().forEach(job -> all.put(job.id(), numbers.applyAsLong(job)));
        return plans.copy(plan, origin, all);
    }

    /** The vehicles of a plan, in the order of their numbers; refused with 404 when it belongs to others. */
    public List<Vehicle> vehicles(long planId) {
        return plans.get(planId).vehicles();
    }

    /** The result of a search of so many seconds on these roads, at once and kept nowhere. */
    public static Result solve(NewPlan wish, int seconds, Routing roads) {
        Goal usual = PlanForms.USUAL;
        Goal goal = new Goal(usual.profile(), usual.perKilometre(), usual.perHour(), seconds);
        Plan plan = Plan.of(wish, goal, null);
        Solution solution = new Solver(plan, roads, progress -> true).solve();
        return result(Plan.of(wish, goal, new Plan.Version(0, Instant.EPOCH, "", Plan.Act.SOLVE, true, solution)));
    }

    private static Result result(Plan plan) {
        Map<Long, Job> jobs = plan.jobsById();
        Solution solution = plan.solution();
        return new Result(
                plan.state().isBusy(),
                plan.begin(),
                solution.tours().stream().map(tour -> planned(plan, jobs, tour)).toList(),
                solution.leftOut().stream()
                        .map(one -> Objects.requireNonNull(jobs.get(one.job())))
                        .toList(),
                plan.troubles(),
                solution.nearest());
    }

    /**
     * Plans jobs anew for vehicles that are out, beginning with what they were told, within about a second. Roads that
     * are closed by now are not passed; a job to which no way leads is left out. A job that demands more than any vehicle
     * takes up fills the largest.
     *
     * @param stations where vehicles get their whole capacity back
     */
    public Result replan(List<Job> jobs, List<Carrier> carriers, List<Station> stations) {
        if (carriers.isEmpty()) {
            throw Refusal.badInput("planning.refusal.no-vehicles");
        }
        return jobs.isEmpty()
                ? new Result(List.of(), List.of())
                : new Replanning(PlanForms.USUAL, jobs, carriers, stations, routing).result();
    }

    private static Planned planned(Plan plan, Map<Long, Job> jobs, Tour tour) {
        double begin = plan.begin(plan.getVehicle(tour.vehicle()));
        return new Planned(
                tour.vehicle(),
                plan.getVehicle(tour.vehicle()).name(),
                tour.stops().stream()
                        .map(stop -> new Served(
                                Objects.requireNonNull(jobs.get(stop.job())),
                                stop.reversed(),
                                begin + stop.end(),
                                stop.station() == null ? null : plan.stations().get(stop.station())))
                        .toList(),
                tour.metres(),
                tour.emptyMetres(),
                tour.seconds());
    }
}
