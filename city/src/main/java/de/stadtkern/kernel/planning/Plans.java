package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.planning.Plan.State;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.routing.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with plans: make them, pick jobs and vehicles, ask for a search. */
@Component
class Plans {

    /** Something goes on with a plan. */
    static final String TOPIC = "planning";

    /** Jobs or tours are others now. */
    static final String RESULT_TOPIC = "planning-result";

    static final Dataset RECORD = new Dataset("planning.dataset", Permission.SEE_OPERATIONS);
    static final int MOST_JOBS = 2500;
    static final int MOST_VEHICLES = 60;
    static final int MOST_SECONDS = 3600;
    static final Set<Profile> PROFILES = EnumSet.of(Profile.TRUCK, Profile.CAR, Profile.BICYCLE, Profile.FOOT);

    private static final int DEAREST = 1000;
    private static final int LARGEST = 1_000_000;

    private final PlanRows rows;
    private final Picking picking;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;

    Plans(PlanRows rows, Picking picking, Access access, AuditLog auditLog, LiveUpdates liveUpdates) {
        this.rows = rows;
        this.picking = picking;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
    }

    @Bean
    static Dataset plansDataset() {
        return RECORD;
    }

    List<PlanRows.Summary> list() {
        return rows.list(access.requireReadable(RECORD));
    }

    /** Refused with 404 when there is none, or it belongs to others. */
    Plan get(long id) {
        Plan plan = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.requireRead(RECORD, plan.municipalityId());
        return plan;
    }

    List<TourPlans.Standing> listInForce(long municipalityId) {
        return access.allows(Permission.PLAN_TOURS, municipalityId) ? rows.listInForce(municipalityId) : List.of();
    }

    boolean mayChange(Plan plan) {
        return access.allows(Permission.PLAN_TOURS, plan.municipalityId());
    }

    boolean mayCreate() {
        return access.findPerson()
                .filter(person ->
                        !person.municipalitiesWith(Permission.PLAN_TOURS).isEmpty())
                .isPresent();
    }

    @Transactional
    long create(Form form) {
        long municipality = access.requireAnywhere(Permission.PLAN_TOURS).stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
        String name = new Fields(form).text("name");
        Goal goal = goal(form);
        long id = rows.insert(municipality, name, goal, access.person().name());
        note(municipality, "plan.created", id + " " + name);
        return id;
    }

    /** A plan for the page of another room. */
    @Transactional
    long create(TourPlans.NewPlan plan, Goal goal) {
        Person person = access.require(Permission.PLAN_TOURS, plan.municipalityId());
        if (plan.jobs().size() > MOST_JOBS) {
            throw Refusal.badInput(
                    "planning.refusal.jobs", MOST_JOBS, plan.jobs().size());
        }
        if (plan.vehicles().size() > MOST_VEHICLES) {
            throw Refusal.badInput("planning.refusal.vehicles", MOST_VEHICLES);
        }
        long id = rows.insert(plan, goal, person.name());
        note(plan.municipalityId(), "plan.created", id + " " + plan.name());
        return id;
    }

    @Transactional
    void delete(long id) {
        Plan plan = requireQuiet(id);
        rows.delete(id);
        note(plan, "plan.deleted", plan.name());
    }

    @Transactional
    int addSegments(long id, Form form) {
        Plan plan = requireQuiet(id);
        return add(plan, picking.pick(plan.municipalityId(), form), "ids");
    }

    @Transactional
    int addPoints(long id, String text, String field) {
        return add(requireQuiet(id), PointList.read(text, field), field);
    }

    /** Without numbers: all. Results are forgotten, as they no longer fit. */
    @Transactional
    void removeJobs(long id, Form form) {
        Plan plan = requireQuiet(id);
        Set<Long> gone = new HashSet<>(new Fields(form).numbers("jobs"));
        List<Job> rest = gone.isEmpty()
                ? List.of()
                : plan.jobs().stream().filter(job -> !gone.contains(job.id())).toList();
        if (!gone.isEmpty() && rest.size() + gone.size() > plan.jobs().size()) {
            throw Refusal.badInput("planning.refusal.job", form.value("jobs")).at("jobs");
        }
        rows.setJobs(id, rest);
        rows.forgetVersions(id);
        note(plan, "plan.jobs-removed", Integer.toString(plan.jobs().size() - rest.size()));
    }

    @Transactional
    void addVehicle(long id, Form form) {
        Plan plan = requireQuiet(id);
        Fields fields = new Fields(form);
        int number = fields.has("number") ? fields.whole("number", 1, MOST_VEHICLES) : 1;
        if (plan.vehicles().size() + number > MOST_VEHICLES) {
            throw Refusal.badInput("planning.refusal.vehicles", MOST_VEHICLES).at("number");
        }
        List<Vehicle> more = new ArrayList<>(plan.vehicles());
        long next = more.stream().mapToLong(Vehicle::id).max().orElse(0) + 1;
        for (int i = 0; i < number; i++) {
            more.add(new Vehicle(
                    next + i,
                    number == 1 ? fields.text("name") : fields.text("name") + " " + (i + 1),
                    fields.place("depot"),
                    fields.has("capacity") ? (Double) fields.number("capacity", 0, LARGEST) : null,
                    fields.time("begin"),
                    fields.timeOrNull("end")));
        }
        rows.setVehicles(id, more);
        note(plan, "plan.vehicles-added", Integer.toString(number));
    }

