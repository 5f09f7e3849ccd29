package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** What is kept and the figures, over HTTP. */
@TownTest
class KeepingRoutesTest {

    private static final String HOURS = "{\"keepDays\": 365, \"figures\": [\"PT1H\"]}";

    @Autowired
    MockMvc http;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    Figures figures;

    @Autowired
    JdbcClient jdbc;

    private long datastream;
    private String key = "";

    @BeforeEach
    void setUp() throws Exception {
        datastream = devices.station("Aufbewahrt").air();
        key = people.key(Scope.WRITE_OBSERVATIONS, Scope.DELETE_OBSERVATIONS);
    }

    @Test
    void theOwnerSaysWhatIsKeptAndEverybodySeesIt() throws Exception {
        assertThat(read("keeping").getContentAsString())
                .isEqualTo("{\"keepDays\":null,\"figures\":[],\"rawSince\":null}");
        assertThat(change(key, HOURS).getStatus()).isEqualTo(200);
        assertThat(read("keeping").getContentAsString())
                .isEqualTo("{\"keepDays\":365,\"figures\":[\"PT1H\"],\"rawSince\":null}");
    }

    @Test
    void figuresAreGivenAsJsonAndCsv() throws Exception {
        assertThat(change(key, HOURS).getStatus()).isEqualTo(200);
        for (double result : new double[] {-2, -1, 0}) {
            devices.create(
                    "Datastreams(%d)/Observations".formatted(datastream),
                    "{\"phenomenonTime\": \"2026-01-02T03:04:05Z\", \"result\": %s}".formatted(result));
        }
        figures.calculate();
        String range = "?width=PT1H&from=2026-01-02T00:00:00Z&until=2026-01-03T00:00:00Z";

        assertThat(read("figures", range, "text/csv").getContentAsString()).isEqualTo("""
                start,observations,valid_share,min,max,mean,sum\r
                2026-01-02T03:00:00Z,3,1.0,-2.0,0.0,-1.0,-3.0\r
                """);
        assertThat(read("figures", range, "application/json").getContentAsString())
                .isEqualTo("""
                [{"start":"2026-01-02T03:00:00Z","observations":3,"validShare":1.0,"min":-2.0,"max":0.0,\
                "mean":-1.0,"sum":-3.0}]""");
        assertThat(read("figures", range.replace("PT1H", "PT2H"), "application/json")
                        .getStatus())
                .isEqualTo(400);
        assertThat(read("figures", "?width=PT1H&from=gestern&until=heute", "application/json")
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void whoMayNotIsRefusedAndNothingChanges() throws Exception {
        String foreign = "fremd-" + UUID.randomUUID();
        jdbc.sql("""
                        insert into api_key (municipality_id, name, key_hash, scope)
                        values (:m, 'fremd', encode(sha256(convert_to(:key, 'UTF8')), 'hex'), 'observations:write observations:delete')""")
                .param("m", people.foreignMunicipality())
                .param("key", foreign)
                .update();

        assertThat(http.perform(put(address("keeping"))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(HOURS))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isIn(401, 403);
        assertThat(change(people.key(Scope.WRITE_OBSERVATIONS), HOURS).getStatus())
                .isEqualTo(403);
        assertThat(change(foreign, HOURS).getStatus()).isEqualTo(404);
        assertThat(figures.find(datastream)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keepDays\": 0}",
                "{\"keepDays\": -1}",
                "{\"keepDays\": 1.5}",
                "{\"keepDays\": \"7\"}",
                "{\"keepDays\": 36501}",
                "{\"keepDays\": 99999999999}",
                "{\"figures\": [\"PT2H\"]}",
                "{\"figures\": [null]}",
            })
    void whatCannotBeKeptIsRefused(String wish) throws Exception {
        assertThat(change(key, wish).getStatus()).isEqualTo(400);
        assertThat(figures.find(datastream)).isEmpty();
    }

    @Test
    void whatIsInternalOrNotThereIsNotFound() throws Exception {
        assertThat(change(key, HOURS).getStatus()).isEqualTo(200);
        jdbc.sql("update datastream set properties = '{\"access\": \"internal\"}' where id = :id")
                .param("id", datastream)
                .update();
        String range = "?width=PT1H&from=2026-01-02T00:00:00Z&until=%s".formatted(Instant.now());

        assertThat(read("keeping").getStatus()).isEqualTo(404);
        assertThat(read("figures", range, "text/csv").getStatus()).isEqualTo(404);
        datastream = 999_999_999;
        assertThat(read("keeping").getStatus()).isEqualTo(404);
        assertThat(change(key, HOURS).getStatus()).isEqualTo(404);
    }

    private MockHttpServletResponse change(String withKey, String wish) throws Exception {
        return http.perform(put(address("keeping"))
                        .header("Authorization", "Bearer " + withKey)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(wish))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse read(String what) throws Exception {
        return read(what, "", "application/json");
    }

    private MockHttpServletResponse read(String what, String query, String form) throws Exception {
        return http.perform(get(URI.create(address(what) + query)).accept(form))
                .andReturn()
                .getResponse();
    }

    private String address(String what) {
        return "/sensorthings/%s/Datastreams(%d)".formatted(what, datastream);
    }
}
