package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.Plan.State;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.routing.Profile;
import de.stadtkern.kernel.streets.RoadClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands in the forms before anybody types, what can be chosen, and how things are called. */
final class PlanForms {

    static final Goal USUAL = new Goal(Profile.TRUCK, 1, 60, 30);
    private static final Map<String, String> JOBS = Map.of("sides", Picking.Sides.ONCE.name(), "speed", "30");
    private static final Map<String, String> VEHICLES = Map.of("number", "1", "begin", "06:00");

    private PlanForms() {}

    /** Fields that programs may send to make a plan or to solve it. */
    static final Set<String> GOAL = Set.of("name", "profile", "perKilometre", "perHour", "seconds");

    static final Set<String> SEGMENTS = segments();
    static final Set<String> POINTS = Set.of("points");
    static final Set<String> VEHICLE = Set.of("name", "number", "depot", "capacity", "begin", "end");
    static final Set<String> STATION = Set.of("station", "at", "minutes");
    static final Set<String> CHANGE = Set.of("act", "job", "tour", "position");

    private static Set<String> segments() {
        Set<String> fields =
                new TreeSet<>(Set.of("ids", "winter", "centre", "radius", "sides", "speed", "perKilometre", "due"));
        RoadClass.ROADS.stream().map(one -> Picking.CLASS + one.osmValue()).forEach(fields::add);
        return fields;
    }

    static Form withGoal(Form form) {
        return withGoal(form, USUAL);
    }

    static Form withGoal(Form form, Goal goal) {
        return with(
                form,
                Map.of(
                        "profile", goal.profile().name(),
                        "perKilometre", written(goal.perKilometre()),
                        "perHour", written(goal.perHour()),
                        "seconds", Integer.toString(goal.seconds())));
    }

    static Form withJobs(Form form) {
        return with(with(form, JOBS), VEHICLES);
    }

    private static Form with(Form form, Map<String, String> usual) {
        for (var one : usual.entrySet()) {
            form = form.values().containsKey(one.getKey()) ? form : form.with(one.getKey(), one.getValue());
        }
        return form;
    }

    /** Of the plans whose numbers stand in the fields {@code one} and {@code other}. */
    static @Nullable Comparison comparison(Plans plans, Form form) {
        Fields fields = new Fields(form);
        if (!fields.has("one") || !fields.has("other")) {
            return null;
        }
        List<Plan> both = Stream.of("one", "other")
                .map(field -> plans.get(fields.whole(field, 1, Integer.MAX_VALUE)))
                .toList();
        for (Plan plan : both) {
            if (plan.version() == null) {
                throw Refusal.badInput("planning.refusal.unsolved", plan.name())
                        .at(plan == both.getFirst() ? "one" : "other");
            }
        }
        return Comparison.of(both.getFirst(), both.getLast());
    }

    static List<Choice> profiles(Page page) {
        return Arrays.stream(Profile.values())
                .filter(Plans.PROFILES::contains)
                .map(one -> new Choice(one.name(), page.text("planning.profile." + one)))
                .toList();
    }

    static List<Choice> sides(Page page) {
        return Arrays.stream(Picking.Sides.values())
                .map(one -> new Choice(one.name(), page.text("planning.sides." + one)))
                .toList();
    }

    static List<Choice> tours(Page page, Plan plan) {
        return Stream.concat(
                        plan.vehicles().stream().map(one -> new Choice(Long.toString(one.id()), one.name())),
                        Stream.of(new Choice("0", page.text("planning.nobody"))))
                .toList();
    }

    static String state(Page page, State state, boolean solved) {
        return page.text(state == State.IDLE && !solved ? "planning.state.NEW" : "planning.state." + state);
    }

    static String name(Page page, String name) {
        return name.isBlank() ? page.text("planning.unnamed") : name;
    }

    private static String written(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
