package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where tours go: the streets and places they serve, and the ways between them. */
@Component
class TourCourses {

    private static final double NEAR_METRES = 1;

    private final Routing routing;

    TourCourses(Routing routing) {
        this.routing = routing;
    }

    /**
     * A part of a tour.
     *
     * @param stop that is served; null on the way to the next
     */
    record Leg(Tour.@Nullable Stop stop, Job job, List<Position> course) {}

    /** The tour from the depot back to it; a way ends with the job to which it leads. */
    List<Leg> legs(Plan plan, Tour tour) {
        Map<Long, Job> jobs = plan.jobsById();
        End depot = End.of(plan.getVehicle(tour.vehicle()).depot());
        End at = depot;
        List<Leg> legs = new ArrayList<>();
        Job job = null;
        for (Tour.Stop stop : tour.stops()) {
            job = Objects.requireNonNull(jobs.get(stop.job()));
            End entry = job.entry(stop.reversed());
            if (stop.station() != null) {
                End station = End.of(plan.stations().get(stop.station()).place());
                way(plan, legs, job, at, station);
                at = station;
            }
            way(plan, legs, job, at, entry);
            legs.add(new Leg(stop, job, job.course(stop.reversed())));
            at = job.exit(stop.reversed());
        }
        if (job != null) {
            way(plan, legs, job, at, depot);
        }
        return legs;
    }

    private void way(Plan plan, List<Leg> legs, Job job, End from, End to) {
        if (from.position().metresTo(to.position()) > NEAR_METRES) {
            List<Position> known = routing.ready() ? routing.course(plan.goal().profile(), from, to) : List.of();
            legs.add(new Leg(null, job, known.size() < 2 ? List.of(from.position(), to.position()) : known));
        }
    }

    /** Everything that the tours serve, coloured by tour, and what nobody serves. */
    static List<Feature> features(Plan plan, String nobody) {
        Map<Long, Job> jobs = plan.jobsById();
        Solution solution = plan.solution();
        List<Feature> features = new ArrayList<>();
        for (Tour tour : solution.tours()) {
            String by = plan.getVehicle(tour.vehicle()).name();
            int number = 0;
            for (Tour.Stop stop : tour.stops()) {
                Job job = Objects.requireNonNull(jobs.get(stop.job()));
                features.add(feature(job, stop.reversed(), by + " " + ++number + ": " + job.name(), tour.vehicle()));
            }
        }
        solution.leftOut().forEach(one -> {
            Job job = Objects.requireNonNull(jobs.get(one.job()));
            features.add(feature(job, false, nobody + ": " + job.name(), 0));
        });
        return features;
    }

    /** One tour with its empty ways. */
    List<Feature> features(Plan plan, Tour tour) {
        List<Feature> features = new ArrayList<>();
        int number = 0;
        for (Leg leg : legs(plan, tour)) {
            if (leg.stop() == null) {
                features.add(Feature.line(
                        leg.course(),
                        Map.of("state", "planned", "label", "→ " + leg.job().name())));
            } else {
                features.add(feature(
                        leg.job(),
                        leg.stop().reversed(),
                        ++number + ": " + leg.job().name(),
                        tour.vehicle()));
            }
        }
        features.add(Feature.point(
                plan.getVehicle(tour.vehicle()).depot(),
                Map.of("state", "info", "label", plan.getVehicle(tour.vehicle()).name())));
        return features;
    }

    private static Feature feature(Job job, boolean reversed, String label, long tour) {
        String state = tour == 0 ? "warning" : "done";
        Map<String, Object> properties =
                Map.of("state", state, "label", label, "id", Long.toString(job.id()), "tour", tour);
        return job.isPlace()
                ? Feature.point(job.course().getFirst(), properties)
                : Feature.line(job.course(reversed), properties);
    }
}
