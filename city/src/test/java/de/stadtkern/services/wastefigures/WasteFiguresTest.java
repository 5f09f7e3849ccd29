package de.stadtkern.services.wastefigures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class WasteFiguresTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private Bins bins;
    private UserDetails analyst;

    @BeforeEach
    void setUp() {
        bins = new Bins(http, jdbc);
        people.add("analyse", Role.ANALYST, people.municipality());
        analyst = people.of("analyse");
    }

    @Test
    void theAnalystSeesWhichBinIsAloneAndWhichIsHardlyUsed() throws Exception {
        String street = Bins.unique("Waldweg");
        Bin alone = bins.add(people.officer(), Map.of("lon", "7,9", "lat", "49,6", "place", street));
        Bin idle = bins.add(people.officer(), Map.of("lon", "7,91", "lat", "49,6", "place", street));
        for (int week = 1; week <= 8; week++) {
            emptied(alone, week * 7, 1.0);
            emptied(idle, week * 7, 0.125);
        }

        String csv = bins.page("/wastefigures?bins-q=" + street + "&bins-csv=plain&bins-sort=name", analyst);
        assertThat(csv.lines().filter(line -> line.contains(alone.name())))
                .singleElement()
                .asString()
                .contains("Bedarf ohne Behälter in der Nähe", ",8,100,100,120,0,0,0,");
        assertThat(csv.lines().filter(line -> line.contains(idle.name())))
                .singleElement()
                .asString()
                .contains("Kaum genutzt", ",8,13,0,15,0,0,0,");
        assertThat(bins.page("/wastefigures?by=FULL", analyst)).contains(street, "Nach welchen Regeln");
        assertThat(bins.page("/wastefigures/heat.geojson?by=FULL", analyst))
                .contains("Polygon", street + ": 1 Behälter, 120 l je Woche, 100 % der Leerungen voll", "\"heat\":5");
    }

    @Test
    void whoReadsNoReportsOrComesFromNextDoorIsRefused() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of("lon", "7,92", "lat", "49,6"));
        for (String path : List.of("", "/heat.geojson", "/whatif", "/year", "/year.pdf")) {
            String address = "/wastefigures" + path + "?municipality=" + people.municipality();
            assertThat(ask(address, people.crew()).getStatus()).as(path).isEqualTo(403);
            assertThat(ask(address, people.foreignOfficer()).getStatus())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(bins.page("/wastefigures?bins-q=" + bin.name(), people.foreignOfficer()))
                .doesNotContain("/containers/" + bin.id());
        assertThat(bins.page("/wastefigures/whatif?draft=x" + bin.id(), people.foreignOfficer()))
                .doesNotContain(bin.name());
    }

    @Test
    void daysThatAreNoneAreNamedInTheForm() throws Exception {
        assertThat(bins.page("/wastefigures?from=gestern", analyst)).contains("„gestern“ ist kein Tag");
        assertThat(bins.page("/wastefigures/year?year=1850", analyst)).contains("„1850“ geht nicht");
        assertThat(ask("/wastefigures/heat.geojson?from=2026-02-30", analyst).getStatus())
                .isEqualTo(400);
    }

    @Test
    void aDraftShowsWhatANewBinWouldTakeAndChangesNothing() throws Exception {
        Bin full = bins.add(people.officer(), Map.of("lon", "7,95", "lat", "49,6"));
        for (int week = 1; week <= 8; week++) {
            emptied(full, week * 7, 0.9);
        }
        String town = "?municipality=" + people.municipality();

        MockHttpServletResponse added = ask(
                "/wastefigures/whatif" + town + "&what=ADD&fraction=RESIDUAL&litres=120&place=49.60000, 7.95000",
                analyst);
        assertThat(added.getStatus())
                .as(added.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(302);
        String draft = Objects.requireNonNull(added.getRedirectedUrl());
        String page = bins.page(draft, analyst);
        assertThat(page).contains("Neuer Behälter 1", full.name(), "Was sich ändern würde");
        List<Double> litres = litres(bins.page(draft + "&outcome-csv=plain", analyst), full.name());
        assertThat(litres.get(1))
                .as("half of it goes to the bin beside")
                .isBetween(litres.get(0) / 2 - 1, litres.get(0) / 2 + 1);

        MockHttpServletResponse moved = ask(draft + "&what=REMOVE&bin=" + full.name(), analyst);
        assertThat(bins.page(Objects.requireNonNull(moved.getRedirectedUrl()), analyst))
                .contains(full.name() + " wegnehmen");
        assertThat(bins.page(
                        "/wastefigures/whatif" + town + "&what=MOVE&bin=" + full.name() + "&place=Nirgendwo", analyst))
                .contains("„Nirgendwo“ ist keine sichere Adresse");
        assertThat(ask("/wastefigures/whatif" + town + "&draft=unsinn", analyst).getStatus())
                .isEqualTo(400);
        assertThat(jdbc.sql("select count(*) from container where id = :id")
                        .param("id", full.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theReportOfTheYearCountsWhatHappenedOnADay() throws Exception {
        Map<String, Double> before = report();
        Bin bin = bins.add(people.officer(), Map.of("lon", "7,96", "lat", "49,6"));
        http.perform(
                post("/bin/" + bin.code()).with(csrf()).param("kind", "FULL").with(request -> {
                    request.setRemoteAddr("10.77.0.1");
                    return request;
                }));
        assertThat(bins.act("/containers/" + bin.id() + "/emptyings", Map.of("level", "1.0"), people.crew())
                        .getStatus())
                .isEqualTo(302);

        Map<String, Double> after = report();
        assertThat(after.get("Leerungen")).isEqualTo(before.getOrDefault("Leerungen", 0.0) + 1);
        assertThat(after.get("Voll gefundene Behälter"))
                .isEqualTo(before.getOrDefault("Voll gefundene Behälter", 0.0) + 1);
        assertThat(after.get("Gemeldet: voll")).isEqualTo(before.getOrDefault("Gemeldet: voll", 0.0) + 1);
        assertThat(after.get("Beantwortete Meldungen"))
                .isEqualTo(before.getOrDefault("Beantwortete Meldungen", 0.0) + 1);

        byte[] pdf = ask("/wastefigures/year.pdf", analyst).getContentAsByteArray();
        String text = new PDFTextStripper().getText(Loader.loadPDF(pdf));
        assertThat(text).contains("Abfallbehälter", "Leerungen", "Wie gezählt wurde", "Musterstadt");
    }

    private Map<String, Double> report() throws Exception {
        Map<String, Double> figures = new HashMap<>();
        for (String line : bins.page("/wastefigures/year?figures-csv=plain", analyst)
                .lines()
                .toList()) {
            Matcher match = Pattern.compile("\"([^\"]+)\",(\\d[\\d.]*)?,.*").matcher(line);
            if (match.matches() && match.group(2) != null) {
                figures.put(match.group(1), Double.valueOf(match.group(2)));
            }
        }
        return figures;
    }

    private static List<Double> litres(String csv, String name) {
        String line = csv.lines().filter(one -> one.contains(name)).findFirst().orElseThrow();
        String[] cells = line.split(",", -1);
        return List.of(Double.valueOf(cells[2]), Double.valueOf(cells[3]));
    }

    private void emptied(Bin bin, int daysAgo, double level) {
        jdbc.sql("""
            insert into container_emptying (container_id, municipality_id, at, share_before, spread, source, on_tour)
            select id, municipality_id, :at, :level, 0.15, 'CREW', true from container where id = :id\
            """)
                .param("id", bin.id())
                .param("level", level)
                .param("at", Instant.now().minus(daysAgo, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .update();
    }

    private MockHttpServletResponse ask(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who))).andReturn().getResponse();
    }
}
