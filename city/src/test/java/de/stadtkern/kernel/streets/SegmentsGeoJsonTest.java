package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.geo.Position;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentsGeoJsonTest {

    @Test
    void writesLonBeforeLatWithSixDecimalsAndNamesTheSource() {
        List<Position> course = List.of(new Position(11.9000004, 50.3), new Position(11.901, 50.3000016));
        Segment segment = Segments.of(7, "Hauptstraße", RoadClass.PRIMARY, course, 71.04);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SegmentsGeoJson.write("invented", List.of(segment), false, out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"FeatureCollection\","
                        + "\"attribution\":\"invented\",\"features\":[{"
                        + "\"type\":\"Feature\",\"properties\":{"
                        + "\"id\":7,\"name\":\"Hauptstraße\",\"class\":\"primary\",\"length_m\":71.0},"
                        + "\"geometry\":{\"type\":\"LineString\","
                        + "\"coordinates\":[[11.9,50.3],[11.901,50.300002]]}}]}");
    }
}
