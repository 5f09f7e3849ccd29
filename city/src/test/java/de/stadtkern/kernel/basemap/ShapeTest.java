package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Property
    void whatIsPackedComesBack(@ForAll @Size(min = 1, max = 6) List<@Size(min = 1, max = 9) List<Integer>> lines) {
        Shape shape = new Shape(lines.stream().map(ShapeTest::line).toList());

        assertThat(Shape.unpacked(shape.packed()).lines()).containsExactlyElementsOf(shape.lines());
    }

    @Property
    void aPlaceIsFoundAgainWithin3Centimetres(
            @ForAll @DoubleRange(min = 5.8, max = 15.1) double lon,
            @ForAll @DoubleRange(min = 47.2, max = 55.1) double lat) {
        assertThat(Mercator.lon(Mercator.x(lon))).isCloseTo(lon, within(3e-7));
        assertThat(Mercator.lat(Mercator.y(lat))).isCloseTo(lat, within(3e-7));
    }

    @Test
    void aNameStandsInsideNotInTheHole() {
        int[] outer = {0, 0, 100, 0, 100, 100, 0, 100, 0, 0};
        int[] hole = {10, 10, 60, 10, 60, 90, 10, 90, 10, 10};

        assertThat(new Shape(List.of(outer, hole)).inside()).containsExactly(80, 50.25);
    }

    @Test
    void aShapeHasAPlace() {
        assertThatThrownBy(() -> new Shape(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shape.of(1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] line(List<Integer> numbers) {
        return numbers.stream()
                .flatMap(number -> List.of(number, -number).stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
