package de.stadtkern.services.wastetours;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class WastePoliciesTest {

    private static final String PAGE = "/wastetours/policy";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    WastePolicies policies;

    private Bins bins;

    @BeforeEach
    void bins() {
        bins = new Bins(http, jdbc);
    }

    @Test
    void whoKeepsTheBinsSetsTheNumbersAndEverybodySeesWhoAndWhy() throws Exception {
        Map<String, String> form = form("Neue Löhne");
        form.put("hour", "71,5");
        form.put("overflow-DOG_STATION", "25");
        form.put("longest-DOG_STATION", "4");
        form.put("days-SATURDAY", "true");

        assertThat(bins.act(PAGE, form, people.officer()).getStatus()).isEqualTo(302);

        WastePolicy policy = policies.get(people.municipality());
        assertThat(policy.euroPerHour()).isEqualTo(71.5);
        assertThat(policy.overflowEuros(Kind.DOG_STATION)).isEqualTo(25);
        assertThat(policy.longest(Kind.DOG_STATION)).isEqualTo(Duration.ofDays(4));
        assertThat(policy.longest(Kind.LITTER_BIN)).isEqualTo(policy.longest());
        assertThat(policy.days()).contains(DayOfWeek.SATURDAY).doesNotContain(DayOfWeek.SUNDAY);
        assertThat(bins.page(PAGE, people.administrator()))
                .contains("Neue Löhne", "Test leitung", "Hundestation: 10 → 25", "Arbeitstag: Samstag: – → ja")
                .doesNotContain("Noch hat niemand");
    }

    @Test
    void aNumberThatCannotBeIsRefusedAtItsFieldAndChangesNothing() throws Exception {
        WastePolicy before = policies.get(people.municipality());
        for (Map.Entry<String, String> wrong : Map.of(
                        "kilometre", "0",
                        "hour", "viel",
                        "longest", "0",
                        "end", "05:00",
                        "begin", "früh",
                        "overflow-LITTER_BIN", "-1",
                        "reason", "",
                        "longest-OTHER", "1.5")
                .entrySet()) {
            Map<String, String> form = form("Versuch");
            form.put(wrong.getKey(), wrong.getValue());
            MockHttpServletResponse answer = bins.act(PAGE, form, people.officer());
            assertThat(answer.getStatus()).as(wrong.getKey()).isEqualTo(400);
            assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("href=\"#" + wrong.getKey() + "\"");
        }
        Map<String, String> never = form("Versuch");
        never.keySet().removeIf(field -> field.startsWith("days-"));
        assertThat(bins.act(PAGE, never, people.officer()).getContentAsString(StandardCharsets.UTF_8))
                .contains("href=\"#days-MONDAY\"");
        assertThat(policies.get(people.municipality())).isEqualTo(before);
    }

    @Test
    void tipsAndAccessAreAddedAndTakenAway() throws Exception {
        String tip = Bins.unique("Kapiteltal");
        String zone = Bins.unique("Fackelstraße");
        assertThat(bins.act(PAGE + "/tips", tip(tip, "49.4632, 7.8301"), people.officer())
                        .getStatus())
                .isEqualTo(302);
        MockHttpServletResponse nowhere =
                bins.act(PAGE + "/tips", tip(tip, "Nirgendwo in keinem Land"), people.officer());
        assertThat(nowhere.getStatus()).isEqualTo(400);
        assertThat(nowhere.getContentAsString(StandardCharsets.UTF_8)).contains("href=\"#tipPlace\"");
        Map<String, String> access = new HashMap<>(Map.of(
                "accessGroup", zone, "accessFrom", "06:00", "accessUntil", "10:00", "accessReason", "Fußgängerzone"));
        access.put("closed-TUESDAY", "true");
        assertThat(bins.act(PAGE + "/access", access, people.officer()).getStatus())
                .isEqualTo(302);

        WastePolicy policy = policies.get(people.municipality());
        assertThat(policy.tips()).anySatisfy(one -> {
            assertThat(one.name()).isEqualTo(tip);
            assertThat(one.seconds()).isEqualTo(900);
            assertThat(one.place().lat()).isEqualTo(49.4632);
        });
        assertThat(policy.access()).anySatisfy(one -> {
            assertThat(one.containerGroup()).isEqualTo(zone);
            assertThat(one.until()).isEqualTo(LocalTime.of(10, 0));
            assertThat(one.closed()).containsExactly(DayOfWeek.TUESDAY);
        });
        assertThat(bins.page(PAGE, people.officer())).contains(tip, zone, "Nicht am Dienstag.");

        Map<String, String> gone = Map.of("tipName", tip, "tipReason", "geschlossen");
        assertThat(bins.act(PAGE + "/tips/delete", gone, people.officer()).getStatus())
                .isEqualTo(302);
        assertThat(bins.act(PAGE + "/tips/delete", gone, people.officer()).getStatus())
                .isEqualTo(404);
        bins.act(PAGE + "/access/delete", Map.of("accessGroup", zone, "accessReason", "offen"), people.officer());
        assertThat(policies.get(people.municipality()).tips()).noneMatch(one -> one.name().equals(tip));
        assertThat(policies.get(people.municipality()).access())
                .noneMatch(one -> one.containerGroup().equals(zone));
    }

    @Test
    void neitherTheNeighbourNorTheCrewChangesAnything() throws Exception {
        WastePolicy before = policies.get(people.municipality());
        Map<String, String> form = form("Fremd");
        form.put("hour", "1");
        form.put("municipality", Long.toString(people.municipality()));
        for (String path : new String[] {"", "/tips", "/tips/delete", "/access", "/access/delete"}) {
            assertThat(bins.act(PAGE + path, form, people.foreignOfficer()).getStatus())
                    .as(path)
                    .isIn(403, 404);
            assertThat(bins.act(PAGE + path, form, people.crew()).getStatus())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(policies.get(people.municipality())).isEqualTo(before);
    }

    private Map<String, String> form(String reason) {
        Map<String, String> form = new HashMap<>(WastePolicies.written(WastePolicy.USUAL));
        form.values().removeIf(String::isEmpty);
        form.put("reason", reason);
        return form;
    }

    private static Map<String, String> tip(String name, String place) {
        return Map.of("tipName", name, "tipPlace", place, "tipMinutes", "15", "tipReason", "neu");
    }
}