    /** Results are forgotten, as they no longer fit. */
    @Transactional
    void removeVehicle(long id, Form form) {
        Plan plan = requireQuiet(id);
        Vehicle gone = plan.getVehicle(new Fields(form).whole("vehicle", 1, Integer.MAX_VALUE));
        rows.setVehicles(
                id, plan.vehicles().stream().filter(one -> !one.equals(gone)).toList());
        rows.forgetVersions(id);
        note(plan, "plan.vehicle-removed", gone.name());
    }

    @Transactional
    void addStation(long id, Form form) {
        Plan plan = requireQuiet(id);
        Fields fields = new Fields(form);
        if (plan.stations().size() == MOST_VEHICLES) {
            throw Refusal.badInput("planning.refusal.stations", MOST_VEHICLES).at("station");
        }
        List<Station> more = new ArrayList<>(plan.stations());
        more.add(new Station(
                fields.text("station"), fields.place("at"), fields.number("minutes", 0, MOST_SECONDS / 60.0) * 60));
        rows.setStations(id, more);
        note(plan, "plan.station-added", fields.text("station"));
    }

    /** Results are forgotten, as they no longer fit. */
    @Transactional
    void removeStations(long id) {
        Plan plan = requireQuiet(id);
        rows.setStations(id, List.of());
        rows.forgetVersions(id);
        note(plan, "plan.stations-removed", Integer.toString(plan.stations().size()));
    }

    /** From now on orders are driven by this plan, and by no other of the same page. */
    @Transactional
    void putInForce(long id) {
        Plan plan = requireQuiet(id);
        if (plan.version() == null) {
            throw Refusal.conflict("planning.refusal.unsolved", plan.name());
        }
        rows.putInForce(plan);
        note(plan, "plan.in-force", plan.name());
    }

    /** A copy with its result, for the page of another room; its jobs are numbered anew. Answers its id. */
    @Transactional
    long copy(Plan plan, String origin, Map<Long, Long> numbers) {
        long id = create(
                new TourPlans.NewPlan(
                        plan.municipalityId(),
                        plan.name(),
                        origin,
                        plan.jobs().stream()
                                .map(job -> job.numbered(Objects.requireNonNull(numbers.get(job.id()))))
                                .toList(),
                        plan.vehicles(),
                        plan.stations()),
                plan.goal());
        rows.keep(
                get(id),
                plan.solution().numbered(numbers),
                Plan.Act.SOLVE,
                access.person().name());
        return id;
    }

    /** Notes that a search is to come, for {@link Solving}; answers who asked for it. */
    @Transactional
    String await(long id, Form form) {
        Plan plan = requireQuiet(id);
        if (plan.jobs().isEmpty()) {
            throw Refusal.badInput("planning.refusal.no-jobs");
        }
        if (plan.vehicles().isEmpty()) {
            throw Refusal.badInput("planning.refusal.no-vehicles");
        }
        rows.setGoal(id, goal(form));
        rows.move(id, EnumSet.complementOf(EnumSet.copyOf(State.BUSY)), State.WAITING);
        note(plan, "plan.solve", plan.name());
        return access.person().name();
    }

    /** Ends the search; what was found by then is the result. */
    @Transactional
    void end(long id) {
        Plan plan = requireChangeable(id);
        if (!rows.move(id, Set.of(State.WAITING), State.IDLE) && !rows.move(id, Set.of(State.SOLVING), State.ENDING)) {
            throw Refusal.conflict("planning.refusal.not-running");
        }
        note(plan, "plan.ended", plan.name());
    }

    /** The plan, which the person may change, and which nobody else changes until the transaction ends. */
    Plan requireQuiet(long id) {
        Plan plan = requireChangeable(id);
        if (plan.state().isBusy()) {
            throw Refusal.conflict("planning.refusal.busy");
        }
        return plan;
    }

    void note(Plan plan, String action, String detail) {
        note(plan.municipalityId(), action, plan.id() + " " + detail);
    }

    private void note(long municipality, String action, String detail) {
        Person person = access.person();
        auditLog.record(person, municipality, action, detail);
        liveUpdates.announce(TOPIC);
        liveUpdates.announce(RESULT_TOPIC);
    }

    private Plan requireChangeable(long id) {
        Plan plan = rows.findForChange(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.require(Permission.PLAN_TOURS, plan.municipalityId());
        return plan;
    }

    private int add(Plan plan, List<Job> picked, String field) {
        Set<List<Position>> known = plan.jobs().stream()
                .filter(job -> !job.isPlace())
                .map(Job::course)
                .collect(Collectors.toSet());
        List<Job> jobs = new ArrayList<>(plan.jobs());
        long next = jobs.stream().mapToLong(Job::id).max().orElse(0) + 1;
        for (Job job : picked) {
            if (!known.contains(job.course())) {
                jobs.add(job.numbered(next++));
            }
        }
        if (jobs.size() > MOST_JOBS) {
            throw Refusal.badInput("planning.refusal.jobs", MOST_JOBS, jobs.size())
                    .at(field);
        }
        rows.setJobs(plan.id(), jobs);
        int added = jobs.size() - plan.jobs().size();
        note(plan, "plan.jobs-added", Integer.toString(added));
        return added;
    }

    private static Goal goal(Form form) {
        Fields fields = new Fields(form);
        Profile profile = form.choice("profile", Profile.class);
        if (!PROFILES.contains(profile)) {
            throw Refusal.badInput("planning.refusal.profile", PROFILES).at("profile");
        }
        Goal goal = new Goal(
                profile,
                fields.number("perKilometre", 0, DEAREST),
                fields.number("perHour", 0, DEAREST),
                fields.whole("seconds", 1, MOST_SECONDS));
        if (goal.perKilometre() + goal.perHour() == 0) {
            throw Refusal.badInput("planning.refusal.free").at("perKilometre");
        }
        return goal;
    }
}
