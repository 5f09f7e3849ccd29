package de.stadtkern.kernel.roadweather;

import static de.stadtkern.kernel.roadweather.Weathers.PLACE;
import static de.stadtkern.kernel.roadweather.Weathers.condition;
import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.roadweather.Comparison.Placed;
import de.stadtkern.kernel.roadweather.Site.Trait;
import de.stadtkern.kernel.roadweather.StationCondition.State;
import de.stadtkern.kernel.streets.Ends;
import de.stadtkern.kernel.streets.Place;
import de.stadtkern.kernel.streets.RoadAttributes;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Position NEAR = new Position(11.901, 50.3);
    private static final Position FAR = new Position(11.95, 50.3);

    private final Comparison comparison = new Comparison(700, 50);

    @Test
    void theNearestStationInReachSpeaks() {
        assertThat(judge(false, Site.UNKNOWN, station(State.FREE, FAR), station(State.HOARFROST, NEAR)))
                .isEqualTo(State.HOARFROST);
        assertThat(judge(false, Site.UNKNOWN, station(State.FREE, FAR))).isEqualTo(State.UNKNOWN);
        assertThat(judge(false, Site.UNKNOWN)).isEqualTo(State.UNKNOWN);
    }

    @Test
    void aBridgeIsFreeOnlyWhenABridgeIs() {
        SegmentCondition unknown =
                comparison.judge(segment(PLACE, true), Site.UNKNOWN, List.of(station(State.FREE, NEAR)));

        assertThat(unknown.state()).isEqualTo(State.UNKNOWN);
        assertThat(unknown.why()).isEqualTo("roadweather.segment.bridge");
        assertThat(judge(true, Site.UNKNOWN, station(State.FREE, NEAR, Trait.BRIDGE)))
                .isEqualTo(State.FREE);
    }

    @Test
    void bridgesFreezeFirst() {
        assertThat(judge(true, Site.UNKNOWN, station(State.HOARFROST, NEAR))).isEqualTo(State.HOARFROST);
        assertThat(judge(false, Site.UNKNOWN, station(State.HOARFROST, NEAR, Trait.BRIDGE)))
                .as("a slippery bridge says nothing of the road beside it")
                .isEqualTo(State.UNKNOWN);
        assertThat(judge(false, Site.UNKNOWN, station(State.FREE, NEAR, Trait.BRIDGE)))
                .isEqualTo(State.FREE);
    }

    @Test
    void shadeAndHollowsAreColder() {
        Site shade = new Site(null, Set.of(Trait.SHADE));

        assertThat(judge(false, shade, station(State.FREE, NEAR))).isEqualTo(State.UNKNOWN);
        assertThat(judge(false, shade, station(State.FREE, NEAR, Trait.HOLLOW))).isEqualTo(State.UNKNOWN);
        assertThat(judge(false, shade, station(State.FREE, NEAR, Trait.SHADE, Trait.HOLLOW)))
                .isEqualTo(State.FREE);
        assertThat(judge(false, shade, station(State.SNOW, NEAR))).isEqualTo(State.SNOW);
    }

    @Test
    void aStationSpeaksForItsHeightOnly() {
        Placed valley = new Placed(condition(1, NEAR, State.FREE), new Site(500.0, Set.of()));

        assertThat(judge(false, new Site(550.0, Set.of()), valley)).isEqualTo(State.FREE);
        assertThat(judge(false, new Site(551.0, Set.of()), valley)).isEqualTo(State.UNKNOWN);
        assertThat(judge(false, Site.UNKNOWN, valley)).as("nobody says").isEqualTo(State.FREE);
    }

    @Test
    void staleAndDoubtedStationsSayNothing() {
        Placed doubted = new Placed(condition(1, NEAR, State.HOARFROST, Remark.SURFACE_STUCK), Site.UNKNOWN);

        assertThat(judge(false, Site.UNKNOWN, doubted)).isEqualTo(State.UNKNOWN);
        assertThat(judge(false, Site.UNKNOWN, station(State.STALE, NEAR))).isEqualTo(State.UNKNOWN);
        assertThat(judge(
                        false,
                        Site.UNKNOWN,
                        new Placed(condition(1, NEAR, State.FREE, Remark.SNOW_DRIFT), Site.UNKNOWN)))
                .isEqualTo(State.FREE);
    }

    private State judge(boolean bridge, Site site, Placed... stations) {
        return comparison
                .judge(segment(PLACE, bridge), site, Arrays.asList(stations))
                .state();
    }

    private static Placed station(State state, Position place, Trait... traits) {
        return new Placed(condition(1, place, state), new Site(null, Set.of(traits)));
    }

    private static Segment segment(Position place, boolean bridge) {
        return new Segment(
                1,
                1,
                "Hauptstraße",
                RoadClass.PRIMARY,
                false,
                bridge,
                List.of(place, new Position(place.lon(), place.lat() + 0.001)),
                111,
                new Ends(1, 2),
                RoadAttributes.UNKNOWN,
                Place.UNKNOWN);
    }
}
