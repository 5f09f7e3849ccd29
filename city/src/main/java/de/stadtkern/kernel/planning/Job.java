package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.End;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to serve: a street, or a place. A copy, so that a later import of the road network changes no plan.
 *
 * @param id within its plan
 * @param name of the street or place; may be empty
 * @param segmentId the street's segment; null for a place
 * @param course of the street, or the one position of the place
 * @param oneWay whether it is served along the course only
 * @param metres driven while serving
 * @param seconds that serving takes
 * @param demand of a vehicle's capacity
 * @param urgency class of urgency, 1 before 2; null when it has none
 * @param due when it must be done, the first such time after the first shift of its plan begins; null when at any time
 */
public record Job(
        long id,
        String name,
        @Nullable Long segmentId,
        List<Position> course,
        boolean oneWay,
        double metres,
        double seconds,
        double demand,
        @Nullable Integer urgency,
        @Nullable LocalTime due) {

    public Job {
        course = List.copyOf(course);
    }

    /** Not urgent, and due at no time. */
    public Job(
            long id,
            String name,
            @Nullable Long segmentId,
            List<Position> course,
            boolean oneWay,
            double metres,
            double seconds,
            double demand) {
        this(id, name, segmentId, course, oneWay, metres, seconds, demand, null, null);
    }

    /** The same, of this class of urgency, to be done by then. */
    public Job due(@Nullable Integer urgency, @Nullable LocalTime by) {
        return new Job(id, name, segmentId, course, oneWay, metres, seconds, demand, urgency, by);
    }

    /** The same, taking up so much of a vehicle's capacity. */
    public Job withDemand(double amount) {
        return new Job(id, name, segmentId, course, oneWay, metres, seconds, amount, urgency, due);
    }

    /** Whether it is a place, and no street. */
    public boolean isPlace() {
        return course.size() == 1;
    }

    /** How many ways there are of serving it: along the course, and against it. */
    int passes() {
        return oneWay || isPlace() ? 1 : 2;
    }

    /** As it is driven: along its course, or reversed. */
    public List<Position> course(boolean reversed) {
        return reversed ? course.reversed() : course;
    }

    End entry(boolean reversed) {
        return isPlace()
                ? End.of(course.getFirst())
                : new End(course(reversed).getFirst(), course(reversed).get(1));
    }

    End exit(boolean reversed) {
        return entry(!reversed);
    }

    Job numbered(long number) {
        return new Job(number, name, segmentId, course, oneWay, metres, seconds, demand, urgency, due);
    }
}
