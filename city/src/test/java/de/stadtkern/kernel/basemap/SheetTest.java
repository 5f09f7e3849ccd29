package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SheetTest {

    private static final Box TOWN = new Box(11.88, 50.28, 11.94, 50.32);
    private static final Layer OWN =
            new Layer(Layer.TOWN, "Stadtplan", Map.of("light", "/map/light/{z}/{x}/{y}{r}.png"), "", 10, 19);
    private static final Layer AERIAL =
            new Layer("a", "Luftbild", Map.of(Layer.ANY, "/map/layers/a/{z}/{x}/{y}"), "", 10, 15);

    @Test
    void showsTheWholeTownFirst() {
        Sheet sheet = sheet(new Sheet.Wanted(null, null, null, null));

        assertThat(sheet.layer()).isEqualTo(OWN);
        assertThat(sheet.zoom()).isEqualTo(14);
        assertThat(sheet.tiles(MapStyle.LIGHT)).hasSize(12).first().asString().matches("/map/light/14/\\d+/\\d+\\.png");
        double left = Mercator.lon(sheet.left() * 256 / Mercator.scale(14));
        double right = Mercator.lon((sheet.left() + 4) * 256 / Mercator.scale(14));
        assertThat(left).isLessThan(11.91).isGreaterThan(11.8);
        assertThat(right).isGreaterThan(11.91).isLessThan(12.02);
    }

    @Test
    void closerAndFurtherKeepTheMiddle() {
        Sheet sheet = sheet(new Sheet.Wanted("a", 14, 8730, 5554));

        assertThat(sheet.layer()).isEqualTo(AERIAL);
        assertThat(sheet.closer()).isEqualTo("/map?layer=a&zoom=15&left=17462&top=11109");
        assertThat(sheet.further()).isEqualTo("/map?layer=a&zoom=13&left=4364&top=2776");
    }

    @Test
    void whatIsOutsideTheMapBecomesItsEdge() {
        Sheet sheet = sheet(new Sheet.Wanted("unknown", 99, -5, Integer.MAX_VALUE));

        assertThat(sheet.zoom()).isEqualTo(19);
        assertThat(sheet.left()).isZero();
        assertThat(sheet.top()).isEqualTo((1 << 19) - 3);
    }

    private static Sheet sheet(Sheet.Wanted wanted) {
        return Sheet.of(TOWN, List.of(OWN, AERIAL), wanted);
    }
}
