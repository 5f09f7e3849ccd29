package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderWork.Place;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Station;
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
 * @param visit what is done at a place that a service named; null for streets and other places
 * @param before where the vehicle is filled or emptied on the way to it; null when nowhere
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
        @Nullable Boolean directed,
        @Nullable Visit visit,
        @Nullable Station before) {

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
        this(number, name, place, segmentId, course, lengthMetres, stage, state, note, null, null, null);
    }

    /** A place that a service named. */
    static TourStop of(int number, Place place) {
        return new TourStop(
                number,
                place.name(),
                true,
                null,
                List.of(place.position()),
                0,
                null,
                State.OPEN,
                null,
                null,
                new Visit(place.subject(), place.seconds(), place.demand(), place.full(), place.page()),
                null);
    }

    /**
     * What is done at a place.
     *
     * @param subject what is there, in the words of the service whose order it is
     * @param seconds that it takes
     * @param demand what the vehicle is expected to take up, in the unit of the order's load
     * @param full what it takes up when the crew found it full; null for tours made before that was known
     * @param page path of the page that the QR code at the place opens, without language prefix; null when it has none
     */
    public record Visit(
            String subject,
            double seconds,
            double demand,
            @Nullable Double full,
            @Nullable String page) {}

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

    /** What is there, in the words of the service; null when no service named it. */
    public @Nullable String subject() {
        return visit == null ? null : visit.subject();
    }

    TourStop with(State next, @Nullable String said) {
        return new TourStop(
                number, name, place, segmentId, course, lengthMetres, stage, next, said, directed, visit, before);
    }

    TourStop reversed() {
        return new TourStop(
                number,
                name,
                place,
                segmentId,
                course.reversed(),
                lengthMetres,
                stage,
                state,
                note,
                directed,
                visit,
                before);
    }

    TourStop numbered(int other) {
        return new TourStop(
                other, name, place, segmentId, course, lengthMetres, stage, state, note, directed, visit, before);
    }

    TourStop after(@Nullable Station station) {
        return new TourStop(
                number, name, place, segmentId, course, lengthMetres, stage, state, note, directed, visit, station);
    }
}
