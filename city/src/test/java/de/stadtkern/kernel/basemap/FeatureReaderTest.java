package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureReaderTest {

    private final List<MapFeature> features = Village.features();

    @Test
    void readsWhatTheMapShowsAndNothingElse() {
        assertThat(features)
                .extracting(MapFeature::kind, MapFeature::name)
                .containsExactlyInAnyOrder(
                        tuple(Kind.VILLAGE, "Kartendorf"),
                        tuple(Kind.STATION, "Kartendorf Bahnhof"),
                        tuple(Kind.TREE, ""),
                        tuple(Kind.HOUSE, "7b"),
                        tuple(Kind.HOUSE, "12"),
                        tuple(Kind.RIVER, "Saale"),
                        tuple(Kind.BOUNDARY, ""),
                        tuple(Kind.RAIL, ""),
                        tuple(Kind.SECONDARY, "Hauptstraße"),
                        tuple(Kind.SECONDARY, "Hauptstraße"),
                        tuple(Kind.SECONDARY, "Hauptstraße"),
                        tuple(Kind.PATH, ""),
                        tuple(Kind.WATER, "Kartensee"),
                        tuple(Kind.FOREST, "Kartenwald"));
    }

    @Test
    void anAreaOfManyWaysIsPutTogetherWithItsHole() {
        Shape lake = one(Kind.WATER).shape();

        assertThat(lake.lines()).hasSize(2).allMatch(Shape::isClosed);
        assertThat(lake.lines()).extracting(line -> line.length / 2).containsExactlyInAnyOrder(5, 5);
    }

    @Test
    void anOlderRelationIsWhatItsOuterWaySaysAndIsDrawnOnce() {
        assertThat(one(Kind.FOREST).shape().lines()).hasSize(2);
    }

    @Test
    void bridgesLieAbove() {
        assertThat(features)
                .filteredOn(feature -> feature.kind() == Kind.SECONDARY)
                .extracting(feature -> feature.traits().layer())
                .containsExactlyInAnyOrder(0, 1, 0);
    }

    @Test
    void whatTheExtractDoesNotHoldOfAWayIsLeftOut() {
        assertThat(one(Kind.PATH).shape().lines().getFirst()).hasSize(4);
    }

    @Test
    void aSmallAreaIsShownFromCloserThanALargeOne() {
        assertThat(one(Kind.FOREST).traits().minZoom()).isEqualTo(11);
        assertThat(features)
                .filteredOn(feature -> feature.name().equals("12"))
                .singleElement()
                .extracting(feature -> feature.traits().minZoom())
                .isEqualTo(14);
    }

    private MapFeature one(Kind kind) {
        return features.stream()
                .filter(feature -> feature.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
