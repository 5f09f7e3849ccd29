package de.stadtkern.kernel.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Device types with the maker's codec: bytes that nobody decoded become observations. */
@TownTest
class CodecTest {

    private static final String CODEC = "function decodeUplink(input) { var b = input.bytes;"
            + " if (input.fPort !== 2) { return {errors: ['only port 2']}; }"
            + " return {data: {temperature: (b[0] << 8 | b[1]) / 10}}; }";

    private static final String UPLINK = """
            {"deduplicationId": "%s", "time": "2026-01-12T05:10:00+00:00", "fCnt": 1, "fPort": %d, "data": "AQI=",
             "deviceInfo": {"deviceName": "fühler", "devEui": "%s", "deviceProfileName": "x"}}""";

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    Devices things;

    private final JsonMapper json = new JsonMapper();
    private final String devEui = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private String key = "";

    @BeforeEach
    void setUp() {
        key = people.key(Scope.WRITE_OBSERVATIONS);
    }

    @Test
    void bytesBecomeObservationsByTheMakersCodec() throws Exception {
        assertThat(call("/ingest/device-types", type(CODEC)).getStatus()).isEqualTo(200);
        JsonNode thing = json.readTree(things.send("Things", """
                {"name": "Fühler", "description": "Fühler", "properties": {"devEui": "%s", "deviceType": "js-%s"}}""".formatted(devEui, devEui))
                .andReturn()
                .getResponse()
                .getContentAsString());
        long datastream = things.datastream(thing.path("@iot.id").asLong(), "t" + devEui, "Cel");
        things.send(
                HttpMethod.PATCH,
                "Datastreams(%d)".formatted(datastream),
                "{\"properties\": {\"field\": \"temperature\"}}");

        assertThat(outcome(2)).isEqualTo("stored");
        assertThat(outcome(3)).isEqualTo("undecoded");
        assertThat(things.read("Datastreams(%d)/Observations".formatted(datastream))
                        .at("/value/0/result")
                        .asDouble())
                .isEqualTo(25.8);
    }

    @Test
    void theFormTriesACodecOutAndSaysWhatIsWrongWithIt() throws Exception {
        String tried = form("try", CODEC, UPLINK.formatted(UUID.randomUUID(), 2, devEui))
                .getContentAsString();
        assertThat(tried).contains("25,8", "value=\"temperature\"");

        assertThat(form("try", CODEC, UPLINK.formatted(UUID.randomUUID(), 9, devEui))
                        .getContentAsString())
                .contains("id=\"script-error\"", "only port 2");
        assertThat(call("/ingest/device-types", type("var nothing;")).getContentAsString())
                .contains("decodeUplink");
        assertThat(call(
                                "/ingest/device-types",
                                type(CODEC).replace("\"measures\"", "\"decoder\": \"bosch-tps110\", \"measures\""))
                        .getStatus())
                .isEqualTo(400);
    }

    private String type(String script) {
        return """
                {"key": "js-%1$s", "name": "Js", "script": %2$s, "measures": [{"key": "temperature", "name": "T",
                 "definition": "urn:t%1$s", "unit": "Cel"}]}""".formatted(devEui, json.writeValueAsString(script));
    }

    private String outcome(int port) throws Exception {
        return Devices.json(call("/ingest/chirpstack?event=up", UPLINK.formatted(UUID.randomUUID(), port, devEui)))
                .path("outcome")
                .stringValue();
    }

    private MockHttpServletResponse call(String path, String body) throws Exception {
        return http.perform(post(path)
                        .header("Authorization", "Bearer " + key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse form(String action, String script, String uplink) throws Exception {
        return http.perform(post("/administration/devices/types")
                        .with(csrf())
                        .with(user(people.administrator()))
                        .param("action", action)
                        .param("name", "Js")
                        .param("script", script)
                        .param("uplink", uplink))
                .andReturn()
                .getResponse();
    }
}
