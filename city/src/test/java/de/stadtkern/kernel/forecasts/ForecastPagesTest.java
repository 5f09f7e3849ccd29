package de.stadtkern.kernel.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.forecasts.ForecastOrigin.Version;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people and programs see of forecasts and warnings, and who may set places. */
@TownTest
class ForecastPagesTest {

    private static final Position HERE = new Position(12.1, 50.1);
    private static final String ADMINISTRATION = "/administration/forecasts";

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    ForecastRows rows;

    @Autowired
    FeedRows feeds;

    @Autowired
    WarningRows warnings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private String place = "";

    @BeforeEach
    void foresee() throws Exception {
        place = Place.SET
                + jdbc.sql("""
                    insert into forecast_place (municipality_id, name, pt) values (?, 'Wetterplatz', point(?, ?))
                    returning id\
                    """)
                        .params(people.municipality(), HERE.microLon(), HERE.microLat())
                        .query(Long.class)
                        .single();
        rows.putStations(Product.ROAD, List.of(new ForecastStation("H001", "Hof Nord", new Position(12.1, 50.11))));
        rows.putStations(Product.WEATHER, List.of(new ForecastStation("10685", "HOF", new Position(12.1, 50.2))));
        List<Hour> road = IntStream.range(0, 30)
                .mapToObj(hour -> new Hour(now.plus(Duration.ofHours(hour)), 1.0, -0.5, -2.5, 0.2, null, null, 7))
                .toList();
        rows.putRun(Product.ROAD, "H001", now, now, road);
        rows.putRun(
                Product.WEATHER,
                "10685",
                now.minus(Duration.ofHours(10)),
                now,
                List.of(new Hour(now.plus(Duration.ofHours(1)), 1.5, null, null, 0.4, 0.1, 17.5, null)));
        warnings.putAll(WarningFile.read(DwdFiles.zip(Map.of("a.xml", warning("w", "Severe")))));
        Feed feed = feeds.ensure("test", Feed.Kind.WARNINGS, now);
        feeds.succeed(feed.place(), "", new Version(null, null), Instant.now(), now);
    }

