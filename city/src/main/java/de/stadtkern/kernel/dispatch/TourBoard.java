package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.EventRows.OfTour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tours as they stand: those of an order together, as the less urgent wait for the more urgent. */
@Component
class TourBoard {

    private static final Comparator<TourRow> MOST_URGENT_FIRST =
            Comparator.comparing(TourRow::stage, Comparator.nullsLast(Comparator.naturalOrder()));

    private final TourRows rows;
    private final EventRows events;

    TourBoard(TourRows rows, EventRows events) {
        this.rows = rows;
        this.events = events;
    }

    /** In the order in which they were made. */
    List<Tour> listOf(long orderId) {
        return listOf(List.of(orderId));
    }

    /** In the order in which they were made. */
    List<Tour> listOf(Collection<Long> orders) {
        List<TourRow> tours = rows.listOf(orders);
        Map<Long, List<Done>> kept = events
                .listOf(tours.stream().map(TourRow::id).toList())
                .stream()
                .collect(Collectors.groupingBy(OfTour::tourId, Collectors.mapping(OfTour::done, Collectors.toList())));
        Map<Long, List<TourRow>> byOrder = tours.stream().collect(Collectors.groupingBy(TourRow::orderId));
        return byOrder.values().stream()
                .flatMap(ofOne -> replayed(ofOne, kept).stream())
                .sorted(Comparator.comparingLong(Tour::id))
                .toList();
    }

    static List<Tour> replayed(List<TourRow> ofOrder, Map<Long, List<Done>> kept) {
        List<Replay> replays = new ArrayList<>();
        List<Tour> tours = new ArrayList<>();
        for (TourRow row : ofOrder.stream().sorted(MOST_URGENT_FIRST).toList()) {
            Instant mayStart = mayStart(row, replays);
            List<Done> done = kept.getOrDefault(row.id(), List.of());
            Replay replay = Replay.of(
                    row.stops(),
                    row.told().at() != null,
                    mayStart,
                    done.stream().map(Done::event).toList());
            replays.add(replay);
            tours.add(tour(row, replay, mayStart == null, done));
        }
        return tours;
    }

    private static @Nullable Instant mayStart(TourRow row, List<Replay> moreUrgent) {
        Integer stage = row.stage();
        Instant last = Instant.MIN;
        if (stage != null && row.stageOverride() == null) {
            for (Replay other : moreUrgent) {
                Instant done = other.doneBefore(stage);
                if (done == null) {
                    return null;
                }
                last = done.isAfter(last) ? done : last;
            }
        }
        return last;
    }

    private static Tour tour(TourRow row, Replay replay, boolean waits, List<Done> done) {
        TourEvent start = replay.start();
        TourEvent end = replay.end();
        return new Tour(
                row.id(),
                row.orderId(),
                row.municipalityId(),
                row.name(),
                row.told().vehicleId(),
                row.memberIds(),
                replay.state(),
                row.stage(),
                waits,
                replay.stops(),
                row.told().at(),
                start == null ? null : start.at(),
                end == null ? null : end.at(),
                done.stream()
                        .sorted(Comparator.comparing(Done::event, TourEvent.IN_ORDER))
                        .map(one -> new Done(
                                one.event(),
                                one.receivedAt(),
                                one.personName(),
                                replay.refusal(one.event().id()),
                                one.attachments()))
                        .toList());
    }
}
