package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A street or place that a tour serves; a copy, so that a later import of the road network does not change it.
 *
 * @param number within its tour; stays when stops before it are taken away
 * @param name of the street or place; empty when it has none
 * @param place whether it is a place; its course is then one position
 * @param segmentId of the street; null for a place
 * @param course in the direction of driving
 * @param lengthMetres driven while serving; 0 for a place
 * @param stage winter class of the street, 1 to 3; null when it has none
 * @param note what the crew said when it was done or left out
 * @param directed true when it is served along its course only, because it is one side of its street; null when not
 */
public record TourStop(
        int number,
        String name,
        boolean place,
        @Nullable Long segmentId,
        List<Position> course,
        double lengthMetres,
        @Nullable Integer stage,
        State state,
        @Nullable String note,
        @Nullable Boolean directed) {

    public TourStop {
        course = List.copyOf(course);
    }

    /** A place, or a street that may be served in any allowed direction. */
    TourStop(
            int number,
            String name,
            boolean place,
            @Nullable Long segmentId,
            List<Position> course,
            double lengthMetres,
            @Nullable Integer stage,
            State state,
            @Nullable String note) {
        this(number, name, place, segmentId, course, lengthMetres, stage, state, note, null);
    }

    /** What has become of a stop. */
    public enum State {
        OPEN,
        DONE,
        /** The crew has left it out, and said why. */
        LEFT;

        /** How lists and maps show it. */
        public Mark mark() {
            return switch (this) {
                case OPEN -> Mark.PLANNED;
                case DONE -> Mark.DONE;
                case LEFT -> Mark.WARNING;
            };
        }
    }

    TourStop with(State next, @Nullable String said) {
        return new TourStop(number, name, place, segmentId, course, lengthMetres, stage, next, said, directed);
    }

    TourStop reversed() {
        return new TourStop(
                number, name, place, segmentId, course.reversed(), lengthMetres, stage, state, note, directed);
    }
}
