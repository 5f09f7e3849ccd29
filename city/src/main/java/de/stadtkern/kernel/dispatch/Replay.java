package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.Tour.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a set of events makes of a tour. It depends on the set only: neither on the order in which the events arrived nor
 * on how often.
 */
final class Replay {

    private final List<TourStop> stops;
    private final @Nullable Instant mayStart;
    private final Map<UUID, String> refusals = new HashMap<>();
    private final Map<Integer, Instant> marked = new HashMap<>();
    private State state;
    private @Nullable TourEvent start;
    private @Nullable TourEvent end;

    private Replay(List<TourStop> stops, boolean dispatched, @Nullable Instant mayStart) {
        this.stops = new ArrayList<>(stops);
        this.mayStart = mayStart;
        state = dispatched ? State.DISPATCHED : State.PLANNED;
    }

    /**
     * Reads the events.
     *
     * @param stops as they were planned
     * @param mayStart from when on more urgent streets of the order are done; null when they are not
     */
    static Replay of(
            List<TourStop> stops, boolean dispatched, @Nullable Instant mayStart, Collection<TourEvent> events) {
        Replay replay = new Replay(stops, dispatched, mayStart);
        events.stream().distinct().sorted(TourEvent.IN_ORDER).forEach(replay::read);
        return replay;
    }

    State state() {
        return state;
    }

    List<TourStop> stops() {
        return stops;
    }

    /** The event with which it began. */
    @Nullable
    TourEvent start() {
        return start;
    }

    /** The event with which it ended. */
    @Nullable
    TourEvent end() {
        return end;
    }

    /** Since when none of its streets that are more urgent than the stage is open; null when one is. */
    @Nullable
    Instant doneBefore(int stage) {
        Instant last = Instant.MIN;
        for (TourStop stop : stops) {
            Integer urgency = stop.stage();
            if (urgency != null && urgency < stage) {
                Instant over = marked.getOrDefault(stop.number(), end == null ? Instant.MAX : end.at());
                last = over.isAfter(last) ? over : last;
            }
        }
        return last.equals(Instant.MAX) ? null : last;
    }

    /** Key of the text that says why the event does not apply; null when it does. */
    @Nullable
    String refusal(UUID event) {
        return refusals.get(event);
    }

    private void read(TourEvent event) {
        String refusal = switch (event.kind()) {
            case START -> start(event);
            case PAUSE -> move(State.RUNNING, State.PAUSED, "not-running");
            case RESUME -> move(State.PAUSED, State.RUNNING, "not-paused");
            case STOP_DONE -> mark(event, TourStop.State.DONE);
            case STOP_LEFT -> mark(event, TourStop.State.LEFT);
            case STOP_OPEN -> mark(event, TourStop.State.OPEN);
            case PROBLEM, MATERIAL, NOTE -> null;
            case FINISH -> state.isUnderWay() ? end(event, State.DONE) : notUnderWay();
            case BREAK_OFF -> state.isOver() ? "over" : end(event, State.BROKEN_OFF);
        };
        if (refusal != null) {
            refusals.put(event.id(), "dispatch.event.refusal." + refusal);
        }
    }

    private @Nullable String start(TourEvent event) {
        if (state != State.DISPATCHED) {
            return state == State.PLANNED ? "withdrawn" : state.isOver() ? "over" : "started";
        }
        if (mayStart == null || event.at().isBefore(mayStart)) {
            return "stage";
        }
        start = event;
        state = State.RUNNING;
        return null;
    }

    private @Nullable String move(State from, State to, String refusal) {
        if (state != from) {
            return refusal;
        }
        state = to;
        return null;
    }

    private @Nullable String mark(TourEvent event, TourStop.State next) {
        if (!state.isUnderWay()) {
            return notUnderWay();
        }
        for (int index = 0; index < stops.size(); index++) {
            TourStop stop = stops.get(index);
            if (event.stop() != null && stop.number() == event.stop()) {
                if (stop.state() == next || (stop.state() == TourStop.State.DONE && next == TourStop.State.LEFT)) {
                    return "marked";
                }
                stops.set(index, stop.with(next, event.note()));
                if (next == TourStop.State.OPEN) {
                    marked.remove(stop.number());
                } else {
                    marked.putIfAbsent(stop.number(), event.at());
                }
                return null;
            }
        }
        return "no-stop";
    }

    private @Nullable String end(TourEvent event, State last) {
        end = event;
        state = last;
        return null;
    }

    private String notUnderWay() {
        return state.isOver() ? "over" : "not-started";
    }
}
