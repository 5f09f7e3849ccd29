package de.stadtkern.services.winterplans;

import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Proposals.Raised;
import de.stadtkern.kernel.planning.Station;
import de.stadtkern.kernel.planning.TourPlans;
import de.stadtkern.kernel.planning.TourPlans.NewPlan;
import de.stadtkern.kernel.planning.TourPlans.Result;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.SegmentFilter;
import de.stadtkern.kernel.streets.Streets;
import de.stadtkern.services.winterplans.WinterPlan.Deadlines;
import de.stadtkern.services.winterplans.WinterPlan.Kind;
import de.stadtkern.services.winterplans.WinterPlan.Wish;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with winter plans: make them, have them computed, and say which is in force. */
@Component
class WinterPlans {

    static final String PATH = "/winterplans";
    static final String CLASS = "class-";
    static final String VEHICLE = "vehicle-";

    /** Where proposals of dangers on the road come from. */
    private static final String WINTER_SERVICE = "winter";

    private static final int LONGEST_NAME = 200;

    private final WinterPlanRows rows;
    private final TourPlans plans;
    private final Streets streets;
    private final Fleet fleet;
    private final Proposals proposals;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    WinterPlans(
            WinterPlanRows rows,
            TourPlans plans,
            Streets streets,
            Fleet fleet,
            Proposals proposals,
            Access access,
            AuditLog auditLog,
            Clock clock) {
        this.rows = rows;
        this.plans = plans;
        this.streets = streets;
        this.fleet = fleet;
        this.proposals = proposals;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    List<WinterPlan> list() {
        return rows.list(access.requireAnywhere(Permission.SEE_OPERATIONS));
    }

    /** Refused with 404 when there is none, or it belongs to others. */
    WinterPlan get(long id) {
        WinterPlan plan = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.require(Permission.SEE_OPERATIONS, plan.municipalityId());
        return plan;
    }

    /** For which municipality the signed-in person makes plans; empty when for none. */
    Optional<Long> own() {
        return access.findPerson()
                .flatMap(person -> person.municipalitiesWith(Permission.PLAN_TOURS).stream()
                        .min(Comparator.naturalOrder()));
    }

    boolean mayChange(WinterPlan plan) {
        return access.allows(Permission.PLAN_TOURS, plan.municipalityId());
    }

    List<Vehicle> vehicles(long municipality) {
        return fleet.usableBy(municipality, clock.instant());
    }

    Deadlines deadlines(long municipality, boolean weekend) {
        return rows.findDeadlines(municipality, weekend).orElse(weekend ? Deadlines.WEEKENDS : Deadlines.WORKDAYS);
    }

    @Transactional
    void setDeadlines(Form form) {
        long municipality = requireOwn();
        for (boolean weekend : new boolean[] {false, true}) {
            String days = weekend ? "weekend-" : "workday-";
            Deadlines deadlines = new Deadlines(time(form, days + "1"), time(form, days + "2"), time(form, days + "3"));
            if (deadlines.second().isBefore(deadlines.first())
                    || deadlines.third().isBefore(deadlines.second())) {
                throw Refusal.badInput("winterplans.refusal.order").at(days + "2");
            }
            rows.setDeadlines(municipality, weekend, deadlines, access.person().name(), clock.instant());
        }
        note(municipality, "winter-plan.deadlines", form.value("workday-1"));
    }

    @Transactional
    long create(Form form) {
        long municipality = requireOwn();
        String name = form.value("name").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !PlainText.isReadable(name)) {
            throw Refusal.badInput("winterplans.refusal.name", LONGEST_NAME).at("name");
        }
        Wish wish = wish(municipality, form);
        long id = rows.insert(municipality, name, wish, access.person().name(), clock.instant());
        note(municipality, "winter-plan.created", id + " " + name);
        return id;
    }

    /** Makes a plan of tours of it and begins the search, which sees only what is committed. */
    void compute(long id) {
        WinterPlan plan = requireChangeable(id);
        List<Vehicle> ticked = vehicles(plan.municipalityId()).stream()
                .filter(one -> plan.wish().vehicles().contains(one.id()))
                .toList();
        if (ticked.isEmpty()) {
            throw Refusal.conflict("winterplans.refusal.gone");
        }
        Map<Segment, Integer> classes = streets(plan);
        if (classes.isEmpty()) {
            throw Refusal.conflict("winterplans.refusal.no-street");
        }
        List<de.stadtkern.kernel.planning.Vehicle> drivers = new ArrayList<>();
        Map<Position, Station> stations = new LinkedHashMap<>();
        for (Vehicle one : ticked) {
            Double kilograms = kilograms(one);
            drivers.add(new de.stadtkern.kernel.planning.Vehicle(
                    drivers.size() + 1,
                    one.name(),
                    one.depot(),
                    kilograms,
                    plan.wish().alarm(),
                    null));
            if (kilograms != null) {
                stations.putIfAbsent(
                        one.depot(),
                        new Station(one.depotName(), one.depot(), plan.wish().minutes() * 60));
            }
        }
        long made = plans.create(new NewPlan(
                plan.municipalityId(),
                plan.name(),
                PATH + "/" + id,
                WinterPlan.jobs(
                        plan.wish(),
                        classes,
                        deadlines(plan.municipalityId(), plan.wish().weekend())),
                drivers,
                List.copyOf(stations.values())));
        rows.setPlan(id, made);
        note(plan.municipalityId(), "winter-plan.computed", id + " " + made);
        plans.search(made, plan.wish().seconds());
    }

