package de.stadtkern.kernel.crew;

import com.fasterxml.jackson.annotation.JsonIgnore;
import de.stadtkern.kernel.dispatch.Tour;
import de.stadtkern.kernel.dispatch.TourStop;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Station;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tour as the cab shows it and as the device keeps it.
 *
 * @param mark key of how it stands, see {@link Mark}
 * @param waits whether it may not start yet
 * @param remarks what was said and does not apply, with the reason
 */
record CabTour(
        long id, String name, Tour.State state, String mark, boolean waits, List<Halt> stops, List<Remark> remarks) {

    CabTour {
        stops = List.copyOf(stops);
        remarks = List.copyOf(remarks);
    }

    /**
     * A stop.
     *
     * @param course longitude and latitude of its positions; one for a place
     * @param looked whether the crew says how it found what is there
     * @param page that the QR code at the place opens, without language prefix; null when it has none
     * @param before where it fills or empties the vehicle on the way to it; null when nowhere
     */
    record Halt(
            int number,
            String name,
            boolean place,
            List<List<Double>> course,
            double metres,
            TourStop.State state,
            @Nullable String note,
            boolean looked,
            @Nullable String page,
            @Nullable Before before) {

        /** A station of this name at this longitude and latitude. */
        record Before(String name, List<Double> place) {}

        static Halt of(TourStop stop) {
            List<List<Double>> course = stop.course().stream().map(Halt::point).toList();
            Station station = stop.before();
            return new Halt(
                    stop.number(),
                    stop.name(),
                    stop.place(),
                    course,
                    stop.lengthMetres(),
                    stop.state(),
                    stop.note(),
                    stop.subject() != null,
                    stop.visit() == null ? null : stop.visit().page(),
                    station == null ? null : new Before(station.name(), point(station.place())));
        }

        private static List<Double> point(Position position) {
            return List.of(position.microLon() / 1e6, position.microLat() / 1e6);
        }

        boolean isOpen() {
            return state == TourStop.State.OPEN;
        }
    }

    /** What does not apply, in the language of the page. */
    record Remark(Instant at, String text) {}

    static CabTour of(Tour tour, Page page) {
        List<Remark> remarks = tour.events().stream()
                .filter(done -> done.refusal() != null)
                .map(done -> new Remark(
                        done.event().at(),
                        page.text("crew.kind." + done.event().kind()) + ": "
                                + page.text(Objects.requireNonNull(done.refusal()))))
                .toList();
        return new CabTour(
                tour.id(),
                tour.name(),
                tour.state(),
                tour.state().mark().key(),
                tour.waits(),
                tour.stops().stream().map(Halt::of).toList(),
                remarks);
    }

    /** The chosen stop, else the first that is open. */
    Optional<Halt> stop(@Nullable Integer number) {
        Optional<Halt> chosen = stops.stream()
                .filter(halt -> number != null && halt.number() == number)
                .findFirst();
        return chosen.or(() -> stops.stream().filter(Halt::isOpen).findFirst());
    }

    /** What can be done now; names as in data-when, and in sk-round.js. */
    Set<String> flags(@Nullable Halt stop) {
        Set<String> now = new HashSet<>();
        now.add(state.isOver() ? "over" : "not-over");
        if (state == Tour.State.DISPATCHED) {
            now.add(waits ? "waits" : "start");
        }
        if (state.isUnderWay()) {
            now.add("under-way");
            now.add(state == Tour.State.RUNNING ? "pause" : "resume");
            if (stop != null) {
                now.add(stop.isOpen() ? "open" : "marked");
                if (stop.isOpen()) {
                    now.add(stop.looked() ? "found" : "done");
                }
            }
        }
        return now;
    }

    /** How many stops are done or left out. */
    @JsonIgnore
    int countOver() {
        return (int) stops.stream().filter(halt -> !halt.isOpen()).count();
    }

    /** How much of it is done, in stops, and in kilometres of their streets. */
    String progress(Page page) {
        double kilometres = kilometres(stops);
        return page.text(
                kilometres > 0 ? "crew.js.progress" : "crew.js.progress.places",
                String.valueOf(countOver()),
                String.valueOf(stops.size()),
                page.number(
                        kilometres(stops.stream().filter(halt -> !halt.isOpen()).toList()), 1),
                page.number(kilometres, 1));
    }

    private static double kilometres(List<Halt> some) {
        return some.stream().mapToDouble(Halt::metres).sum() / 1000;
    }
}
