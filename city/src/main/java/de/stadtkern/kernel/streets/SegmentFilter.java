package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which segments are wanted: those that meet everything said here. An empty set, text or area, or null, says nothing.
 *
 * @param words that the street name contains
 * @param street the whole street name
 * @param winterClasses 0 stands for those without
 * @param quarter part of the town
 * @param area corners of a polygon in which the middle of the segment lies
 */
public record SegmentFilter(
        String words,
        String street,
        Set<RoadClass> classes,
        Set<Integer> winterClasses,
        Set<String> sweepingClasses,
        @Nullable Responsibility responsibility,
        @Nullable Boolean saltBan,
        @Nullable Boolean narrow,
        String quarter,
        List<Position> area) {

    /** All segments. */
    public static final SegmentFilter ALL =
            new SegmentFilter("", "", Set.of(), Set.of(), Set.of(), null, null, null, "", List.of());

    public SegmentFilter {
        classes = Set.copyOf(classes);
        winterClasses = Set.copyOf(winterClasses);
        sweepingClasses = Set.copyOf(sweepingClasses);
        area = List.copyOf(area);
    }

    /** The same, of these classes only. */
    public SegmentFilter ofClasses(Set<RoadClass> wanted) {
        return new SegmentFilter(
                words, street, wanted, winterClasses, sweepingClasses, responsibility, saltBan, narrow, quarter, area);
    }

    /** The same, of these priority classes of winter service only; 0 stands for none. */
    public SegmentFilter ofWinterClasses(Set<Integer> wanted) {
        return new SegmentFilter(
                words, street, classes, wanted, sweepingClasses, responsibility, saltBan, narrow, quarter, area);
    }

    /** The same, of these sweeping classes only. */
    public SegmentFilter ofSweepingClasses(Set<String> wanted) {
        return new SegmentFilter(
                words, street, classes, winterClasses, wanted, responsibility, saltBan, narrow, quarter, area);
    }

    /** The same, of this street only. */
    public SegmentFilter ofStreet(String name) {
        return new SegmentFilter(
                words, name, classes, winterClasses, sweepingClasses, responsibility, saltBan, narrow, quarter, area);
    }

    /** The same, inside of this polygon only. */
    public SegmentFilter within(List<Position> corners) {
        return new SegmentFilter(
                words,
                street,
                classes,
                winterClasses,
                sweepingClasses,
                responsibility,
                saltBan,
                narrow,
                quarter,
                corners);
    }

    boolean hasInside(Segment segment) {
        return area.isEmpty() || new Polygon(List.of(area)).contains(Courses.middle(segment.course()));
    }
}
