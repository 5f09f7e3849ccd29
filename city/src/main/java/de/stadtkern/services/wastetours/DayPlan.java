package de.stadtkern.services.wastetours;

import de.stadtkern.services.wastetours.VisitRule.Advice;
import de.stadtkern.services.wastetours.VisitRule.Verdict;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Facility;
import de.stadtkern.tours.Listener;
import de.stadtkern.tours.Plan;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Rules;
import de.stadtkern.tours.Stop;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Tour;
import de.stadtkern.tours.Tours;
import de.stadtkern.tours.Travel;
import de.stadtkern.tours.Unserved;
import de.stadtkern.tours.Vehicle;
import de.stadtkern.tours.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tours proposed for a day: what must be visited, and what is worth its detour.
 *
 * @param choices one for each candidate: those on tour in their order, then those left out
 */
public record DayPlan(Plan tours, List<Choice> choices) {

    public DayPlan {
        choices = List.copyOf(choices);
    }

    /**
     * A container that may be visited.
     *
     * @param place node of the travel
     * @param litres expected to be in it
     * @param seconds that emptying it takes
     * @param access when emptying may begin
     * @param vehicle the only one that may empty it; null for any
     */
    public record Candidate(
            long container,
            int place,
            Advice advice,
            double litres,
            double seconds,
            Window access,
            @Nullable Long vehicle) {

        /** Any vehicle may empty it. */
        public Candidate(long container, int place, Advice advice, double litres, double seconds, Window access) {
            this(container, place, advice, litres, seconds, access, null);
        }
    }

    /**
     * What became of a candidate.
     *
     * @param vehicle that visits it; null when none does
     * @param detour distance that the tour would be shorter without it; 0 when it is left out
     * @param left why it is left out; null when it is visited or its advice was not to
     */
    public record Choice(Candidate candidate, @Nullable Long vehicle, double detour, Unserved.@Nullable Reason left) {}

    /**
     * Searches the tours that cost least, prizes of what is left out included.
     *
     * @param vehicles with costs in euros and capacities in litres
     * @param tips where they are emptied on the way
     * @param travel distances in any unit, as the vehicles' costs
     */
    public static DayPlan of(
            List<Candidate> candidates, List<Vehicle> vehicles, List<Facility> tips, Travel travel, Budget budget) {
        return of(candidates, vehicles, tips, travel, budget, Listener.SILENT);
    }

    /** The same, telling the listener how far it is. */
    public static DayPlan of(
            List<Candidate> candidates,
            List<Vehicle> vehicles,
            List<Facility> tips,
            Travel travel,
            Budget budget,
            Listener listener) {
        List<Task> tasks = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (candidate.advice.verdict() != Verdict.NOT) {
                tasks.add(task(candidate));
            }
        }
        Rules rules = Rules.NONE.withFacilities(tips.toArray(Facility[]::new));
        Plan plan = Tours.solve(new Problem(tasks, vehicles, travel, rules), budget, listener);
        return new DayPlan(plan, choices(candidates, vehicles, plan, travel));
    }

    private static Task task(Candidate candidate) {
        Task task = Task.node(candidate.container, candidate.place)
                .withDemand(candidate.litres)
                .withSeconds(candidate.seconds)
                .withWindow(candidate.access.begin(), candidate.access.end())
                .withPrize(candidate.advice.prizeEuros());
        return candidate.vehicle == null ? task : task.onlyBy(candidate.vehicle);
    }

    private static List<Choice> choices(List<Candidate> candidates, List<Vehicle> vehicles, Plan plan, Travel travel) {
        Map<Long, Candidate> open = new LinkedHashMap<>();
        candidates.forEach(candidate -> open.put(candidate.container, candidate));
        List<Choice> choices = new ArrayList<>();
        for (Tour tour : plan.tours()) {
            Vehicle vehicle = vehicles.stream()
                    .filter(one -> one.id() == tour.vehicle())
                    .findFirst()
                    .orElseThrow();
            choices.addAll(onTour(tour, vehicle, open, travel));
        }
        for (Unserved unserved : plan.unserved()) {
            Candidate candidate =
                    Objects.requireNonNull(open.remove(unserved.task().id()));
            choices.add(new Choice(candidate, null, 0, unserved.reason()));
        }
        open.values().forEach(candidate -> choices.add(new Choice(candidate, null, 0, null)));
        return choices;
    }

    private static List<Choice> onTour(Tour tour, Vehicle vehicle, Map<Long, Candidate> open, Travel travel) {
        List<Choice> choices = new ArrayList<>();
        List<Stop> stops = tour.stops();
        int before = vehicle.start();
        for (int i = 0; i < stops.size(); i++) {
            int here = place(stops.get(i), before);
            if (stops.get(i) instanceof Stop.Visit visit) {
                boolean last = i + 1 == stops.size();
                double detour = travel.distance(before, here);
                if (!last || vehicle.end().isPresent()) {
                    int after = last ? vehicle.end().getAsInt() : place(stops.get(i + 1), here);
                    detour += travel.distance(here, after) - travel.distance(before, after);
                }
                Candidate candidate =
                        Objects.requireNonNull(open.remove(visit.task().id()));
                choices.add(new Choice(candidate, tour.vehicle(), Math.max(0, detour), null));
            }
            before = here;
        }
        return choices;
    }

    private static int place(Stop stop, int otherwise) {
        return switch (stop) {
            case Stop.Visit visit -> visit.chosen().entry();
            case Stop.Regain regain -> regain.facility().node();
            case Stop.Rest rest -> otherwise;
        };
    }
}
