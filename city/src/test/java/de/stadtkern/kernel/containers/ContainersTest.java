package de.stadtkern.kernel.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.identity.TestPeople;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class ContainersTest {

    private static final Path EDINBURGH = Path.of(
                    Objects.requireNonNullElse(System.getenv("STADTKERN_SHARED"), "../../shared"))
            .resolve("data/waste/edinburgh_litter_bin_collections_2016.csv");

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Fillings fillings;

    private Bins bins;

    @BeforeEach
    void bins() {
        bins = new Bins(http, jdbc);
    }

    @Test
    void aContainerIsAddedChangedAndItsHistorySaysWhoAndWhy() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of());
        Map<String, String> form = Bins.form(bin.name());
        form.put("litres", "240");
        form.put("reason", "größerer Korb");
        assertThat(bins.act("/containers/" + bin.id() + "/edit", form, people.officer())
                        .getStatus())
                .isEqualTo(302);

        assertThat(bins.page("/containers/" + bin.id(), people.officer()))
                .contains(
                        bin.name(),
                        "240 l",
                        "120 → 240",
                        "größerer Korb",
                        "neu aufgestellt",
                        "Test leitung",
                        "unbekannt");
        assertThat(bins.page("/containers?containers-q=" + bin.name(), people.crew()))
                .contains(bin.name(), "Papierkorb");
        assertThat(bins.page("/suche?q=" + bin.name(), people.crew()))
                .contains("/containers/" + bin.id(), "Papierkorb: " + bin.name());
        assertThat(bins.page("/suche?q=" + bin.name(), people.foreignOfficer()))
                .doesNotContain("/containers/" + bin.id());
        assertThat(bins.page("/containers/codes?containers-q=" + bin.name(), people.officer()))
                .contains("/bin/" + bin.code());
        assertThat(bins.page("/containers/map.geojson?containers-q=" + bin.name(), people.officer()))
                .contains("7.769", bin.name());
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingIsStored() throws Exception {
        Map<String, String> form = Bins.form(Bins.unique("PK"));
        form.put("litres", "viel");
        MockHttpServletResponse answer = bins.act("/containers/new", form, people.officer());

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("„viel“ ist keine Zahl", "litres-error");
        form.put("litres", "120");
        form.put("emptyMm", "300");
        form.put("fullMm", "900");
        assertThat(bins.act("/containers/new", form, people.officer()).getStatus())
                .isEqualTo(400);
        form.put("emptyMm", "");
        form.put("fullMm", "");
        form.put("sensor", "nirgends");
        assertThat(bins.act("/containers/new", form, people.officer()).getContentAsString(StandardCharsets.UTF_8))
                .contains("sensor-error");
        assertThat(count("select count(*) from container where name = '" + form.get("name") + "'"))
                .isZero();
        Bin bin = bins.add(people.officer(), Map.of());
        assertThat(bins.act("/containers/new", Bins.form(bin.name()), people.officer())
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void onlyWhoKeepsContainersOfTheTownChangesThem() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of());
        String one = "/containers/" + bin.id();

        assertThat(bins.act("/containers/new", Bins.form(Bins.unique("PK")), people.crew())
                        .getStatus())
                .isEqualTo(403);
        assertThat(bins.act(one + "/edit", Bins.form(bin.name()), people.crew()).getStatus())
                .isEqualTo(403);
        assertThat(bins.act(one + "/edit", Bins.form(bin.name()), people.foreignOfficer())
                        .getStatus())
                .isEqualTo(404);
        assertThat(bins.act(one + "/remove", Map.of(), people.foreignOfficer()).getStatus())
                .isEqualTo(404);
        assertThat(bins.act(one + "/emptyings", Map.of("level", "1.0"), people.foreignOfficer())
                        .getStatus())
                .isEqualTo(404);
        assertThat(bins.page("/containers?containers-q=" + bin.name(), people.foreignOfficer()))
                .doesNotContain("Papierkorb, ");
        assertThat(bins.upload(
                                "/containers/import",
                                "file",
                                "name\n" + bin.name(),
                                Map.of(
                                        "do",
                                        "store",
                                        "reason",
                                        "x",
                                        "municipality",
                                        Long.toString(people.municipality())),
                                people.foreignOfficer())
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void aFileIsShownFirstAndThenStoredWhollyOrNotAtAll() throws Exception {
        String name = Bins.unique("Glas");
        String file = """
                name;kind;fraction;place;lon;lat;litres
                """ + name + ";RECYCLING_BANK;GLASS_CLEAR;Marktplatz;7,7;49,4;3000\n" + name
                + " b;RECYCLING_BANK;PAPER;Marktplatz;7.7;49.4;1100\n";

        MockHttpServletResponse preview =
                bins.upload("/containers/import", "file", file, Map.of("do", "preview"), people.officer());
        assertThat(preview.getStatus()).isEqualTo(200);
        assertThat(preview.getContentAsString(StandardCharsets.UTF_8)).contains("2 Behälter kommen dazu", name);
        assertThat(count("select count(*) from container where name = '" + name + "'"))
                .isZero();

        String wrong = file + "x;RECYCLING_BANK;PAPER;Marktplatz;7.7;95;1100\n;LITTER_BIN;PAPER;y;7;49;1\n";
        MockHttpServletResponse refused = bins.upload(
                "/containers/import", "file", wrong, Map.of("do", "store", "reason", "Start"), people.officer());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains("__cell\">4", "__cell\">5", "lat", "„95“");
        assertThat(count("select count(*) from container where name = '" + name + "'"))
                .isZero();

        Map<String, String> store = Map.of("do", "store", "reason", "Start");
        assertThat(bins.upload("/containers/import", "file", file, store, people.officer())
                        .getStatus())
                .isEqualTo(302);
        assertThat(bins.upload(
                                "/containers/import",
                                "file",
                                "name;owner\n" + name + ";Amt 66\n",
                                store,
                                people.officer())
                        .getStatus())
                .isEqualTo(302);
        assertThat(jdbc.sql("select owner || litres from container where name = :name")
                        .param("name", name)
                        .query(String.class)
                        .single())
                .as("what the second file does not speak of stays")
                .isEqualTo("Amt 663000");
    }

    @Test
    void whatIsWrittenIsReadAgainAndChangesNothing() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of("note", "-Sonderfall", "emptyMm", "1200", "fullMm", "400"));
        String csv = bins.page("/containers/containers.csv", people.officer());
        String geoJson = bins.page("/containers/containers.geojson", people.officer());
        long changes = count("select count(*) from container_change");

        assertThat(csv).contains(bin.name(), "'-Sonderfall");
        assertThat(geoJson).contains(bin.name());
        for (String file : List.of(csv, geoJson)) {
            MockHttpServletResponse answer = bins.upload(
                    "/containers/import", "file", file, Map.of("do", "store", "reason", "nichts"), people.officer());
            assertThat(answer.getStatus())
                    .as(answer.getContentAsString(StandardCharsets.UTF_8))
                    .isEqualTo(302);
        }
        assertThat(count("select count(*) from container_change")).isEqualTo(changes);
    }

    @Test
    void whereManyStandTheMapShowsThemTogetherAndLeadsToEach() throws Exception {
        String word = Bins.unique("Viele");
        StringBuilder file = new StringBuilder("name;kind;fraction;place;lon;lat;litres\n");
        for (int i = 0; i <= ContainerMap.MOST; i++) {
            int lon = i == 0 ? 90_000 : 70_000 + i;
            file.append("%s-%d;LITTER_BIN;RESIDUAL;Straße;7.%d;49.4;70\n".formatted(word, i, lon));
        }
        bins.upload(
                "/containers/import", "file", file.toString(), Map.of("do", "store", "reason", word), people.officer());

        String clusters = bins.page("/containers/map.geojson?containers-q=" + word, people.officer());
        assertThat(clusters)
                .contains("500 Behälter, davon 0 ab", "1 Behälter", "part=")
                .doesNotContain(word + "-7:");
        String page = bins.page("/containers?containers-q=" + word, people.officer());
        assertThat(page).contains("ein Zeichen für alle zusammen", "#map-container-");
        String part = "&part=7.89,49.39,7.91,49.41";
        assertThat(bins.page("/containers/map.geojson?containers-q=" + word + part, people.officer()))
                .contains(word + "-0:")
                .doesNotContain(word + "-1:");
        assertThat(bins.page("/containers?containers-q=" + word + part, people.officer()))
                .contains("nur einen Ausschnitt", word + "-0<")
                .doesNotContain(word + "-1<");
        assertThat(http.perform(get("/containers?part=irgendwo").with(user(people.officer())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void aSmartBinFileSaysLevelsAndAStatusThatContradictsThemIsFlagged() throws Exception {
        String contradicted = Bins.unique("W");
        String half = Bins.unique("W");
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Europe/Berlin")).truncatedTo(ChronoUnit.MINUTES);
        String file = """
            {"type": "FeatureCollection", "features": [%s, %s]}\
            """.formatted(smartBin(contradicted, 0, "ALERT", now), smartBin(half, 4, "NOT_READY", now));

        MockHttpServletResponse preview = bins.upload(
                "/containers/import", "file", file, Map.of("do", "preview", "litres", "600"), people.officer());
        assertThat(preview.getContentAsString(StandardCharsets.UTF_8))
                .contains("2 Füllstände", "1 Füllstände widersprechen", contradicted, "kommt neu dazu");
        Map<String, String> store = Map.of("do", "store", "litres", "600", "reason", "Probe");
        for (int i = 0; i < 2; i++) {
            assertThat(bins.upload("/containers/import", "file", file, store, people.officer())
                            .getStatus())
                    .isEqualTo(302);
        }

        assertThat(bins.page("/containers?containers-q=" + contradicted, people.officer()))
                .contains("Bunnings Werribee", "Meldung des Herstellers widerspricht", "600");
        assertThat(bins.page("/containers?containers-q=" + half, people.officer()))
                .contains("etwa 50 % voll (± 13), geschätzt");
        String late = "{\"features\": [%s]}".formatted(smartBin(half, 8, "ALERT", now.minusHours(2)));
        bins.upload("/containers/import", "file", late, store, people.officer());
        assertThat(bins.page("/containers?containers-q=" + half, people.officer()))
                .as("late says nothing")
                .contains("etwa 50 % voll");
        MockHttpServletResponse refused = bins.upload(
                "/containers/import",
                "file",
                file.replace("\"fill_lvl\": 4", "\"fill_lvl\": \"voll\""),
                store,
                people.officer());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("fill_lvl", "„voll“");
    }

    private static String smartBin(String name, int level, String status, LocalDateTime at) {
        return """
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [7.6646, 49.8955]}, "properties":
             {"serial_num": 1513, "station_num": "%s", "position": "center", "lat": "49.8955", "lon": "7.6646",
              "bin_detail": "Bunnings Werribee G West - General Waste|3030", "fill_lvl": %d, "fill_thres": 8,
              "age_thres": 0, "status": "%s", "timestamp": "%s"}}\
            """.formatted(name, level, status, at);
    }

    @Test
    void aCrewTapsHowFullItWasOnceHoweverOftenItIsSent() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of());
        Instant at = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        String body = "{\"at\": \"%s\", \"levelFound\": 0.5, \"litter\": true}".formatted(at);
        for (int i = 0; i < 2; i++) {
            assertThat(http.perform(post("/containers/api/" + bin.id() + "/emptyings")
                                    .with(csrf())
                                    .with(user(people.crew()))
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .content(body))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(204);
        }

        assertThat(emptyings(bin)).singleElement().satisfies(one -> {
            assertThat(one.at()).isEqualTo(at);
            assertThat(one.levelBefore()).isEqualTo(0.5);
            assertThat(one.onTour()).isTrue();
            assertThat(one.litter()).isTrue();
        });
        Level level = Objects.requireNonNull(fillings.levels(List.of(bin.id())).get(bin.id()));
        assertThat(level.state()).isEqualTo(Level.State.ESTIMATED);
        assertThat(level.share()).isEqualTo(0.0);
        assertThat(bins.page("/containers/" + bin.id(), people.crew()))
                .contains("etwa 0 % voll (± 15), geschätzt", "Mannschaft", "Müll daneben");
        assertThat(http.perform(get("/containers/api/" + bin.id() + "/emptyings")
                                .with(user(people.foreignOfficer())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void anImpossibleEmptyingIsRefused() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of());
        for (String body :
                List.of("{\"levelFound\": 1.5}", "{}", "{\"levelFound\": 1, \"at\": \"2999-01-01T00:00:00Z\"}")) {
            assertThat(http.perform(post("/containers/api/" + bin.id() + "/emptyings")
                                    .with(csrf())
                                    .with(user(people.crew()))
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .content(body))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(emptyings(bin)).isEmpty();
    }

    @Test
    void aListOfEmptyingsHasLocalTimesAndAnHourThatComesTwice() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of());
        String name = bin.name();
        String list = "collected_at,site_id,fill_before_pct\n2016-10-30T01:20:00,%1$s,80\n2016-10-30T01:10:00,%1$s,20\n"
                .formatted(name);
        Map<String, String> zone = Map.of("zone", "Europe/London");

        assertThat(bins.upload("/containers/import/emptyings", "list", list, zone, people.officer())
                        .getStatus())
                .isEqualTo(302);
        assertThat(bins.upload("/containers/import/emptyings", "list", list, zone, people.officer())
                        .getStatus())
                .isEqualTo(302);
        assertThat(emptyings(bin))
                .extracting(Emptying::at)
                .containsExactly(Instant.parse("2016-10-30T00:20:00Z"), Instant.parse("2016-10-30T01:10:00Z"));

        MockHttpServletResponse refused = bins.upload(
                "/containers/import/emptyings",
                "list",
                "at;name;level\n2016-03-27T01:30:00;%1$s;10\n2016-05-01T10:00:00;%1$s;130\n2016-05-01T10:00:00;weg;10\n"
                        .formatted(name),
                zone,
                people.officer());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains("gab es in Europe/London nicht", "„130“", "„weg“");
        assertThat(emptyings(bin)).hasSize(2);
    }

    @Test
    void aLocalTimeIsFoundByItsZone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(LocalStamp.read("2021-08-21T13:39", berlin, null, "at"))
                .isEqualTo(Instant.parse("2021-08-21T11:39:00Z"));
        assertThat(LocalStamp.read("2021-08-21 13:39:05+00:00", berlin, null, "at"))
                .isEqualTo(Instant.parse("2021-08-21T13:39:05Z"));
        Instant first = LocalStamp.read("2026-10-25T02:50", berlin, null, "at");
        assertThat(first).isEqualTo(Instant.parse("2026-10-25T00:50:00Z"));
        assertThat(LocalStamp.read("2026-10-25T02:10", berlin, first, "at"))
                .isEqualTo(Instant.parse("2026-10-25T01:10:00Z"));
    }

    /** Real data; skipped where the folder of shared data is not there. */
    @Test
    void edinburghsTenThousandEmptyingsAreRead() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(EDINBURGH), "skipped: no shared data at " + EDINBURGH);
        String file = "name;kind;fraction;place;lon;lat;litres\n"
                + sites().stream()
                        .map(site -> site + ";LITTER_BIN;RESIDUAL;Edinburgh;-3.19;55.95;240\n")
                        .collect(Collectors.joining());
        bins.upload(
                "/containers/import",
                "file",
                file,
                Map.of("do", "store", "reason", "Edinburgh"),
                people.foreignOfficer());

        MockHttpServletResponse answer = bins.upload(
                "/containers/import/emptyings",
                "list",
                Files.readString(EDINBURGH),
                Map.of("zone", "Europe/London"),
                people.foreignOfficer());

        assertThat(answer.getStatus())
                .as(answer.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(302);
        List<Long> ids = jdbc.sql("select id from container where municipality_id = :there and place = 'Edinburgh'")
                .param("there", people.foreignMunicipality())
                .query((rs, n) -> rs.getLong("id"))
                .list();
        assertThat(ids).hasSize(334);
        List<Emptying> all = fillings.emptyings(ids, Instant.EPOCH, Instant.now()).values().stream()
                .flatMap(List::stream)
                .toList();
        assertThat(all).hasSizeGreaterThan(9_900);
        assertThat(all.stream()
                        .filter(one -> Objects.equals(one.levelBefore(), 1.0))
                        .count())
                .isBetween(1_395L, 1_405L);
    }

    private static List<String> sites() throws IOException {
        return Files.readAllLines(EDINBURGH).stream()
                .skip(1)
                .map(line -> line.split(",")[1])
                .distinct()
                .toList();
    }

    private List<Emptying> emptyings(Bin bin) {
        return fillings.emptyings(
                        List.of(bin.id()), Instant.EPOCH, Instant.now().plusSeconds(60))
                .getOrDefault(bin.id(), List.of());
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
