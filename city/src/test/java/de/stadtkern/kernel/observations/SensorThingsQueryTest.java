package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 18-088, section 9.3: the query options, laid out like the standard. The Things of this test are A, B and C. */
@TownTest
class SensorThingsQueryTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SQUARE = "geography'POLYGON((8 50,9 50,9 51,8 51,8 50))'";
    private static final String OURS = " and properties/test eq 'SensorThingsQueryTest'";

    private static long pointThing;

    @Autowired
    Devices devices;

    @BeforeEach
    void setUp() throws Exception {
        if (pointThing != 0) {
            return;
        }
        pointThing = thing(
                "A",
                "{\"type\":\"Point\",\"coordinates\":[8.5,50.5]}",
                "\"x\":5,\"s\":\"hi\",\"b\":true,\"arr\":[1,{\"k\":\"v\"}]",
                """
                {"phenomenonTime":"2020-01-01T00:00:00Z","result":1},
                {"phenomenonTime":"2020-01-02T00:00:00Z/2020-01-03T00:00:00Z","result":2},
                {"phenomenonTime":"2020-01-05T12:30:15.5Z","result":"txt"},
                {"phenomenonTime":"2020-01-06T00:00:00Z","result":true},
                {"phenomenonTime":"2020-01-07T00:00:00Z","result":{"a":3}},
                {"phenomenonTime":"2020-01-08T00:00:00Z","result":[4,5]},
                {"phenomenonTime":"2020-01-09T00:00:00Z","result":12345678901234567890}""");
        thing("B", "{\"type\":\"Polygon\",\"coordinates\":[[[8,50],[9,50],[9,51],[8,51],[8,50]]]}", "\"x\":7", """
                {"phenomenonTime":"2020-02-01T00:00:00Z","result":3.5}""");
        thing("C", "{\"type\":\"LineString\",\"coordinates\":[[8,50],[10,52]]}", "\"y\":0", """
                {"phenomenonTime":"2020-03-01T00:00:00Z","result":10}""");
    }

    private long thing(String name, String geometry, String properties, String observations) throws Exception {
        return devices.create("Things", """
                {"name":"%1$s","description":"seed","properties":{"test":"SensorThingsQueryTest",%3$s},
                 "Locations":[{"name":"l%1$s","description":"l","encodingType":"application/geo+json","location":%2$s}],
                 "Datastreams":[{"name":"d%1$s","description":"d","observationType":"OM_Measurement",
                   "unitOfMeasurement":{"name":"Celsius","symbol":"C","definition":"https://ucum.org"},
                   "Sensor":{"name":"s","description":"s","encodingType":"application/pdf","metadata":"m"},
                   "ObservedProperty":{"name":"o","definition":"https://example.org/o","description":"o"},
                   "Observations":[%4$s]}]}""".formatted(name, geometry, properties, observations));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name eq 'A'                                  | A",
                "not name eq 'A'                              | B C",
                "name ne 'A' and (name lt 'C' or name gt 'C') | B",
                "properties/x gt 5                            | B",
                "properties/x eq 5                            | A",
                "properties/x eq '5'                          | A",
                "properties/s eq 'hi'                         | A",
                "properties/b eq true                         | A",
                "properties/arr[1]/k eq 'v'                   | A",
                "properties/arr/0 eq 1                        | A",
                "properties/x eq null                         | C",
                "-properties/x lt -6                          | B",
                "(name gt 'A') gt (name lt 'B')               | B C",
                "(properties/x gt 5) eq true                  | B",
                "startswith(name,'A')                         | A",
                "endswith(description,'ed')                   | A B C",
                "substringof('B',name)                        | B",
                "length(name) eq 1                            | A B C",
                "indexof(name,'A') eq 0                       | A",
                "substring(description,1,2) eq 'ee'           | A B C",
                "tolower(name) eq 'a' or toupper(name) eq 'C' | A C",
                "trim(concat(name,' ')) eq 'A'                | A",
                "Datastreams/Observations/result gt 3         | A B C",
                "Datastreams/any(d:d/name eq 'dA' and d/Observations/any(o:o/result eq 3.5)) |",
                "Datastreams/any(d:d/Observations/any(o:o/result eq 3.5)) | B",
                "Datastreams/unitOfMeasurement/name eq 'Celsius' | A B C",
                "Locations/location/type eq 'Polygon'         | B",
            })
    void filtersByPropertiesAndRelations(String filter, String names) throws Exception {
        assertThat(names("Things?$orderby=name&$filter=" + encode("(" + filter + ")" + OURS)))
                .isEqualTo(words(names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "st_within(L,S)                                | A B",
                "st_within(L,geography'POLYGON((8.5 50,9 50,9 51,8.5 51,8.5 50))') |",
                "geo.intersects(L,S)                           | A B C",
                "st_intersects(L,geography'POINT(8.5 50.5)')   | A B C",
                "st_contains(S,L)                              | A B",
                "st_contains(L,geography'POINT(8.2 50.7)')     | B",
                "st_equals(L,geography'POINT(8.5 50.5)')       | A",
                "st_touches(L,geography'POINT(8 50)')          | B C",
                "st_crosses(L,geography'LINESTRING(8 51,9 50)') | C",
                "st_overlaps(L,geography'POLYGON((8.5 50.5,9.5 50.5,9.5 51.5,8.5 51.5,8.5 50.5))') | B",
                "st_disjoint(L,geography'POLYGON((0 0,1 0,1 1,0 1,0 0))') | A B C",
                "st_disjoint(L,geography'POINT(8.2 50.7)')     | A C",
                "st_relate(L,S,'T*F**F***')                    | A B",
                "geo.distance(L,geography'POINT(8.5 50.3)') lt 0.15 | B C",
                "geo.length(L) gt 2 and geo.length(L) lt 3     | C",
                "st_within(L,geography'POLYGON((8 50,9 50,9 51,8 51,8 50),(8.4 50.4,8.6 50.4,8.6 50.6,8.4 50.6,8.4 50.4))') |",
                "geo.intersects(Datastreams/observedArea,geography'POINT(8.5 50.5)') | A B C",
            })
    void filtersByGeometries(String filter, String names) throws Exception {
        String written = filter.replaceAll("\\bL\\b", "Locations/location").replaceAll("\\bS\\b", SQUARE);
        assertThat(names("Things?$orderby=name&$filter=" + encode(written + OURS)))
                .isEqualTo(words(names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "result gt 1                                   | 2 12345678901234567890",
                "result eq 12345678901234567890                | 12345678901234567890",
                "result eq 'txt'                               | txt",
                "result eq true                                | true",
                "result/a eq 3                                 | {\"a\":3}",
                "result[0] eq 4                                | [4,5]",
                "result mod 2 eq 0                             | 2 12345678901234567890",
                "result div 2 eq 0.5                           | 1",
                "result div 0 eq 1                             |",
                "round(result mul 1.4) eq 1                    | 1",
                "floor(result) eq 1 or ceiling(result) eq 2    | 1 2",
                "resultTime eq null and result le 2            | 1 2",
                "phenomenonTime lt 2020-01-02T00:00:00Z        | 1",
                "phenomenonTime le 2020-01-03T01:00:00+01:00   | 1 2",
                "phenomenonTime gt 2020-01-08                  | 12345678901234567890",
                "phenomenonTime ge 2020-01-06T00:00:00Z and phenomenonTime lt 2020-01-08T00:00:00Z | true {\"a\":3}",
                "phenomenonTime gt 2020-01-02T00:00:00Z/2020-01-07T12:00:00Z | [4,5] 12345678901234567890",
                "phenomenonTime eq 2020-01-02T00:00:00Z/2020-01-03T00:00:00Z | 2",
                "before(phenomenonTime,2020-01-02T00:00:00Z)   | 1",
                "after(phenomenonTime,2020-01-08T00:00:00Z)    | 12345678901234567890",
                "overlaps(phenomenonTime,2020-01-02T06:00:00Z/2020-01-04T00:00:00Z) | 2",
                "during(phenomenonTime,2020-01-02T00:00:00Z/2020-01-04T00:00:00Z)   | 2",
                "meets(phenomenonTime,2020-01-03T00:00:00Z/2020-01-04T00:00:00Z)    | 2",
                "starts(phenomenonTime,2020-01-02T00:00:00Z)   | 2",
                "finishes(phenomenonTime,2020-01-03T00:00:00Z) | 2",
                "phenomenonTime add duration'P1D' gt 2020-01-09T12:00:00Z           | 12345678901234567890",
                "phenomenonTime sub 2020-01-01T00:00:00Z gt duration'PT12H' mul 14  | 12345678901234567890",
                "year(phenomenonTime) eq 2020 and month(phenomenonTime) eq 1 and day(phenomenonTime) eq 5 | txt",
                "hour(phenomenonTime) eq 12 and minute(phenomenonTime) eq 30 and second(phenomenonTime) eq 15 | txt",
                "fractionalseconds(phenomenonTime) eq 0.5      | txt",
                "date(phenomenonTime) eq 2020-01-05            | txt",
                "time(phenomenonTime) eq 12:30:15.5            | txt",
                "totaloffsetminutes(phenomenonTime) eq 0 and phenomenonTime lt now() and result eq 1 | 1",
                "phenomenonTime gt mindatetime() and phenomenonTime lt maxdatetime() and result eq 1 | 1",
                "Datastream/Thing/name eq 'A' and result eq 1  | 1",
                "st_within(FeatureOfInterest/feature,S) and result eq 1 | 1",
            })
    void filtersByResultsAndTimes(String filter, String results) throws Exception {
        String written = filter.replaceAll("\\bS\\b", SQUARE);
        List<String> found = new ArrayList<>();
        page("Datastreams(%d)/Observations?$orderby=phenomenonTime&$filter=".formatted(datastream()) + encode(written))
                .path("value")
                .forEach(one -> found.add(
                        one.path("result").isString()
                                ? one.path("result").stringValue()
                                : one.path("result").toString()));
        assertThat(found).isEqualTo(words(results));
    }

    @Test
    void aPageGoesOnBehindItsLastEntityWhateverIsInsertedMeanwhile() throws Exception {
        long station = devices.station("Blättern").air();
        for (int i = 0; i < 7; i++) {
            devices.send("Datastreams(%d)/Observations".formatted(station), "{\"result\": %d}".formatted(i % 3));
        }
        for (String order : List.of("result desc", "phenomenonTime", "result,phenomenonTime desc", "id desc")) {
            List<Long> ids = new ArrayList<>();
            JsonNode page =
                    page("Datastreams(%d)/Observations?$top=2&$filter=id%%20gt%%200&$orderby=".formatted(station)
                            + encode(order));
            int before = page.path("value").size();
            while (true) {
                page.path("value").forEach(one -> ids.add(one.path("@iot.id").asLong()));
                if (!page.has("@iot.nextLink")) {
                    break;
                }
                devices.send(
                        "Datastreams(%d)/Observations".formatted(station),
                        "{\"phenomenonTime\": \"1999-01-01T00:00:00Z\", \"result\": 9}");
                page = page(page.path("@iot.nextLink").stringValue().replaceFirst(".*/v1.1/", ""));
            }
            assertThat(before).isEqualTo(2);
            assertThat(new HashSet<>(ids)).as(order).hasSameSizeAs(ids);
            assertThat(ids.size()).as(order).isGreaterThanOrEqualTo(7);
        }
    }

    @Test
    void aTimeThatIsOverIsLookedForInAllDatastreams() throws Exception {
        String ours = encode("phenomenonTime ge 2020-01-01T00:00:00Z and phenomenonTime lt 2020-03-02T00:00:00Z"
                + " and Datastream/Thing/properties/test eq 'SensorThingsQueryTest'");
        for (String order : List.of("id desc", "phenomenonTime", "phenomenonTime desc,result", "result")) {
            List<String> times = new ArrayList<>();
            JsonNode page = page("Observations?$count=true&$top=4&$filter=" + ours + "&$orderby=" + encode(order));
            assertThat(page.path("@iot.count").asInt()).isEqualTo(9);
            page.path("value")
                    .forEach(one -> times.add(one.path("phenomenonTime").stringValue()));
            while (page.has("@iot.nextLink")) {
                page = page(page.path("@iot.nextLink").stringValue().replaceFirst(".*/v1.1/", ""));
                page.path("value")
                        .forEach(one -> times.add(one.path("phenomenonTime").stringValue()));
            }
            assertThat(times).as(order).hasSize(9).doesNotHaveDuplicates();
            if (order.equals("phenomenonTime")) {
                assertThat(times).isSorted();
            }
        }
    }

    @Test
    void expandsAndSelectsInOneGo() throws Exception {
        JsonNode thing = page("Things?$select=name,properties/x&$filter=id%20eq%20" + pointThing
                        + "&$expand=Datastreams($select=name;$expand=Observations($top=2;$count=true;$orderby=phenomenonTime;$select=result)),"
                        + "Locations($select=name)")
                .path("value")
                .path(0);
        assertThat(thing.toString())
                .isEqualTo(
                        "{\"name\":\"A\",\"properties\":{\"x\":5},\"Datastreams\":[{\"name\":\"dA\","
                                + "\"Observations@iot.count\":7,\"Observations\":[{\"result\":1},{\"result\":2}],"
                                + "\"Observations@iot.nextLink\":\"http://localhost/sensorthings/v1.1/Datastreams("
                                + datastream()
                                + ")/Observations?$top=2&$count=true&$orderby=phenomenonTime&$select=result&$skip=2\"}],\"Locations\":[{\"name\":\"lA\"}]}");
    }

    @Test
    void answersInOtherFormats() throws Exception {
        String observations =
                "Datastreams(%d)/Observations?$top=2&$orderby=phenomenonTime&$select=phenomenonTime,result"
                        .formatted(datastream());
        assertThat(text(observations + "&$resultFormat=dataArray"))
                .contains(
                        "\"components\":[\"phenomenonTime\",\"result\"],\"dataArray@iot.count\":2,"
                                + "\"dataArray\":[[\"2020-01-01T00:00:00Z\",1],[\"2020-01-02T00:00:00Z/2020-01-03T00:00:00Z\",2]]");
        assertThat(text(observations + "&$resultFormat=CSV"))
                .startsWith("phenomenonTime,result\r\n2020-01-01T00:00:00Z,1\r\n");
        assertThat(text("Locations?$resultFormat=GeoJSON&$filter=name%20eq%20'lA'"))
                .startsWith("{\"type\":\"FeatureCollection\"")
                .contains("\"geometry\":{\"type\":\"Point\",\"coordinates\":[8.5,50.5]}");
    }

    @Test
    void propertiesValuesReferencesAndCountsHaveAddresses() throws Exception {
        assertThat(text("Things(%d)/name".formatted(pointThing))).isEqualTo("{\"name\":\"A\"}");
        assertThat(text("Things(%d)/name/$value".formatted(pointThing))).isEqualTo("A");
        assertThat(text("Things(%d)/properties/x".formatted(pointThing))).isEqualTo("{\"x\":5}");
        assertThat(text("Datastreams(%d)/Thing/$ref".formatted(datastream())))
                .isEqualTo("{\"@iot.selfLink\":\"http://localhost/sensorthings/v1.1/Things(" + pointThing + ")\"}");
        assertThat(text("Datastreams(%d)/Observations/$count".formatted(datastream())))
                .isEqualTo("7");
        assertThat(text("Datastreams(%d)/Thing/Locations".formatted(datastream())))
                .contains("\"lA\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Things?$filter=",
                "Things?$filter=name eq",
                "Things?$filter=(((",
                "Things?$filter=name add 1 eq 2",
                "Things?$filter=name",
                "Things?$filter=st_within(name,name)",
                "Things?$filter=year(name) eq 1",
                "Things?$orderby=foo",
                "Things?$select=foo",
                "Things?$filter=geo.intersects(Locations/location,geography'POLYGON((1 1))')",
                "Things?$expand=foo",
                "Things?$top=-1",
                "Things?$expand=Datastreams($expand=Observations($top=10000))",
                "Things?$skiptoken=xyz",
                "Things?$resultFormat=xml",
                "Things?$skiptoken=WyJhIl0",
                "Things?$filter=name eq '\0'",
                "Things?$filter=properties/x gt 1e999",
                "Things?$filter=substring(name,99999999999,-1) eq 'a'",
                "Things?$filter=Datastreams/any(d:d/foo eq 1)",
                "Things?$filter=concat(name) eq 'a'",
                "Things?$filter=round('a') eq 1",
                "Things?$orderby=null",
                "Things?$count=ja",
                "Observations?$filter=phenomenonTime add duration'P999999Y' gt now()",
                "Things?$filter=id eq 1 &$top=1e3"
            })
    void whatCannotBeAnsweredIsRefused(String query) throws Exception {
        int at = query.indexOf('=') + 1;
        assertThat(devices.ask(query.substring(0, at) + encode(query.substring(at)))
                        .getStatus())
                .as(query)
                .isEqualTo(400);
    }

    private long datastream() throws Exception {
        return page("Things(%d)/Datastreams".formatted(pointThing))
                .path("value")
                .path(0)
                .path("@iot.id")
                .asLong();
    }

    private List<String> names(String path) throws Exception {
        return page(path)
                .path("value")
                .valueStream()
                .map(one -> one.path("name").asString("?"))
                .toList();
    }

    private JsonNode page(String path) throws Exception {
        JsonNode page = JSON.readTree(text(path));
        assertThat(page.path("detail").asString("")).isEmpty();
        return page;
    }

    private String text(String path) throws Exception {
        return devices.ask(path.replace(" ", "%20"))
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("\": ", "\":");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" "));
    }
}