    @AfterEach
    void forget() {
        for (String table : List.of("forecast_feed", "forecast_station", "forecast_warning", "forecast_place")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void everybodySeesWarningsAndHoursWithUnitSourceAndAge() throws Exception {
        String page = show("/forecasts?place=" + place, null).getContentAsString();

        assertThat(page)
                .contains(
                        "Amtliche WARNUNG vor GLÄTTE",
                        "Unwetterwarnung (Stufe 3 von 4)",
                        "Es tritt verbreitet Glätte auf.")
                .contains("Quelle: Deutscher Wetterdienst, SWSMOS", "Station Hof Nord, 1,1 km entfernt")
                .contains("−2,5 °C", "Reifglätte", "17,5 m/s", "0,1 mm")
                .contains("Diese Vorhersage ist veraltet: Deutscher Wetterdienst, MOSMIX")
                .doesNotContain("Die Warnungen sind veraltet", "Wie gut war die Vorhersage hier?");
        assertThat(show("/forecasts?place=" + place, people.crew()).getContentAsString())
                .contains("Wie gut war die Vorhersage hier?");
        assertThat(show("/forecasts?place=" + place, people.foreignOfficer()).getContentAsString())
                .doesNotContain("Wie gut war die Vorhersage hier?");
        assertThat(show("/", people.officer()).getContentAsString()).contains("Amtliche WARNUNG vor GLÄTTE");
    }

    @Test
    void aWarningOfLevelOneIsNoConcernAndOldWarningsAreCalledOld() throws Exception {
        warnings.putAll(WarningFile.read(DwdFiles.zip(Map.of("a.xml", warning("w", "Minor")))));
        assertThat(show("/", people.officer()).getContentAsString()).doesNotContain("Amtliche WARNUNG vor GLÄTTE");

        warnings.putAll(List.of());
        String path = "/forecasts?place=" + place;
        assertThat(show(path, null).getContentAsString()).contains("Zurzeit gilt keine Warnung für diesen Ort.");
        feeds.succeed("test", "", new Version(null, null), now.minus(Duration.ofHours(2)), now);
        assertThat(show(path, null).getContentAsString())
                .contains("Die Warnungen sind veraltet")
                .doesNotContain("Zurzeit gilt keine Warnung");
        jdbc.sql("delete from forecast_feed").update();
        assertThat(show(path, null).getContentAsString()).contains("Warnungen sind noch nie angekommen");
    }

    @Test
    void programsGetTheSame() throws Exception {
        assertThat(json.readTree(show("/forecasts/api/places", null).getContentAsString())
                        .findValuesAsString("key"))
                .contains(place);
        JsonNode answer =
                json.readTree(show("/forecasts/api/places/" + place, null).getContentAsString());
        assertThat(answer.at("/forecasts/0/forecast/hours/0/surface").asDouble())
                .isEqualTo(-2.5);
        assertThat(answer.at("/forecasts/0/old").asBoolean()).isFalse();
        assertThat(answer.at("/forecasts/1/old").asBoolean()).isTrue();
        assertThat(answer.at("/warnings/0/warning/level").asInt()).isEqualTo(3);
        assertThat(answer.at("/warningsOld").asBoolean()).isFalse();
        assertThat(show("/forecasts/api/places/place-0", null).getStatus()).isEqualTo(404);

        JsonNode map = json.readTree(show("/forecasts/stations.geojson", null).getContentAsString());
        assertThat(map.findValuesAsString("label")).anyMatch(label -> label.startsWith("Hof Nord"));
        assertThat(map.findValuesAsString("state")).containsExactlyInAnyOrder("ok", "stale");
    }

    @Test
    void administratorsSetPlacesOfTheirOwnMunicipality() throws Exception {
        assertThat(put(people.administrator(), "Rathaus", "50.3135, 11.9128", "H001")
                        .getStatus())
                .isEqualTo(302);
        assertThat(show(ADMINISTRATION, people.administrator()).getContentAsString())
                .contains("Rathaus", "Amtliche Warnungen (CAP)", "Zuletzt gelungen");
        assertThat(jdbc.sql("select road_station from forecast_place where name = 'Rathaus'")
                        .query(String.class)
                        .single())
                .isEqualTo("H001");

        assertThat(show(ADMINISTRATION, people.officer()).getStatus()).isEqualTo(403);
        assertThat(put(people.officer(), "Nein", "50.3135, 11.9128", "").getStatus())
                .isEqualTo(403);
        String path = ADMINISTRATION + "/places/" + place.substring(Place.SET.length()) + "/delete";
        assertThat(send(path, people.foreignAdministrator()).getStatus()).isEqualTo(404);
        assertThat(show(ADMINISTRATION, people.foreignAdministrator()).getContentAsString())
                .doesNotContain("Wetterplatz");
        assertThat(send(path, people.administrator()).getStatus()).isEqualTo(302);
        assertThat(show("/forecasts/api/places/" + place, null).getStatus()).isEqualTo(404);
    }

    @Test
    void whatCannotBeAPlaceIsRefusedWithTheRule() throws Exception {
        assertRefused(put(people.administrator(), " ", "50.3135, 11.9128", ""), "ist kein Name für einen Ort");
        assertRefused(put(people.administrator(), "Neu", "Nirgendwogasse 17", ""), "wurde nicht gefunden");
        assertRefused(
                put(people.administrator(), "Neu", "50.3135, 11.9128", "X1"),
                "Eine Station „X1“ steht nicht im Katalog");
        assertThat(jdbc.sql("select count(*) from forecast_place where name = 'Neu'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static void assertRefused(MockHttpServletResponse answer, String words) throws Exception {
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains(words);
    }

    private String warning(String id, String severity) {
        return DwdFiles.warning(
                id,
                severity,
                now,
                now.plus(Duration.ofHours(9)),
                "<polygon>" + DwdFiles.square(HERE.lat(), HERE.lon(), 0.1) + "</polygon>");
    }

    private MockHttpServletResponse put(UserDetails who, String name, String where, String road) throws Exception {
        return http.perform(post(ADMINISTRATION)
                        .param("name", name)
                        .param("place", where)
                        .param("road", road)
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse send(String path, UserDetails who) throws Exception {
        return http.perform(post(path).with(user(who)).with(csrf())).andReturn().getResponse();
    }

    private MockHttpServletResponse show(String path, @Nullable UserDetails who) throws Exception {
        var request = get(path);
        return http.perform(who == null ? request : request.with(user(who)))
                .andReturn()
                .getResponse();
    }
}
