package de.stadtkern.kernel.observations;

import static de.stadtkern.Devices.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class SensorThingsApiTest {

    @Autowired
    MockMvc http;

    @Autowired
    Devices devices;

    @Autowired
    JdbcClient jdbc;

    private Devices.Station station = new Devices.Station(0, 0, 0, 0);
    private String observations = "";

    @BeforeEach
    void setUp() throws Exception {
        station = devices.station("Prüfstation");
        observations = "Datastreams(%d)/Observations".formatted(station.air());
    }

    @Test
    void theRootListsTheEntitySets() throws Exception {
        http.perform(get(ROOT))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.value[0].name").value("Things"))
                .andExpect(jsonPath("$.value[0].url").value("http://localhost/sensorthings/v1.1/Things"));
    }

    @Test
    void anObservationComesBackAsItWasSent() throws Exception {
        devices.send(observations, """
                        {"phenomenonTime": "2026-01-10T05:00:00+01:00", "result": 8, "parameters": {"a": 1}}""")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", containsString("/Observations(")))
                .andExpect(jsonPath("$.phenomenonTime").value("2026-01-10T04:00:00Z"))
                .andExpect(jsonPath("$.resultTime").isEmpty())
                .andExpect(content().string(containsString("\"result\":8,")))
                .andExpect(jsonPath("$.parameters.a").value(1));
    }

    @Test
    void repeatingARequestStoresNothingTwice() throws Exception {
        devices.send(observations, "{\"result\": 1}", "einmal").andExpect(status().isCreated());
        devices.send(observations, "{\"result\": 1}", "einmal").andExpect(status().isCreated());

        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void aTokenThatIsTooLongIsRefused() throws Exception {
        devices.send(observations, "{\"result\": 1}", "x".repeat(256)).andExpect(status().isBadRequest());
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        devices.send(observations, "{\"result\": \"%s\"}".formatted("x".repeat(2_000_000)))
                .andExpect(status().isContentTooLarge());
        assertThat(stored()).isZero();
    }

    @Test
    void whatADeviceDatesIntoTheFutureIsKeptButIsNotTheNewestValue() throws Exception {
        devices.send(observations, "{\"result\": 1}");
        devices.send(observations, "{\"phenomenonTime\": \"2150-01-01T00:00:00Z\", \"result\": 99}")
                .andExpect(status().isCreated());

        assertThat(stored()).isEqualTo(2);
        assertThat(jdbc.sql("select result from last_observation where datastream_id = :id")
                        .param("id", station.air())
                        .query(Double.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void pagesLeadOnUntilTheEnd() throws Exception {
        for (int i = 0; i < 3; i++) {
            devices.send(observations, "{\"result\": %d}".formatted(i));
        }
        http.perform(get(ROOT + observations + "?$top=2&$count=true&$orderby=phenomenonTime asc"))
                .andExpect(jsonPath("$['@iot.count']").value(3))
                .andExpect(jsonPath("$.value[0].result").value(0))
                .andExpect(jsonPath("$['@iot.nextLink']")
                        .value(containsString("$orderby=phenomenonTime%20asc&$skiptoken=")));
        http.perform(get(URI.create("/sensorthings/v1.1/" + observations + "?$top=2&$skip=2")))
                .andExpect(jsonPath("$.value.length()").value(1))
                .andExpect(jsonPath("$['@iot.nextLink']").doesNotExist());
    }

    @Test
    void relationsLeadFromEntityToEntity() throws Exception {
        http.perform(get(ROOT + "Datastreams(%d)/Thing".formatted(station.air())))
                .andExpect(jsonPath("$['@iot.id']").value(station.thing()));
        http.perform(get(ROOT + "Things(%d)/Locations".formatted(station.thing())))
                .andExpect(jsonPath("$.value[0].location.coordinates[0]").value(11.9));
        http.perform(get(ROOT + "Things(%d)/Datastreams".formatted(station.thing())))
                .andExpect(jsonPath("$.value.length()").value(3));
    }

    @Test
    void nobodyWritesWithoutAKey() throws Exception {
        http.perform(post(ROOT + observations)
                        .header("Authorization", "Bearer sk_falsch")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"result\": 1}"))
                .andExpect(status().isUnauthorized())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail", containsString("API key")));
        assertThat(stored()).isZero();
    }

    @Test
    void aDeviceWritesForItsOwnMunicipalityOnly() throws Exception {
        long elsewhere = jdbc.sql("""
                        insert into municipality (key, name) values ('nachbarstadt', 'Nachbarstadt')
                        on conflict (key) do update set name = excluded.name returning id""").query(Long.class).single();
        long thing = jdbc.sql("""
                        insert into thing (municipality_id, name, description) values (:id, 'fremd', 'fremd') returning id""").param("id", elsewhere).query(Long.class).single();

        devices.send("Things(%d)/Datastreams".formatted(thing), "{}").andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"result\": 1                          | 400 | this is none",
                "[]                                      | 400 | JSON object is expected",
                "{}                                      | 400 | result is missing",
                "{\"result\": 1, \"phenomenonTime\": \"gestern\"} | 400 | phenomenonTime must be an ISO 8601 instant",
                "{\"result\": 1, \"phenomenonTime\": 5}  | 400 | phenomenonTime must be a string",
                "{\"result\": -1e400}                  | 400 | cannot be kept",
                "{\"result\": 1, \"phenomenonTime\": \"-9999-01-01T00:00:00Z\"} | 400 | 1900 to 2199",
                "{\"result\": 1, \"parameters\": 5}      | 400 | JSON object is expected",
            })
    void badObservationsAreRefusedWithTheReason(String body, int code, String reason) throws Exception {
        devices.send(observations, body)
                .andExpect(status().is(code))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail", containsString(reason)))
                .andExpect(content().string(not(containsString("de.stadtkern"))));
        assertThat(stored()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Things(999999999)            | 404 | no “Things(999999999)”",
                "Dinge                        | 404 | no “Dinge”",
                "Things?$filter=name eq       | 400 | cannot be understood",
                "Things?$filter=foo eq 1      | 400 | neither a property",
                "Things?$farbe=rot            | 400 | no query option",
                "Things?$top=-1               | 400 | $top must be a whole number",
                "Things?$top=9999999999999    | 400 | $top must be a whole number",
                "Things?$count=vielleicht     | 400 | $count must be true or false",
            })
    void badQuestionsAreRefusedWithTheReason(String path, int code, String reason) throws Exception {
        http.perform(get(ROOT + path))
                .andExpect(status().is(code))
                .andExpect(jsonPath("$.detail", containsString(reason)));
    }

    @Test
    void aTextThatTheDatabaseCannotKeepIsRefused() throws Exception {
        devices.send("Things", "{\"name\": \"a\\u0000b\", \"description\": \"d\"}")
                .andExpect(status().isBadRequest());
    }

    @Test
    void aFailedDeepInsertLeavesNothingBehind() throws Exception {
        devices.send("Things", """
                        {"name": "halb", "description": "d", "Datastreams": [{"name": "ohne alles"}]}""").andExpect(status().isBadRequest());

        assertThat(jdbc.sql("select count(*) from thing where name = 'halb'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long stored() {
        return jdbc.sql("select count(*) from observation where datastream_id = :id")
                .param("id", station.air())
                .query(Long.class)
                .single();
    }
}