    /** What was last computed of it; empty when nothing was, or it is gone. */
    Optional<Result> result(WinterPlan plan) {
        return Optional.ofNullable(plan.planId()).flatMap(plans::find);
    }

    boolean isInForce(WinterPlan plan) {
        return plan.planId() != null
                && plans.listInForce(plan.municipalityId()).stream().anyMatch(one -> one.id() == plan.planId());
    }

    @Transactional
    void putInForce(long id) {
        WinterPlan plan = requireChangeable(id);
        if (plan.planId() == null) {
            throw Refusal.conflict("winterplans.refusal.not-computed");
        }
        plans.putInForce(plan.planId());
        note(plan.municipalityId(), "winter-plan.in-force", id + " " + plan.name());
    }

    @Transactional
    void delete(long id) {
        WinterPlan plan = requireChangeable(id);
        rows.delete(id);
        note(plan.municipalityId(), "winter-plan.deleted", id + " " + plan.name());
    }

    /** When the rule found a danger. */
    List<Raised> dangers(WinterPlan plan, Instant from, Instant until) {
        return proposals.listRaised(plan.municipalityId(), WINTER_SERVICE, from, until);
    }

    /** Kilograms of salt it holds; null when nobody has said so in kg or t. */
    static @Nullable Double kilograms(Vehicle vehicle) {
        Double capacity = vehicle.capacity();
        if (capacity == null) {
            return null;
        }
        return switch (vehicle.unit()) {
            case "kg" -> capacity;
            case "t" -> capacity * 1000;
            default -> null;
        };
    }

    /** The streets of the wanted classes: by the register, or by their road class while that says nothing of any street. */
    private Map<Segment, Integer> streets(WinterPlan plan) {
        Map<Segment, Integer> classes = new LinkedHashMap<>();
        var registered =
                streets.listRegistered(plan.municipalityId(), SegmentFilter.ALL.ofWinterClasses(WinterPlan.CLASSES));
        if (registered.isEmpty()) {
            Set<RoadClass> roads = RoadClass.ROADS.stream()
                    .filter(road -> WinterPlan.classOf(road)
                            .filter(plan.wish().classes()::contains)
                            .isPresent())
                    .collect(Collectors.toSet());
            streets.listOfClasses(roads)
                    .forEach(segment -> classes.put(
                            segment, WinterPlan.classOf(segment.roadClass()).orElseThrow()));
        }
        for (var one : registered) {
            int urgency = Objects.requireNonNull(one.register().winterClass());
            boolean banned = plan.wish().kind() == Kind.SALT && one.register().saltBan();
            if (plan.wish().classes().contains(urgency) && !banned) {
                classes.put(one.segment(), urgency);
            }
        }
        return classes;
    }

    private Wish wish(long municipality, Form form) {
        Set<Integer> classes = WinterPlan.CLASSES.stream()
                .filter(one -> form.value(CLASS + one).equals("true"))
                .collect(Collectors.toSet());
        if (classes.isEmpty()) {
            throw Refusal.badInput("winterplans.refusal.no-class").at(CLASS + 1);
        }
        List<Vehicle> usable = vehicles(municipality);
        Set<Long> vehicles = usable.stream()
                .map(Vehicle::id)
                .filter(one -> form.value(VEHICLE + one).equals("true"))
                .collect(Collectors.toSet());
        if (vehicles.isEmpty()) {
            throw Refusal.badInput("winterplans.refusal.no-vehicle")
                    .at(usable.isEmpty() ? "name" : VEHICLE + usable.getFirst().id());
        }
        return new Wish(
                form.choice("kind", Kind.class),
                form.value("weekend").equals("true"),
                classes,
                time(form, "alarm"),
                number(form, "speed", 5, 60),
                number(form, "grams", 0, 60),
                number(form, "minutes", 0, 120),
                (int) number(form, "seconds", 1, 3600),
                vehicles);
    }

    private static LocalTime time(Form form, String field) {
        try {
            return LocalTime.parse(form.value(field).strip()).withSecond(0).withNano(0);
        } catch (DateTimeException e) {
            throw Refusal.badInput("winterplans.refusal.time", form.value(field).strip())
                    .at(field);
        }
    }

    private static double number(Form form, String field, int least, int most) {
        String text = form.value(field).strip();
        try {
            double number = Double.parseDouble(text.replace(',', '.'));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of bounds is.
        }
        throw Refusal.badInput("winterplans.refusal.number", text, least, most).at(field);
    }

    private long requireOwn() {
        return access.requireAnywhere(Permission.PLAN_TOURS).stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private WinterPlan requireChangeable(long id) {
        WinterPlan plan = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.require(Permission.PLAN_TOURS, plan.municipalityId());
        return plan;
    }

    private void note(long municipality, String action, String detail) {
        Person person = access.person();
        auditLog.record(person, municipality, action, detail);
    }
}
