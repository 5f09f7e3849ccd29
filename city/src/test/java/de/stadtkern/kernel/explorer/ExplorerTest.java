package de.stadtkern.kernel.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The explorer as everybody reaches it. */
@TownTest
class ExplorerTest {

    private static final String SPAN = "from=2026-05-04T00:00Z&until=2026-05-05T00:00Z";
    private static final Instant START = Instant.parse("2026-05-04T00:00:00Z");

    private final String word = "Wort" + UUID.randomUUID();

    @Autowired
    MockMvc http;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    private Devices.Station station;

    @BeforeEach
    void setUp() throws Exception {
        station = devices.station(word);
        for (int i = 0; i < 4; i++) {
            devices.report(station, START.plusSeconds(600L * i), i == 2 ? 99 : i, 50 + i, i);
        }
    }

    @Test
    void aSeriesIsFoundByWordsQuantityTagAndPlace() throws Exception {
        devices.send(HttpMethod.PATCH, "Things(" + station.thing() + ")", """
                {"properties": {"tags": ["%s-tag"]}}""".formatted(word));
        for (String question : List.of(
                "q=" + word,
                "q=" + word.toLowerCase(java.util.Locale.ROOT) + "%20air",
                "tag=" + word + "-tag",
                "station=" + station.thing(),
                "q=" + word + "&near=" + station.thing() + "&km=0.1",
                "q=" + word + "&property=http://vocab.nerc.ac.uk/standard_name/air_temperature/")) {
            assertThat(ids("/explore/api/series?" + question)).as(question).contains(station.air());
        }
        assertThat(ids("/explore/api/series?q=" + word + "&tag=nix")).isEmpty();
        assertThat(html("/explore?tag=" + word + "-tag"))
                .contains("/explore?p=WEEK&amp;s=" + station.air() + "#charts")
                .contains(word + "-tag");
        assertThat(read("/explore/map.geojson?q=" + word, null).getContentAsString())
                .contains("station=" + station.thing());
    }

    @Test
    void theAddressAloneShowsSeveralSeriesByUnit() throws Exception {
        String page = html("/explore?s=%d.%d.%d&%s&vs=PREVIOUS"
                .formatted(station.air(), station.surface(), station.humidity(), SPAN));
        assertThat(page.split("<svg class=\"sk-chart__svg\"")).hasSize(3);
        assertThat(page)
                .contains("air_temperature, " + word)
                .contains("relative_humidity, " + word)
                .contains("99,00");
    }

    @Test
    void pointsKeepTheExtremesAndSayWhatIsValid() throws Exception {
        JsonNode points = json("/explore/api/series/%d/points?%s&width=PT1H".formatted(station.air(), SPAN));
        assertThat(points.path("points")).hasSize(1);
        JsonNode point = points.path("points").get(0);
        assertThat(point.path("max").asDouble()).isEqualTo(99);
        assertThat(point.path("min").asDouble()).isZero();
        assertThat(point.path("mean").asDouble()).isEqualTo(25.75);
        assertThat(point.path("count").asInt()).isEqualTo(4);
        assertThat(point.path("validShare").asDouble()).isEqualTo(1);
    }

    @Test
    void whatHasFailedIsShadedAndDoesNotCount() throws Exception {
        insertFlag(START.plusSeconds(1200), 4, "spike");
        JsonNode points = json("/explore/api/series/%d/points?%s&width=PT1H".formatted(station.air(), SPAN));
        JsonNode point = points.path("points").get(0);
        assertThat(point.path("max").asDouble()).isEqualTo(3);
        assertThat(point.path("validShare").asDouble()).isEqualTo(0.75);
        assertThat(points.path("flags").get(0).path("flag").asString()).isEqualTo("fail");
        assertThat(html("/explore?s=" + station.air() + "&" + SPAN))
                .contains("url(#chart-0-severe)")
                .contains("fehlerhaft (spike)");
        assertThat(csv("", "values"))
                .contains(START.plusSeconds(1200) + ",99.0,fail,\r\n", START.plusSeconds(600) + ",1.0,good,\r\n");
    }

    @Test
    void theNewestMarkOfAPersonHoldsOverTheTests() throws Exception {
        insertFlag(START.plusSeconds(1200), 4, "spike");
        jdbc.sql("""
                        insert into quality_mark (municipality_id, datastream_id, starts_at, ends_at, flag, reason, person_id,
                            person_name, made_at)
                        select :town, :datastream, '2026-05-04T00:00Z', '2026-05-04T00:25Z', flag, reason, 1, 'P', now()
                        from (values (3, 'erst'), (1, 'doch gut')) v (flag, reason)""")
                .param("town", people.municipality())
                .param("datastream", station.air())
                .update();
        assertThat(csv("", "values")).contains(START.plusSeconds(1200) + ",99.0,good,\r\n");
    }

