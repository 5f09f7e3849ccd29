package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.basemap.Lettered.Look;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LabelBoardTest {

    private static final Look LOOK = new Look(Typeface.REGULAR, 12, Ink.STREET_TEXT);

    private final LabelBoard board = new LabelBoard(1024, 1024);

    @Test
    void aTextIsNotCutAtTheEdge() {
        assertThat(board.take("a", box(1, 500, 60), 0)).isFalse();
        assertThat(board.take("a", box(970, 500, 60), 0)).isFalse();
        assertThat(board.take("a", box(500, 1015, 60), 0)).isFalse();
        assertThat(board.take("a", box(500, 500, 60), 0)).isTrue();
    }

    @Test
    void twoTextsDoNotCoverEachOther() {
        assertThat(board.take("a", box(100, 100, 60), 0)).isTrue();
        assertThat(board.take("b", box(150, 105, 60), 0)).isFalse();
        assertThat(board.take("b", box(170, 100, 60), 0)).isTrue();
    }

    @Test
    void theSameTextIsNotRepeatedCloseBy() {
        assertThat(board.take("a", box(100, 100, 60), 300)).isTrue();
        assertThat(board.take("a", box(300, 100, 60), 300)).isFalse();
        assertThat(board.take("a", box(500, 100, 60), 300)).isTrue();
    }

    @Property(tries = 200)
    void theBoxesOfATextCoverAllOfIt(@ForAll @DoubleRange(min = -170, max = 170) double degrees) {
        double angle = Math.toRadians(degrees);
        Course course = Course.of(new double[] {500, 500, 500 + 300 * Math.cos(angle), 500 + 300 * Math.sin(angle)});
        Optional<Lettered> along = Lettered.along(course, 20, "Georg-Elser-Straße", LOOK);
        Lettered straight = Lettered.at(300, 300, "Gewerbegebiet Nord", LOOK);

        assertThat(along).isPresent();
        assertThat(all(along.get().boxes()).contains(along.get().outline().getBounds2D()))
                .isTrue();
        assertThat(all(straight.boxes()).contains(straight.outline().getBounds2D()))
                .isTrue();
    }

    @Test
    void aTextDoesNotBendAroundACorner() {
        Course corner = Course.of(new double[] {100, 100, 200, 100, 200, 200});

        assertThat(Lettered.along(corner, 0, "Hauptstraße", LOOK)).isPresent();
        assertThat(Lettered.along(corner, 60, "Hauptstraße", LOOK)).isEmpty();
    }

    private static Rectangle2D all(List<Rectangle2D> boxes) {
        return boxes.stream().reduce(Rectangle2D::createUnion).orElseThrow();
    }

    private static List<Rectangle2D> box(double x, double y, double width) {
        return List.of(new Rectangle2D.Double(x, y, width, 12));
    }
}
