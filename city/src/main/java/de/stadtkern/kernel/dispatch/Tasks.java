package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderWork.Load;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.planning.Job;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.SegmentFilter;
import de.stadtkern.kernel.streets.Streets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The stops of tours as what planning plans, and back. */
@Component
class Tasks {

    /** The usual speed of service in {@code planning}. */
    private static final double METRES_PER_SECOND = 30 / 3.6;

    private final Streets streets;
    private final ObjectProvider<OrderWork> services;

    Tasks(Streets streets, ObjectProvider<OrderWork> services) {
        this.streets = streets;
        this.services = services;
    }

    /** What the service that proposed the order knows of its work. */
    Optional<OrderWork> workOf(WorkOrder order) {
        return services.stream()
                .filter(one -> one.source().equals(order.proposal().source()))
                .findFirst();
    }

    /** What vehicles take up on the order; null when that limits no tour. */
    @Nullable
    Load load(WorkOrder order) {
        return workOf(order).flatMap(work -> work.load(order)).orElse(null);
    }

    /** Jobs with the numbers of the stops. A street that is not in the network any more keeps its direction. */
    List<Job> jobs(Collection<TourStop> stops) {
        List<Long> ids =
                stops.stream().map(TourStop::segmentId).filter(Objects::nonNull).toList();
        Map<Long, Segment> known = streets.listByIds(ids).stream()
                .collect(Collectors.toMap(Segment::id, Function.identity(), (a, b) -> a));
        return stops.stream()
                .map(stop -> {
                    Segment segment = stop.segmentId() == null ? null : known.get(stop.segmentId());
                    return new Job(
                            stop.number(),
                            stop.name(),
                            stop.segmentId(),
                            stop.course(),
                            segment == null || segment.oneWay() || Boolean.TRUE.equals(stop.directed()),
                            stop.lengthMetres(),
                            seconds(stop),
                            stop.visit() == null ? 0 : stop.visit().demand());
                })
                .toList();
    }

    /** How long serving takes. */
    static double seconds(TourStop stop) {
        return stop.visit() == null
                ? stop.lengthMetres() / METRES_PER_SECOND
                : stop.visit().seconds();
    }

    /** Streets of the network as stops of an order, numbered from here on. */
    List<TourStop> stops(long municipalityId, List<Segment> segments, int first) {
        Map<Long, Integer> stages = stages(municipalityId);
        int[] next = {first};
        return segments.stream()
                .map(segment -> new TourStop(
                        next[0]++,
                        segment.name(),
                        false,
                        segment.id(),
                        segment.course(),
                        segment.lengthMetres(),
                        stages.get(segment.id()),
                        TourStop.State.OPEN,
                        null))
                .toList();
    }

    /** The winter classes of the municipality's register, by segment. */
    Map<Long, Integer> stages(long municipalityId) {
        Map<Long, Integer> stages = new HashMap<>();
        streets.listRegistered(municipalityId, SegmentFilter.ALL.ofWinterClasses(Set.of(1, 2, 3)))
                .forEach(one -> stages.put(
                        one.segment().id(),
                        Objects.requireNonNull(one.register().winterClass())));
        return stages;
    }
}