    @Test
    void aFileSaysWhatItIsAndHoldsEveryValue() throws Exception {
        devices.send(HttpMethod.PATCH, "Things(" + station.thing() + ")", """
                {"properties": {"licence": "https://www.govdata.de/dl-de/by-2-0"}}""");
        MockHttpServletResponse answer = read("/explore/series/%d/values.csv?%s".formatted(station.air(), SPAN), null);
        assertThat(answer.getHeader("Content-Disposition")).contains("_2026-05-04_2026-05-05.csv");
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("# unit_ucum: Cel\r\n", "# licence: https://www.govdata.de/dl-de/by-2-0\r\n")
                .contains("\r\ntime,value,flag,sensor_quality\r\n2026-05-04T00:00:00Z,0.0,good,\r\n");
        assertThat(csv("&comments=false", "values")).startsWith("time,value,flag,sensor_quality\r\n");
        assertThat(csv("&width=PT1H&comments=false", "values"))
                .isEqualTo("start,mean,min,max,observations,valid_share,flag\r\n"
                        + "2026-05-04T00:00:00Z,25.75,0.0,99.0,4,1.0,good\r\n");
        JsonNode file = json("/explore/series/%d/values.json?%s".formatted(station.air(), SPAN));
        assertThat(file.path("values")).hasSize(4);
        assertThat(file.path("series").path("unit").asString()).isEqualTo("Cel");
        assertThat(json("/explore/series/%d/values.json?%s&width=PT1H".formatted(station.air(), SPAN))
                        .path("buckets"))
                .hasSize(1);
    }

    @Test
    void aSeriesIsCitedWithItsLicenceAndAnAddressThatStays() throws Exception {
        String page = html("/explore/series/" + station.air());
        assertThat(page).contains("Lizenz nicht angegeben", "/explore/series/" + station.air() + " (abgerufen am ");
        JsonNode csl = json("/explore/series/" + station.air() + "/citation.json");
        assertThat(csl.path("type").asString()).isEqualTo("dataset");
        assertThat(csl.path("URL").asString()).endsWith("/explore/series/" + station.air());
    }

    @Test
    void whatIsInternalExistsOnlyForItsTown() throws Exception {
        devices.send(HttpMethod.PATCH, "Things(" + station.thing() + ")", """
                {"properties": {"access": "internal", "tags": ["%s-tag"]}}""".formatted(word));
        String one = "/explore/series/" + station.air();
        for (@Nullable
        UserDetails who : new @Nullable UserDetails[] {null, people.citizen(), people.foreignOfficer()}) {
            for (String path : List.of(
                    one,
                    one + "/citation.json",
                    one + "/values.csv",
                    one + "/values.json?width=PT1H",
                    "/explore/api/series/" + station.air(),
                    "/explore/api/series/" + station.air() + "/points",
                    "/explore?s=" + station.air())) {
                assertThat(read(path, who).getStatus()).as(path).isEqualTo(404);
            }
            for (String path : List.of(
                    "/explore",
                    "/explore?q=" + word,
                    "/explore?near=" + station.thing(),
                    "/explore/map.geojson?q=" + word,
                    "/explore/api/series?q=" + word)) {
                String text = read(path, who).getContentAsString(StandardCharsets.UTF_8);
                assertThat(text.replace("value=\"" + word + "\"", "")
                                .replace("q=" + word, "")
                                .replace("q%3D" + word, ""))
                        .as(path)
                        .doesNotContain(word);
            }
        }
        assertThat(read(one, people.officer()).getStatus()).isEqualTo(200);
        assertThat(read("/explore?tag=" + word + "-tag", people.officer()).getContentAsString())
                .contains(one);
    }

    @Test
    void badInputIsRefusedAndNamesItsField() throws Exception {
        for (String path : List.of(
                "/explore?s=x",
                "/explore?from=gestern",
                "/explore?km=-1",
                "/explore?near=x",
                "/explore/api/series/%d/points?%s&width=1h".formatted(station.air(), SPAN),
                "/explore/api/series/%d/points?%s&width=PT1S".formatted(station.air(), SPAN),
                "/explore/api/series/%d/points?%s&width=P9999999999999D".formatted(station.air(), SPAN),
                "/explore/api/series/%d/points?%s&most=0".formatted(station.air(), SPAN),
                "/explore/series/%d/values.csv?from=x".formatted(station.air()),
                "/explore/map.geojson?s=y")) {
            assertThat(read(path, null).getStatus()).as(path).isEqualTo(400);
        }
        assertThat(html("/explore?s=x", 400)).contains("nennt keine Messreihen");
        assertThat(read("/explore/series/999999999999999999", null).getStatus()).isEqualTo(404);
    }

    private void insertFlag(Instant time, int flag, String test) {
        jdbc.sql("insert into quality_flag values (:datastream, cast(:time as timestamptz), :flag, :test)")
                .param("datastream", station.air())
                .param("time", time.toString())
                .param("flag", flag)
                .param("test", test)
                .update();
    }

    private String csv(String more, String file) throws Exception {
        return read("/explore/series/%d/%s.csv?%s%s".formatted(station.air(), file, SPAN, more), null)
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private List<Long> ids(String path) throws Exception {
        return json(path).valueStream().map(one -> one.path("id").asLong()).toList();
    }

    private JsonNode json(String path) throws Exception {
        MockHttpServletResponse answer = read(path, null);
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return new JsonMapper().readTree(answer.getContentAsString(StandardCharsets.UTF_8));
    }

    private String html(String path) throws Exception {
        return html(path, 200);
    }

    private String html(String path, int status) throws Exception {
        MockHttpServletResponse answer = http.perform(get(URI.create(path)).accept("text/html"))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(status);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse read(String path, @Nullable UserDetails who) throws Exception {
        var request = get(URI.create(path));
        return http.perform(who == null ? request : request.with(user(who)))
                .andReturn()
                .getResponse();
    }
}
