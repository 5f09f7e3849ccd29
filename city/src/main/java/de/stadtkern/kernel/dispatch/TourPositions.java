package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.Replanner.Begun;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.tracks.Fix;
import de.stadtkern.kernel.tracks.Tracks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where tours are: by the newest position of the vehicle, or by the stop that was reported last. */
@Component
class TourPositions {

    private static final Duration STILL_TRUE = Duration.ofMinutes(5);
    private static final double ON_THE_STREET_METRES = 30;
    private static final double SAMPLE_METRES = 10;

    private final Fleet fleet;
    private final Tracks tracks;
    private final Clock clock;

    TourPositions(Fleet fleet, Tracks tracks, Clock clock) {
        this.fleet = fleet;
        this.tracks = tracks;
        this.clock = clock;
    }

    /** The tour's vehicle, if it has one that there still is. */
    @Nullable
    Vehicle vehicle(Tour tour) {
        Long id = tour.vehicleId();
        return id == null ? null : fleet.list(List.of(id)).stream().findFirst().orElse(null);
    }

    /**
     * What the tour has begun, and where it is afterwards. A tour that runs is on its next stop, unless its vehicle is
     * known to be elsewhere.
     */
    Begun of(Tour tour, @Nullable Vehicle vehicle, Position base) {
        Position depot = vehicle == null ? base : vehicle.depot();
        if (!tour.state().isUnderWay()) {
            return new Begun(List.of(), depot);
        }
        Optional<Position> fix = vehicle == null
                ? Optional.empty()
                : tracks.newest(vehicle.id()).filter(this::isStillTrue).map(Fix::position);
        Optional<TourStop> next = Replanner.open(tour).stream()
                .findFirst()
                .filter(stop -> fix.isEmpty() || metres(stop.course(), fix.get()) <= ON_THE_STREET_METRES);
        if (next.isPresent()) {
            return new Begun(List.of(next.get()), next.get().course().getLast());
        }
        return new Begun(List.of(), fix.or(() -> lastDone(tour)).orElse(depot));
    }

    private boolean isStillTrue(Fix fix) {
        return fix.time().isAfter(clock.instant().minus(STILL_TRUE));
    }

    /** The end of the stop that was reported last. */
    private static Optional<Position> lastDone(Tour tour) {
        return tour.events().reversed().stream()
                .filter(done -> done.refusal() == null && done.event().stop() != null)
                .flatMap(done -> tour.stops().stream()
                        .filter(stop -> Integer.valueOf(stop.number())
                                .equals(done.event().stop())))
                .map(stop -> stop.course().getLast())
                .findFirst();
    }

    private static double metres(List<Position> course, Position place) {
        double least = course.getFirst().metresTo(place);
        for (int i = 1; i < course.size(); i++) {
            Position from = course.get(i - 1);
            Position to = course.get(i);
            int parts = (int) Math.max(1, Math.ceil(from.metresTo(to) / SAMPLE_METRES));
            for (int part = 1; part <= parts; part++) {
                double share = (double) part / parts;
                Position between = new Position(
                        from.lon() + share * (to.lon() - from.lon()), from.lat() + share * (to.lat() - from.lat()));
                least = Math.min(least, between.metresTo(place));
            }
        }
        return least;
    }
}
