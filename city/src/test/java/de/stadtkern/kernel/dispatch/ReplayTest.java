package de.stadtkern.kernel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.dispatch.Tour.State;
import de.stadtkern.kernel.dispatch.TourEvent.Kind;
import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a set of events makes of a tour. */
class ReplayTest {

    private static final Instant SIX = Instant.parse("2026-12-01T05:00:00Z");
    private static final List<TourStop> STOPS =
            IntStream.rangeClosed(1, 4).mapToObj(ReplayTest::stop).toList();

    @Property
    void theOrderInWhichEventsArriveAndHowOftenChangesNothing(
            @ForAll("events") List<TourEvent> events, @ForAll Random random) {
        List<TourEvent> again = new ArrayList<>(events);
        again.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(again, random);

        assertThat(said(replay(again), events)).isEqualTo(said(replay(events), events));
    }

    @Property
    void whatIsOverStaysAsItIsWhateverHappensLater(
            @ForAll("events") List<TourEvent> events, @ForAll("events") List<TourEvent> later) {
        List<TourEvent> over = new ArrayList<>(events);
        over.add(event(0, Kind.START, null));
        over.add(event(100, Kind.FINISH, null));
        Replay before = replay(over);
        later.stream().map(one -> event(200, one.kind(), one.stop())).forEach(over::add);
        Replay after = replay(over);

        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.stops()).isEqualTo(before.stops());
        assertThat(after.end()).isEqualTo(before.end());
    }

    @Property
    void everyEventCountsOrSaysWhyNot(@ForAll("events") List<TourEvent> events) {
        Replay replay = replay(events);
        long marked = events.stream()
                .filter(event -> event.kind() == Kind.STOP_DONE && replay.refusal(event.id()) == null)
                .count();
        long done = replay.stops().stream()
                .filter(stop -> stop.state() == TourStop.State.DONE)
                .count();

        assertThat(marked).isGreaterThanOrEqualTo(done);
        if (replay.start() == null) {
            assertThat(done).isZero();
        }
    }

    @Test
    void whatTwoDevicesSayTwoHoursLateIsReadInTheOrderInWhichItHappened() {
        TourEvent finish = event(60, Kind.FINISH, null);
        TourEvent late = event(50, Kind.STOP_DONE, 2);

        Replay replay = replay(List.of(finish, event(1, Kind.STOP_DONE, 1), event(0, Kind.START, null), late));

        assertThat(replay.state()).isEqualTo(State.DONE);
        assertThat(replay.stops())
                .extracting(TourStop::state)
                .startsWith(TourStop.State.DONE, TourStop.State.DONE, TourStop.State.OPEN);
        assertThat(replay.refusal(late.id())).isNull();
    }

    @Test
    void whatComesAfterTheEndIsKeptWithTheReason() {
        TourEvent after = event(70, Kind.STOP_DONE, 2);

        Replay replay = replay(List.of(event(0, Kind.START, null), event(60, Kind.FINISH, null), after));

        assertThat(replay.refusal(after.id())).isEqualTo("dispatch.event.refusal.over");
        assertThat(replay.stops().get(1).state()).isEqualTo(TourStop.State.OPEN);
    }

    @Test
    void aStopThatWasDoneIsNotLeftOutAfterwardsButMayBeTakenBack() {
        List<TourEvent> events = new ArrayList<>(
                List.of(event(0, Kind.START, null), event(1, Kind.STOP_DONE, 1), event(2, Kind.STOP_LEFT, 1)));
        assertThat(replay(events).stops().getFirst().state()).isEqualTo(TourStop.State.DONE);

        events.add(event(3, Kind.STOP_OPEN, 1));
        assertThat(replay(events).stops().getFirst().state()).isEqualTo(TourStop.State.OPEN);
    }

    @Test
    void aTourWithdrawnBeforeItStartsDoesNotRun() {
        TourEvent start = event(0, Kind.START, null);
        Replay replay = Replay.of(STOPS, false, Instant.MIN, List.of(start));

        assertThat(replay.state()).isEqualTo(State.PLANNED);
        assertThat(replay.refusal(start.id())).isEqualTo("dispatch.event.refusal.withdrawn");
    }

    private static Map<String, Object> said(Replay replay, List<TourEvent> events) {
        Map<UUID, String> refusals = events.stream()
                .collect(Collectors.toMap(
                        TourEvent::id, event -> String.valueOf(replay.refusal(event.id())), (one, same) -> one));
        return Map.of(
                "state", replay.state(),
                "stops", replay.stops(),
                "start", String.valueOf(replay.start()),
                "end", String.valueOf(replay.end()),
                "refusals", refusals);
    }

    private static Replay replay(List<TourEvent> events) {
        return Replay.of(STOPS, true, Instant.MIN, events);
    }

    @Provide
    Arbitrary<List<TourEvent>> events() {
        Arbitrary<Kind> kinds = Arbitraries.of(Kind.class);
        Arbitrary<@Nullable Integer> stops =
                Arbitraries.integers().between(1, 5).injectNull(0.2);
        return Combinators.combine(Arbitraries.integers().between(0, 20), kinds, stops)
                .as(ReplayTest::event)
                .list()
                .ofMaxSize(40);
    }

    private static TourEvent event(int minutes, Kind kind, @Nullable Integer stop) {
        return new TourEvent(UUID.randomUUID(), SIX.plusSeconds(60L * minutes), kind, stop, null, null);
    }

    private static TourStop stop(int number) {
        Position from = new Position(11.9 + number * 0.001, 50.3);
        Position to = new Position(11.9005 + number * 0.001, 50.3);
        return new TourStop(
                number,
                "Straße " + number,
                false,
                (long) number,
                List.of(from, to),
                35,
                null,
                TourStop.State.OPEN,
                null);
    }
}
