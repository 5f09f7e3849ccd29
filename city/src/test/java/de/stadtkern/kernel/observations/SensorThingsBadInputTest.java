package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;

/** Bad input of every kind gets an error of RFC 9457 that says why, and changes nothing. */
@TownTest
class SensorThingsBadInputTest {

    private static final List<String> TABLES = List.of(
            "thing",
            "location",
            "historical_location",
            "datastream",
            "sensor",
            "observed_property",
            "observation",
            "feature_of_interest",
            "thing_location",
            "datastream_extent");

    @Autowired
    Devices devices;

    @Autowired
    JdbcClient jdbc;

    private Devices.Station station = new Devices.Station(0, 0, 0, 0);

    @BeforeEach
    void setUp() throws Exception {
        station = devices.station("Unverwüstlich");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "POST   | Things                        | -",
                "POST   | Things                        | {",
                "POST   | Things                        | {\"name\": \"a\", \"name\": \"b\", \"description\": \"d\"}",
                "POST   | Things                        | {\"name\": \"a\", \"description\": \"d\"} {}",
                "POST   | Things                        | {\"name\": 5, \"description\": \"d\"}",
                "POST   | Things                        | {\"name\": \"a\", \"description\": \"d\", \"properties\": []}",
                "POST   | Things                        | {\"name\": \"a\", \"description\": \"d\", \"Locations\": {}}",
                "POST   | Things                        | {\"name\": \"a\", \"description\": \"d\", \"Locations\": [5]}",
                "POST   | Things                        | {\"name\": \"a\", \"description\": \"d\", \"Locations\": [{\"@iot.id\": 999999999}]}",
                "POST   | Things                        | {\"name\": \"a\", \"description\": \"d\", \"Locations\": [{\"@iot.id\": \"x\"}]}",
                "POST   | Locations                     | {\"name\": \"a\", \"description\": \"d\", \"encodingType\": \"application/geo+json\", \"location\": {\"type\": \"Point\", \"coordinates\": [200, 50]}}",
                "POST   | Locations                     | {\"name\": \"a\", \"description\": \"d\", \"encodingType\": \"application/geo+json\", \"location\": {\"type\": \"Point\"}}",
                "POST   | Locations                     | {\"name\": \"a\", \"description\": \"d\", \"encodingType\": \"application/geo+json\", \"location\": {\"type\": \"Polygon\", \"coordinates\": [[[1, 1], [2, 2]]]}}",
                "POST   | Locations                     | {\"name\": \"a\", \"description\": \"d\", \"encodingType\": \"application/geo+json\", \"location\": {\"type\": \"Kreis\", \"coordinates\": [1, 1]}}",
                "POST   | FeaturesOfInterest            | {\"name\": \"a\", \"description\": \"d\", \"feature\": {\"type\": \"Point\", \"coordinates\": [1, 1]}}",
                "POST   | HistoricalLocations           | {\"time\": \"heute\"}",
                "POST   | Things(1)/name                | {}",
                "POST   | Things(999999999)/Locations   | {}",
                "POST   | Unbekanntes                   | {}",
                "POST   | Observations                  | {\"result\": 1}",
                "POST   | CreateObservations            | {}",
                "POST   | CreateObservations            | [{\"components\": [\"result\"], \"dataArray\": [[1]]}]",
                "POST   | $batch                        | {\"requests\": 5}",
                "POST   | Observations                  | -",
                "POST   | Observations                  | ` `",
                "POST   | Datastreams(1)/Observations   | -",
                "POST   | CreateObservations            | -",
                "POST   | $batch                        | -",
                "PATCH  | Things(1)                     | -",
                "POST   | $batch                        | []",
                "PATCH  | Things                        | {\"name\": \"x\"}",
                "PATCH  | Things(999999999)             | {\"name\": \"x\"}",
                "PUT    | Things(999999999)             | {\"name\": \"x\", \"description\": \"d\"}",
                "DELETE | Things(999999999)             | -",
                "DELETE | Things                        | -",
                "DELETE | Things?$filter=               | -",
                "DELETE | Things?$top=1                 | -",
            })
    void aBadChangeChangesNothing(String method, String path, String body) throws Exception {
        Map<String, Long> before = rows();

        MockHttpServletResponse answer = devices.send(HttpMethod.valueOf(method), path, body == null ? "" : body);

        assertRefused(answer);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void bombsAreDefused() throws Exception {
        Map<String, Long> before = rows();
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String observations = "Datastreams(%d)/Observations".formatted(station.air());
        assertRefused(devices.send(HttpMethod.POST, observations, "{\"result\": " + deep + "}"));
        assertRefused(devices.send(HttpMethod.POST, observations, "{\"result\": 1e99999999999}"));
        assertRefused(devices.send(HttpMethod.POST, "CreateObservations", """
                [{"Datastream": {"@iot.id": %d}, "components": ["result"], "dataArray": [[1e99999999999]]}]""".formatted(station.air())));
        assertRefused(devices.send(HttpMethod.POST, observations, "{\"result\": " + "9".repeat(100_000) + "}"));
        assertRefused(devices.send(HttpMethod.POST, observations, "{\"result\": \"" + "x".repeat(10_000_000) + "\"}"));
        assertRefused(devices.send(
                HttpMethod.PATCH,
                "Things(%d)".formatted(station.thing()),
                "{\"name\": \"" + "x".repeat(10_000_000) + "\"}"));
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Things?$top=1e9",
                "Things?$top=99999999999999999999",
                "Things?$skip=-5",
                "Things?$expand=Things",
                "Things?$expand=Datastreams($top=x)",
                "Things?$expand=Datastreams(",
                "Things?$expand=Datastreams/Observations/Datastream/Thing/Datastreams/Observations/Datastream",
                "Things?$expand=Datastreams($top=10000;$expand=Observations($top=10000))",
                "Things?$select=passwort",
                "Things?$orderby=name quer",
                "Things?$filter='; drop table thing; --",
                "Things?$filter=name eq 'a' or",
                "Things?$filter=year(name) eq 2020 and length(5",
                "Things?$filter=st_within(name, geography'POINT(1 1)')",
                "Things?$filter=st_within(Locations/location, geography'POLYGON((1 1))')",
                "Things?$skiptoken=abc",
                "Things?$resultFormat=XML",
                "Things?$count=1",
                "Things(1)(2)",
                "Things('1')",
                "Things(1)/Datastreams(2)/passwort",
                "Things/$value",
            })
    void badQuestionsAreRefused(String question) throws Exception {
        assertRefused(ask(question));
    }

    @Test
    void aQuestionIsNeitherTooLongNorTooDeep() throws Exception {
        assertRefused(ask("Things?$filter=" + "(".repeat(5_000) + "true" + ")".repeat(5_000)));
        assertRefused(ask("Things?$filter=" + "not ".repeat(3_000) + "true"));
        assertRefused(ask("Things?$filter=name eq '" + "x".repeat(200_000) + "'"));
        assertRefused(ask("Things?$filter=" + "name eq 'x' or ".repeat(4_000) + "true"));
    }

    private static void assertRefused(MockHttpServletResponse answer) throws Exception {
        String text = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(text).isIn(400, 404, 413, 501);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(text).contains("\"detail\"").doesNotContain("de.stadtkern", "Exception");
    }

    private Map<String, Long> rows() {
        return TABLES.stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> jdbc.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()));
    }

    private MockHttpServletResponse ask(String question) throws Exception {
        int options = question.indexOf('=') + 1;
        String address = options == 0
                ? question.replace("'", "%27")
                : question.substring(0, options)
                        + URLEncoder.encode(question.substring(options), StandardCharsets.UTF_8);
        return devices.ask(address);
    }
}
