package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.Tour.State;
import de.stadtkern.kernel.operations.WorkOrder.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the tours of an order together make of it.
 *
 * @param closed whether an officer has ended it, whatever is open
 */
record Outcome(List<Tour> tours, boolean closed) {

    /**
     * Begun with the first tour that starts, done with the last that ends. What an officer has broken off and nobody
     * else drives keeps it open.
     */
    Progress progress() {
        Optional<Done> start = said(TourEvent.Kind.START).min(Comparator.comparing(Done::event, TourEvent.IN_ORDER));
        Optional<Done> end = said(TourEvent.Kind.FINISH, TourEvent.Kind.BREAK_OFF)
                .filter(done -> isOver())
                .max(Comparator.comparing(Done::event, TourEvent.IN_ORDER));
        Done first = start.or(() -> closed ? end : Optional.empty()).orElse(null);
        if (first == null) {
            return new Progress(null, null, null, null);
        }
        return new Progress(
                first.event().at(),
                first.personName(),
                end.map(done -> done.event().at()).orElse(null),
                end.map(Done::personName).orElse(null));
    }

    /** What nobody drives any more: the open stops of tours that were broken off. */
    List<TourStop> abandoned() {
        return tours.stream()
                .filter(tour -> tour.state() == State.BROKEN_OFF)
                .flatMap(tour -> tour.stops().stream())
                .filter(stop -> stop.state() == TourStop.State.OPEN)
                .toList();
    }

    private boolean isOver() {
        return tours.stream().allMatch(tour -> tour.state().isOver())
                && (closed || abandoned().isEmpty());
    }

    private Stream<Done> said(TourEvent.Kind... kinds) {
        List<TourEvent.Kind> wanted = List.of(kinds);
        return tours.stream()
                .flatMap(tour -> tour.events().stream())
                .filter(done ->
                        done.refusal() == null && wanted.contains(done.event().kind()));
    }
}
