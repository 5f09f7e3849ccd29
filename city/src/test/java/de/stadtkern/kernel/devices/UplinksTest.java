package de.stadtkern.kernel.devices;

import static de.stadtkern.Devices.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@TownTest
class UplinksTest {

    private static final Path EXAMPLES =
            Path.of(System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared"), "data/lorawan");

    private static final String TTS = """
            {"end_device_ids": {"device_id": "weg-1", "application_ids": {"application_id": "stadt"}, "dev_eui": "%s"},
             "received_at": "2026-01-12T05:10:01.000000000Z",
             "uplink_message": {"session_key_id": "AAECAw==", "f_cnt": 45, "f_port": 1, "frm_payload": "AQ==",
              "decoded_payload": {"surface_temperature": {"displayName": "Surface", "value": -2.5, "unit": "°C"}%s},
              "rx_metadata": [{"gateway_ids": {"gateway_id": "gw-bauhof"}, "rssi": -111, "snr": -3.2},
                              {"gateway_ids": {"gateway_id": "gw-rathaus"}, "rssi": -97, "snr": 6.5}],
              "received_at": "2026-01-12T05:10:00.345678901Z"}}""";

    private static final String CHIRPSTACK = """
            {"deduplicationId": "3ac7e3c4-4401-4b8d-9386-a5c902f9202d", "time": "2026-01-12T05:10:00.345678901+00:00",
             "deviceInfo": {"deviceName": "boden-1", "devEui": "%s"}, "fCnt": 45, "fPort": 2, "data": "AQ==",
             "object": {"surface_temperature": {"value": "-2.50"}%s},
             "rxInfo": [{"gatewayId": "0016c001f10000a1", "rssi": -97, "snr": 6.5}]}""";

    @Autowired
    MockMvc http;

    @Autowired
    Devices devices;

    @Autowired
    JdbcClient jdbc;

    @Value("${stadtkern.data}")
    Path data = Path.of("");

    private String devEui = "";
    private long datastream;

    @BeforeEach
    void installADevice() throws Exception {
        devEui = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        datastream = devices.lorawan(devEui, "[\"old_name\", \"surface_temperature.value\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tts", "chirpstack"})
    void anUplinkBecomesObservationsOfTheDevicesDatastreams(String server) throws Exception {
        send(server, uplink(server, ""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("stored"))
                .andExpect(jsonPath("$.observations").value(1));

        http.perform(get(ROOT + "Datastreams(%d)/Observations".formatted(datastream)))
                .andExpect(jsonPath("$.value[0].result").value(-2.5))
                .andExpect(jsonPath("$.value[0].phenomenonTime").value("2026-01-12T05:10:00.345679Z"))
                .andExpect(jsonPath("$.value[0].parameters.frameCounter").value(45))
                .andExpect(jsonPath("$.value[0].parameters.rssi").value(-97))
                .andExpect(jsonPath("$.value[0].parameters.gateway")
                        .value(server.equals("tts") ? "gw-rathaus" : "0016c001f10000a1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tts", "chirpstack"})
    void aRepeatedUplinkIsStoredOnce(String server) throws Exception {
        send(server, uplink(server, ""));
        send(server, uplink(server, "")).andExpect(status().isOk());

        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void afterANewJoinTheCounterBeginsAgainAndIsNoRepetition() throws Exception {
        send("tts", uplink("tts", ""));
        send("tts", uplink("tts", "").replace("AAECAw==", "BAUGBw=="));

        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void theDeviceIsFoundWhetherItsIdentityIsWrittenInUpperOrLowerCase() throws Exception {
        send("tts", TTS.formatted(devEui.toUpperCase(Locale.ROOT), ""));

        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void aJoinIsNoMeasurement() throws Exception {
        send("tts", "{\"end_device_ids\": {}, \"join_accept\": {\"session_key_id\": \"AA==\"}}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("no-measurement"));
    }

    @Test
    void whatIsSimulatedIsNeverStored() throws Exception {
        send("tts", uplink("tts", "").replaceFirst("\\{", "{\"simulated\": true, "))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("simulated"));

        assertThat(stored()).isZero();
    }

    @Test
    void bytesThatNobodyDecodedAreUndecoded() throws Exception {
        send("tts", uplink("tts", "").replace("decoded_payload", "other"))
                .andExpect(jsonPath("$.outcome").value("undecoded"));
    }

    @Test
    void aStatusOfChirpStackIsNoMeasurement() throws Exception {
        send("chirpstack?event=status", "{\"deviceInfo\": {\"devEui\": \"%s\"}, \"margin\": 10}".formatted(devEui))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("no-measurement"));
    }

    @Test
    void anUnknownDeviceIsNotRefusedBecauseTheNetworkServerWouldSwitchItsWebhookOff() throws Exception {
        send("tts", TTS.formatted("0102030405060708", ""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("unknown-device"))
                .andExpect(jsonPath("$.observations").value(0));
    }

    @Test
    void whatNoDatastreamAsksForIsUnmapped() throws Exception {
        String battery = uplink("tts", "").replace("surface_temperature", "battery_voltage");

        send("tts", battery).andExpect(jsonPath("$.outcome").value("unmapped"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "", "nass"})
    void aTextThatIsNoNumberWasNotMeasured(String text) throws Exception {
        send("chirpstack", uplink("chirpstack", "").replace("-2.50", text))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("bad-value"))
                .andExpect(jsonPath("$.bad[0]").value("old_name, surface_temperature.value"));
    }

    @Test
    void aTimeThatCannotBeReadChangesNothing() throws Exception {
        send("tts", uplink("tts", "").replace("00.345678901Z", "gestern")).andExpect(status().isBadRequest());

        assertThat(stored()).isZero();
    }

    @Test
    void anUplinkWithoutDeviceIsRefusedWithTheNameOfTheField() throws Exception {
        send("chirpstack", "{\"deviceInfo\": {}}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("devEui")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "010203040506070g", "01-02-03-04-05-06-07-08"})
    void whatIsNoIdentityOfADeviceIsRefusedWithItsValue(String wrong) throws Exception {
        send("tts", uplink("tts", "").replace(devEui, wrong))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString(wrong)));
    }

    @Test
    void nobodyWritesWithoutAKey() throws Exception {
        http.perform(post("/ingest/tts").contentType(MediaType.APPLICATION_JSON).content(uplink("tts", "")))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void aDeviceHasOneThing() throws Exception {
        devices.send("Things", """
                        {"name": "Zweites", "description": "d", "properties": {"devEui": "%s"}}""".formatted(devEui.toUpperCase(Locale.ROOT)))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("devEui")));
    }

    @ParameterizedTest
    @CsvSource({
        "tts-decentlab-dl-cws2.json, surface_temperature.value, 4.57",
        "tts-milesight-em310-udl.json, distance, 2116",
        "tts-decentlab-dl-atm41.json, air_temperature.value, 26.4",
        "tts-trap-first-frame.json, surface_temperature.value, 4.57",
        "chirpstack-dragino-lse01.json, water_SOIL, 19.57",
        "chirpstack-decentlab-dl-ctd10.json, water_depth.value, 4232",
        "chirpstack-trap-defaults-omitted.json, surface_temperature.value, 4.57",
    })
    void recordedExamplesOfBothServersAreUnderstood(String file, String field, double value) throws Exception {
        assumeTrue(Files.exists(EXAMPLES), EXAMPLES.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        datastream = devices.lorawan(devEui.substring(1) + "f", "\"" + field + "\"");
        ObjectNode message = (ObjectNode) new JsonMapper().readTree(Files.readString(EXAMPLES.resolve(file)));
        boolean tts = file.startsWith("tts");
        ((ObjectNode) message.path(tts ? "end_device_ids" : "deviceInfo"))
                .put(tts ? "dev_eui" : "devEui", devEui.substring(1) + "f");

        send(tts ? "tts" : "chirpstack", message.toString())
                .andExpect(jsonPath("$.outcome").value("stored"));

        assertThat(results()).containsExactly(value);
    }

    private String uplink(String server, String more) {
        return (server.equals("tts") ? TTS : CHIRPSTACK).formatted(devEui, more);
    }

    private ResultActions send(String path, String body) throws Exception {
        return http.perform(post("/ingest/" + path)
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(data.resolve("api-key")).strip())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private long stored() {
        return results().size();
    }

    private List<@Nullable Double> results() {
        return jdbc.sql("select result from observation where datastream_id = :id")
                .param("id", datastream)
                .query(Double.class)
                .list();
    }
}
