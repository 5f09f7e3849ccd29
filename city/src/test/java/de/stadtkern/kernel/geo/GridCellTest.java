package de.stadtkern.kernel.geo;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class GridCellTest {

    /** The example of IOGP Guidance Note 7-2: 50° N 5° E is E 3,962,799.45, N 2,999,718.85. */
    @Test
    void theSquareOfThePublishedExampleIsFound() {
        assertThat(GridCell.at(new Position(5, 50), 1)).isEqualTo(new GridCell(1, 2_999_718, 3_962_799));
        assertThat(GridCell.at(new Position(5, 50), 1000).id()).isEqualTo("CRS3035RES1000mN2999000E3962000");
    }

    @Property
    void theMiddleOfASquareLiesInIt(
            @ForAll @Scale(6) @DoubleRange(min = 6, max = 15) double lon,
            @ForAll @Scale(6) @DoubleRange(min = 47, max = 55) double lat) {
        GridCell cell = GridCell.at(new Position(lon, lat), 200);

        assertThat(GridCell.at(cell.middle(), 200)).isEqualTo(cell);
        assertThat(cell.middle().metresTo(new Position(lon, lat))).isLessThan(145);
        assertThat(cell.rim()).hasSize(5).startsWith(cell.rim().getLast());
        assertThat(cell.rim().get(0).metresTo(cell.rim().get(2))).isBetween(279.0, 287.0);
    }
}
