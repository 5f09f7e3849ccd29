package de.stadtkern.kernel.observations;

import static de.stadtkern.Devices.json;
import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** 18-088, sections 10, 11 and 14: creating, changing, deleting, many at a time. */
@TownTest
class SensorThingsChangeTest {

    @Autowired
    Devices devices;

    private Devices.Station station = new Devices.Station(0, 0, 0, 0);

    @BeforeEach
    void setUp() throws Exception {
        station = devices.station("Wandelbar");
    }

    @Test
    void patchChangesWhatItNamesAndPutEverything() throws Exception {
        JsonNode patched =
                json(devices.send(HttpMethod.PATCH, thing(), "{\"name\": \"neu\", \"properties\": {\"a\": 1}}"));
        assertThat(patched.path("description").stringValue()).isEqualTo("Station");
        assertThat(patched.path("properties").path("a").asInt()).isEqualTo(1);

        JsonNode put = json(devices.send(HttpMethod.PUT, thing(), "{\"name\": \"ganz neu\", \"description\": \"d\"}"));
        assertThat(put.has("properties")).isFalse();
        assertThat(devices.send(HttpMethod.PUT, thing(), "{\"name\": \"halb\"}").getStatus())
                .isEqualTo(400);
        assertThat(devices.read(thing()).path("name").stringValue()).isEqualTo("ganz neu");
    }

    @Test
    void jsonPatchIsDoneAsAWholeOrNotAtAll() throws Exception {
        JsonNode patched = json(jsonPatch("""
                [{"op": "add", "path": "/properties", "value": {"q": [1]}}, {"op": "add", "path": "/properties/q/-", "value": 2},
                 {"op": "copy", "from": "/name", "path": "/description"}, {"op": "test", "path": "/name", "value": "Wandelbar"}]"""));
        assertThat(patched.path("properties").path("q").size()).isEqualTo(2);
        assertThat(patched.path("description").stringValue()).isEqualTo("Wandelbar");

        assertThat(jsonPatch(
                                "[{\"op\": \"replace\", \"path\": \"/name\", \"value\": \"x\"}, {\"op\": \"test\", \"path\": \"/name\", \"value\": \"y\"}]")
                        .getStatus())
                .isEqualTo(409);
        assertThat(jsonPatch("[{\"op\": \"remove\", \"path\": \"/properties/none\"}]")
                        .getStatus())
                .isEqualTo(400);
        assertThat(devices.read(thing()).path("name").stringValue()).isEqualTo("Wandelbar");
    }

    @Test
    void changingLinksButNeverCreates() throws Exception {
        assertThat(devices.send(HttpMethod.PATCH, thing(), "{\"Locations\": [{\"name\": \"innen\"}]}")
                        .getStatus())
                .isEqualTo(400);
        assertThat(devices.send(
                                HttpMethod.PATCH,
                                "Datastreams(%d)".formatted(station.air()),
                                "{\"Sensor\": {\"name\": \"s\"}}")
                        .getStatus())
                .isEqualTo(400);
        long other = devices.station("Andere").thing();
        assertThat(devices.send(
                                HttpMethod.PATCH,
                                "Datastreams(%d)".formatted(station.air()),
                                "{\"Thing\": {\"@iot.id\": %d}}".formatted(other))
                        .getStatus())
                .isEqualTo(200);
        assertThat(devices.read("Datastreams(%d)/Thing".formatted(station.air()))
                        .path("@iot.id")
                        .asLong())
                .isEqualTo(other);
    }

