package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** Whatever is asked gets an answer or a refusal: questions put together at random from all words of the language. */
@TownTest
class SensorThingsFuzzTest {

    private static final int QUESTIONS = 600;
    private static final List<String> SETS = List.of(
            "Things",
            "Locations",
            "HistoricalLocations",
            "Datastreams",
            "MultiDatastreams",
            "Sensors",
            "ObservedProperties",
            "Observations",
            "FeaturesOfInterest");
    private static final List<String> LEAVES = List.of(
            "id",
            "name",
            "properties",
            "properties/x",
            "result",
            "result[0]",
            "phenomenonTime",
            "resultTime",
            "validTime",
            "time",
            "location",
            "feature",
            "observedArea",
            "metadata",
            "unitOfMeasurement/symbol",
            "Datastreams/name",
            "Datastream/Thing/id",
            "Thing/Locations/location",
            "Observations/result",
            "FeatureOfInterest/feature",
            "'text'",
            "5",
            "-1.5",
            "1e200",
            "true",
            "null",
            "2026-01-01",
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00Z/2026-01-02T00:00:00Z",
            "12:00:00",
            "duration'PT1H'",
            "geography'POINT(8 50)'",
            "geography'POLYGON((8 50,9 50,9 51,8 50))'",
            "now()",
            "mindatetime()",
            "'T*F**F***'");
    private static final List<String> OPERATORS =
            List.of("eq", "ne", "lt", "le", "gt", "ge", "and", "or", "add", "sub", "mul", "div", "mod");
    private static final List<String> FUNCTIONS = List.of(
            "startswith",
            "endswith",
            "substringof",
            "contains",
            "length",
            "indexof",
            "substring",
            "tolower",
            "toupper",
            "trim",
            "concat",
            "round",
            "floor",
            "ceiling",
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "fractionalseconds",
            "date",
            "time",
            "totaloffsetminutes",
            "before",
            "after",
            "meets",
            "during",
            "overlaps",
            "starts",
            "finishes",
            "geo.intersects",
            "geo.distance",
            "geo.length",
            "st_equals",
            "st_disjoint",
            "st_touches",
            "st_within",
            "st_overlaps",
            "st_crosses",
            "st_intersects",
            "st_contains",
            "st_relate",
            "not",
            "unknown");

    @Autowired
    MockMvc http;

    @Autowired
    Devices devices;

    @Test
    void noQuestionIsOurMistake() throws Exception {
        Devices.Station station = devices.station("Prüfling");
        devices.send("Datastreams(%d)/Observations".formatted(station.air()), "{\"result\": [1, \"a\"]}");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int answered = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            String option = random.nextInt(4) == 0 ? "$orderby" : "$filter";
            String path = one(random, SETS) + "?$top=2&" + option + "=" + encode(expression(random, 3));
            int status = http.perform(get(URI.create(Devices.ROOT + path)))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            assertThat(status)
                    .as("seed %d: %s", seed, java.net.URLDecoder.decode(path, StandardCharsets.UTF_8))
                    .isIn(200, 400, 501);
            answered += status == 200 ? 1 : 0;
        }
        assertThat(answered).isPositive();
    }

    private static String expression(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 0 -> one(random, LEAVES);
            case 1, 2 ->
                "(" + expression(random, depth - 1) + " " + one(random, OPERATORS) + " " + expression(random, depth - 1)
                        + ")";
            case 3 -> one(random, FUNCTIONS) + "(" + expression(random, depth - 1) + ")";
            default ->
                one(random, FUNCTIONS) + "(" + expression(random, depth - 1) + "," + expression(random, depth - 1)
                        + ")";
        };
    }

    private static String one(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
