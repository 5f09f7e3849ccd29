package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SegmentTest {

    private static final Position A = new Position(11.90, 50.30);
    private static final Position B = new Position(11.91, 50.31);

    @Test
    void theDistanceIsToTheNearestPointNotToTheNearestCorner() {
        Segment eastwards = segment(List.of(A, new Position(11.92, 50.30)));

        assertThat(eastwards.metresTo(new Position(11.91, 50.301))).isCloseTo(111.2, within(0.1));
    }

    @Test
    void aCourseThatStandsStillHasADistanceToo() {
        assertThat(segment(List.of(A, A)).metresTo(B)).isEqualTo(A.metresTo(B));
    }

    @Test
    void refusesACourseOfOnePosition() {
        assertThatThrownBy(() -> segment(List.of(A)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("course must have at least 2 positions, but has 1");
    }

    @Property
    void noPointOfTheCourseIsNearerThanTheDistance(
            @ForAll @DoubleRange(min = 11.88, max = 11.93) double lon,
            @ForAll @DoubleRange(min = 50.28, max = 50.33) double lat,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        Position place = new Position(lon, lat);
        Position onCourse = new Position(A.lon() + share * (B.lon() - A.lon()), A.lat() + share * (B.lat() - A.lat()));

        assertThat(segment(List.of(A, B)).metresTo(place)).isLessThanOrEqualTo(place.metresTo(onCourse) + 1);
    }

    private static Segment segment(List<Position> course) {
        return Segments.of(1, "Lindenweg", RoadClass.RESIDENTIAL, course, 100);
    }
}