    @Test
    void aThingThatMovesLeavesAHistory() throws Exception {
        devices.send(thing() + "/Locations", """
                {"name": "neu", "description": "d", "encodingType": "application/geo+json",
                 "location": {"type": "Point", "coordinates": [1, 2]}}""");
        assertThat(devices.read(thing() + "/Locations").path("value").size()).isEqualTo(1);
        assertThat(devices.read(thing() + "/HistoricalLocations?$expand=Locations&$orderby=time")
                        .path("value")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aDatastreamKnowsWhenAndWhereItHasMeasured() throws Exception {
        String stream = "Datastreams(%d)".formatted(station.air());
        long first = devices.create(stream + "/Observations", """
                {"phenomenonTime": "2020-01-01T00:00:00Z/2020-01-02T00:00:00Z", "resultTime": "2020-01-03T00:00:00Z", "result": 1}""");
        devices.create(stream + "/Observations", """
                {"phenomenonTime": "2020-02-01T00:00:00Z", "result": 2, "FeatureOfInterest": {"name": "f", "description": "f",
                 "encodingType": "application/geo+json", "feature": {"type": "Point", "coordinates": [12, 51]}}}""");
        JsonNode wide = devices.read(stream);
        assertThat(wide.path("phenomenonTime").stringValue()).isEqualTo("2020-01-01T00:00:00Z/2020-02-01T00:00:00Z");
        assertThat(wide.path("resultTime").stringValue()).isEqualTo("2020-01-03T00:00:00Z/2020-01-03T00:00:00Z");
        JsonNode latitude = devices.read(thing() + "/Locations").at("/value/0/location/coordinates/1");
        assertThat(wide.path("observedArea").toString())
                .isEqualTo(
                        "{\"type\":\"Polygon\",\"coordinates\":[[[11.9,%1$s],[12,%1$s],[12,51],[11.9,51],[11.9,%1$s]]]}"
                                .formatted(latitude));

        devices.send(HttpMethod.DELETE, "Observations(%d)".formatted(first), "");
        JsonNode narrow = devices.read(stream);
        assertThat(narrow.path("phenomenonTime").stringValue()).isEqualTo("2020-02-01T00:00:00Z/2020-02-01T00:00:00Z");
        assertThat(narrow.path("observedArea").path("type").stringValue()).isEqualTo("Point");
    }

    @Test
    void aChangedObservationChangesWhatItsDatastreamsSay() throws Exception {
        String stream = "Datastreams(%d)".formatted(station.air());
        String other = "Datastreams(%d)".formatted(station.surface());
        devices.create(stream + "/Observations", "{\"phenomenonTime\": \"2020-01-01T00:00:00Z\", \"result\": 1}");
        long moved = devices.create(
                stream + "/Observations", "{\"phenomenonTime\": \"2020-02-01T00:00:00Z\", \"result\": 2}");

        devices.send(HttpMethod.PATCH, "Observations(%d)".formatted(moved), """
                {"phenomenonTime": "2020-03-01T00:00:00Z", "resultTime": "2020-03-02T00:00:00Z"}""");
        assertThat(devices.read(stream).path("phenomenonTime").stringValue())
                .isEqualTo("2020-01-01T00:00:00Z/2020-03-01T00:00:00Z");
        assertThat(devices.read(stream).path("resultTime").stringValue())
                .isEqualTo("2020-03-02T00:00:00Z/2020-03-02T00:00:00Z");

        devices.send(HttpMethod.PATCH, "Observations(%d)".formatted(moved), """
                {"Datastream": {"@iot.id": %d}}""".formatted(station.surface()));
        assertThat(devices.read(stream).path("phenomenonTime").stringValue())
                .isEqualTo("2020-01-01T00:00:00Z/2020-01-01T00:00:00Z");
        assertThat(devices.read(stream).has("resultTime")).isFalse();
        assertThat(devices.read(other).path("phenomenonTime").stringValue())
                .isEqualTo("2020-03-01T00:00:00Z/2020-03-01T00:00:00Z");
    }

    @Test
    void deletingAThingTakesItsDatastreamsAndLeavesItsLocation() throws Exception {
        long observation = devices.create("Datastreams(%d)/Observations".formatted(station.air()), "{\"result\": 1}");
        long location = devices.read(thing() + "/Locations")
                .path("value")
                .path(0)
                .path("@iot.id")
                .asLong();

        assertThat(devices.send(HttpMethod.DELETE, thing(), "").getStatus()).isEqualTo(200);

        assertThat(status("Observations(%d)".formatted(observation))).isEqualTo(404);
        assertThat(status("Datastreams(%d)".formatted(station.air()))).isEqualTo(404);
        assertThat(status("Locations(%d)".formatted(location))).isEqualTo(200);
    }

    @Test
    void aMultiDatastreamKeepsItsOrderAndItsWidth() throws Exception {
        String multi = """
                {"name": "m", "description": "m", "multiObservationDataTypes": ["a", "b"], "unitOfMeasurements": [{}, {}],
                 "Thing": {"@iot.id": %d}, "Sensor": {"name": "s", "description": "s", "encodingType": "t", "metadata": "m"},
                 "ObservedProperties": [{"name": "z", "definition": "z", "description": "z"},
                    {"name": "a", "definition": "a", "description": "a"}], "Observations": [{"result": [1, 2]}]}""".formatted(station.thing());
        String entity = "MultiDatastreams(%d)".formatted(devices.create("MultiDatastreams", multi));

        assertThat(devices.read(entity + "/ObservedProperties")
                        .path("value")
                        .valueStream()
                        .map(one -> one.path("name").stringValue()))
                .containsExactly("z", "a");
        assertThat(devices.read(entity + "/Observations")
                        .path("value")
                        .path(0)
                        .path("result")
                        .toString())
                .isEqualTo("[1,2]");
        assertThat(devices.send(HttpMethod.POST, entity + "/Observations", "{\"result\": [1]}")
                        .getStatus())
                .isEqualTo(400);
        assertThat(devices.send(HttpMethod.POST, "MultiDatastreams", multi.replace("[{}, {}]", "[{}]"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void manyObservationsComeInOneRequestAndTheWrongOnesAreNamed() throws Exception {
        JsonNode links = json(devices.send(HttpMethod.POST, "CreateObservations", """
                [{"Datastream": {"@iot.id": %d}, "components": ["phenomenonTime", "result"], "dataArray@iot.count": 3,
                  "dataArray": [["2021-01-01T00:00:00Z", 1], ["gestern", 2], ["2021-01-02T00:00:00Z", 3]]},
                 {"Datastream": {"@iot.id": 999999999}, "components": ["result"], "dataArray": [[4]]}]""".formatted(station.air())));
        assertThat(links.path(0).stringValue()).contains("/Observations(");
        assertThat(List.of(links.path(1).stringValue(), links.path(3).stringValue()))
                .containsOnly("error");
        assertThat(devices.read("Datastreams(%d)/Observations".formatted(station.air()))
                        .path("value")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aDataArrayMayStandBeforeItsComponents() throws Exception {
        JsonNode links = json(devices.send(HttpMethod.POST, "CreateObservations", """
                [{"dataArray": [["2021-01-01T00:00:00Z", 1], [{"a": [2]}, 2], ["2021-01-02T00:00:00Z", [3, [4]]], [], 5],
                  "components": ["phenomenonTime", "result"], "Datastream": {"@iot.id": %d}}]""".formatted(station.air())));
        assertThat(links.valueStream().map(link -> link.stringValue().equals("error")))
                .containsExactly(false, true, false, true, true);
    }

    @Test
    void aBatchOfJsonLinksWhatItCreatesAndUndoesAFailedGroup() throws Exception {
        JsonNode responses = json(devices.send(
                        HttpMethod.POST, "$batch", """
                {"requests": [
                 {"id": "s", "atomicityGroup": "g", "method": "post", "url": "Sensors",
                  "body": {"name": "s", "description": "d", "encodingType": "t", "metadata": "m"}},
                 {"id": "d", "atomicityGroup": "g", "method": "patch", "url": "Datastreams(%1$d)", "body": {"Sensor": {"@iot.id": "$s"}}},
                 {"id": "n", "method": "get", "url": "$s?$select=name"},
                 {"id": "x", "atomicityGroup": "h", "method": "delete", "url": "Things(%2$d)"},
                 {"id": "y", "atomicityGroup": "h", "method": "delete", "url": "Things(999999999)"}]}""".formatted(station.air(), station.thing())))
                .path("responses");
        assertThat(responses.valueStream().map(one -> one.path("status").asInt()))
                .containsExactly(201, 200, 200, 404, 404);
        assertThat(responses.path(2).path("body").path("name").stringValue()).isEqualTo("s");
        assertThat(status(thing())).isEqualTo(200);
    }

    @Test
    void aMultipartBatchHasChangeSets() throws Exception {
        String batch = """
                --b1
                Content-Type: application/http

                GET %1$s?$select=name HTTP/1.1
                Host: localhost

                --b1
                Content-Type: multipart/mixed; boundary=c1

                --c1
                Content-Type: application/http
                Content-ID: 1

                POST /sensorthings/v1.1/Things HTTP/1.1
                Content-Type: application/json

                {"name": "aus dem Stapel", "description": "d"}
                --c1
                Content-Type: application/http
                Content-ID: 2

                PATCH $1 HTTP/1.1
                Content-Type: application/json

                {"description": "geändert"}
                --c1--
                --b1--
                """.formatted(thing()).replace("\n", "\r\n");
        MockHttpServletResponse answer = devices.send(HttpMethod.POST, "$batch", batch, "multipart/mixed;boundary=b1");
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("{\"name\":\"Wandelbar\"}")
                .contains("HTTP/1.1 201 Created")
                .contains("Content-ID: 2")
                .contains("\"geändert\"");
    }

    private String thing() {
        return "Things(" + station.thing() + ")";
    }

    private MockHttpServletResponse jsonPatch(String operations) throws Exception {
        return devices.send(HttpMethod.PATCH, thing(), operations, "application/json-patch+json");
    }

    private int status(String path) throws Exception {
        return devices.ask(path).getStatus();
    }
}
