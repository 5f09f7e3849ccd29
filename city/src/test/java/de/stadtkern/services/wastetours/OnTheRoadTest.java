package de.stadtkern.services.wastetours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.crew.Cabs;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.routing.Routing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

/** What crews find at bins, and bins that become full while they are out. */
@TownTest
class OnTheRoadTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Routing routing;

    private final Instant began = Instant.now().minusSeconds(7200).truncatedTo(ChronoUnit.MILLIS);

    @SuppressWarnings("NullAway.Init")
    private Bins bins;

    @SuppressWarnings("NullAway.Init")
    private Bin bin;

    private long crew;
    private long tour;

    @BeforeEach
    void aTourToTwoBins() throws Exception {
        jdbc.sql("delete from extract_piece").update();
        await().until(() -> !routing.ready());
        crew = people.add("mannschaft", Role.CREW, people.municipality());
        bins = new Bins(http, jdbc);
        bin = bin();
        tour = new Cabs(jdbc)
                .visits(people.municipality(), Bins.unique("Tour"), "wastetours", List.of(bin.id(), bin().id()));
    }

    @AfterEach
    void allOrdersAreOver() {
        jdbc.sql("update work_order set done_at = now() where id = :order")
                .param("order", order())
                .update();
    }

    @Test
    void whatTheCrewFindsIsOneEmptyingHoweverOftenAndInWhateverOrderItComes() throws Exception {
        String start = event("START", null, 0, null);
        String done = event("STOP_DONE", 1, 10, "{\"level\": 0.75, \"damaged\": true, \"litter\": false}");

        send("[" + done + "]", people.crew());
        assertThat(emptyings()).as("not begun").isEmpty();
        send("[" + start + "," + done + "]", people.crew());
        send("[" + done + "]", people.crew());

        assertThat(emptyings()).containsExactly("75 true false");
        assertThat(bins.page("/dispatch/tours/" + tour, people.officer())).contains("war zu 75 % voll, beschädigt");
    }

    @Test
    void whatIsTakenBackIsNoEmptyingAndWhatIsSaidAfterwardsIs() throws Exception {
        String found = "{\"level\": 1, \"damaged\": false, \"litter\": true}";
        String open = event("STOP_OPEN", 1, 20, null);
        send("[" + event("START", null, 0, null) + "," + event("STOP_DONE", 1, 10, found) + "]", people.crew());
        assertThat(emptyings()).containsExactly("100 false true");

        send("[" + open + "]", people.crew());
        assertThat(emptyings()).isEmpty();
        assertThat(bins.page("/bin/" + bin.code(), people.crew())).contains("unbekannt");

        send("[" + event("STOP_DONE", 1, 30, found.replace("1,", "0.25,")) + "," + open + "]", people.crew());
        assertThat(emptyings()).containsExactly("25 false true");
    }

    @Test
    void aLevelThatIsNoneOrSaidOfSomethingElseIsRefused() throws Exception {
        String answer = send(
                        "[" + event("START", null, 0, null) + ","
                                + event("STOP_DONE", 1, 10, "{\"level\": 1.5, \"damaged\": false, \"litter\": false}")
                                + ","
                                + event("NOTE", null, 11, "{\"level\": 0.5, \"damaged\": false, \"litter\": false}")
                                + "]",
                        people.crew())
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(answer).contains("\"stored\":1", "\"field\":\"found\"", "als Zahl von 0 bis 1");
        assertThat(emptyings()).isEmpty();
    }

    @Test
    void theNeighboursCrewSaysNothingOfIt() throws Exception {
        long stranger = people.add("nachbars-mannschaft", Role.CREW, people.foreignMunicipality());
        String done = event("STOP_DONE", 1, 10, "{\"level\": 0.5, \"damaged\": false, \"litter\": false}");
        send("[" + event("START", null, 0, null) + "]", people.crew());

        MockHttpServletResponse answer = http.perform(post("/crew/tours/" + tour + "/events?person=" + stranger)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("[" + done + "]")
                        .with(user(people.of("nachbars-mannschaft")))
                        .with(csrf()))
                .andReturn()
                .getResponse();

        assertThat(answer.getStatus()).isIn(403, 404);
        assertThat(emptyings()).isEmpty();
        assertThat(bins.page("/bin/" + bin.code(), people.of("nachbars-mannschaft")))
                .doesNotContain("/crew/tours/");
    }

    @Test
    void withoutJavaScriptItIsOneButtonToo() throws Exception {
        send("[" + event("START", null, 0, null) + "]", people.crew());
        assertThat(bins.page("/crew/tours/" + tour, people.crew()))
                .contains("Wie voll war er vorher?", "Ein Viertel", "Drei Viertel", "Müll liegt daneben");

        MockHttpServletResponse answer = bins.act(
                "/crew/tours/" + tour,
                Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "kind",
                        "STOP_DONE",
                        "stop",
                        "1",
                        "level",
                        "0.5",
                        "litter",
                        "true"),
                people.crew());

        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(emptyings()).containsExactly("50 false true");
    }

    @Test
    void whoScansTheBinOnTourIsLedToItsStopAndNobodyElse() throws Exception {
        String link = "/crew/tours/" + tour + "?stop=1";
        assertThat(bins.page("/bin/" + bin.code(), people.crew()))
                .as("not begun")
                .doesNotContain(link);
        send("[" + event("START", null, 0, null) + "]", people.crew());

        assertThat(bins.page("/bin/" + bin.code(), people.crew())).contains(link, "Zu diesem Halt");
        assertThat(bins.page("/bin/" + bin.code(), people.citizen())).doesNotContain(link);
        assertThat(http.perform(get("/bin/" + bin.code()))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain(link)
                .contains("Ist voll");

        send("[" + event("STOP_LEFT", 1, 10, null) + "]", people.crew());
        assertThat(bins.page("/bin/" + bin.code(), people.crew())).doesNotContain(link);
    }

    @Test
    void aBinThatBecomesFullIsSuggestedAndComesOnTheTourWhenTheOfficerAccepts() throws Exception {
        send("[" + event("START", null, 0, null) + "]", people.crew());
        Bin full = bin();
        Bin fuller = bin();

        report(bin);
        report(full);
        await().until(() -> suggestions().equals(List.of("OPEN " + full.id())));
        report(fuller);
        await().until(() ->
                suggestions().equals(List.of("REPLACED " + full.id(), "OPEN " + full.id() + " " + fuller.id())));

        assertThat(subjects()).as("nothing is decided").doesNotContain(Long.toString(full.id()));
        long replan = replan();
        String path = "/dispatch/replans/" + replan;
        assertThat(bins.page("/operations/orders/" + order(), people.officer()))
                .contains(path, "Auf dem Weg voll geworden", full.name());
        assertThat(bins.page("/", people.officer())).contains(path);
        assertThat(bins.page("/", people.foreignOfficer())).doesNotContain(path);
        assertThat(status(path, people.foreignOfficer())).isIn(403, 404);
        assertThat(bins.act(path, Map.of("answer", "ACCEPT", "reason", "voll"), people.foreignOfficer())
                        .getStatus())
                .isIn(403, 404);
        assertThat(bins.act(path, Map.of("answer", "ACCEPT", "reason", "voll"), people.officer())
                        .getStatus())
                .isEqualTo(302);

        assertThat(subjects()).contains(Long.toString(full.id()), Long.toString(fuller.id()));
        assertThat(bins.page("/bin/" + full.code(), people.crew())).contains("/crew/tours/" + tour + "?stop=");
    }

    @Test
    void aSuggestionThatTheToursHaveLeftBehindIsWorkedOutAnew() throws Exception {
        send("[" + event("START", null, 0, null) + "]", people.crew());
        Bin full = bin();
        report(full);
        await().until(() -> suggestions().equals(List.of("OPEN " + full.id())));
        send(
                "[" + event("STOP_DONE", 1, 10, "{\"level\": 0.5, \"damaged\": false, \"litter\": false}") + "]",
                people.crew());
        String path = "/dispatch/replans/" + replan();
        assertThat(bins.act(path, Map.of("answer", "ACCEPT", "reason", "voll"), people.officer())
                        .getStatus())
                .isEqualTo(409);

        assertThat(bins.act(path, Map.of("answer", "AGAIN"), people.crew()).getStatus())
                .isEqualTo(403);
        assertThat(bins.act(path, Map.of("answer", "AGAIN"), people.officer()).getStatus())
                .isEqualTo(302);
        assertThat(bins.act(
                                "/dispatch/replans/" + replan(),
                                Map.of("answer", "ACCEPT", "reason", "voll"),
                                people.officer())
                        .getStatus())
                .isEqualTo(302);

        assertThat(subjects()).contains(Long.toString(full.id()));
    }

    private Bin bin() throws Exception {
        return bins.add(people.officer(), Map.of("place", Bins.unique("Platz")));
    }

    private void report(Bin full) throws Exception {
        http.perform(post("/bin/" + full.code())
                .param("kind", "FULL")
                .with(csrf())
                .with(request -> {
                    request.setRemoteAddr("10.9." + (full.id() / 250) % 250 + "." + full.id() % 250);
                    return request;
                }));
    }

    private int status(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who))).andReturn().getResponse().getStatus();
    }

    private MockHttpServletResponse send(String events, UserDetails who) throws Exception {
        return http.perform(post("/crew/tours/" + tour + "/events?person=" + crew)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(events)
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private String event(String kind, @Nullable Integer stop, int minutes, @Nullable String found) {
        return """
                {"id": "%s", "at": "%s", "kind": "%s", "stop": %s, "note": null, "amount": null, "found": %s}""".formatted(UUID.randomUUID(), began.plusSeconds(60L * minutes), kind, stop, found);
    }

    /** How full, whether damaged, whether litter lay beside it. */
    private List<String> emptyings() {
        return jdbc.sql("""
                select share_before, damaged, litter from container_emptying
                where container_id = :bin and source = 'CREW' and on_tour order by at""")
                .param("bin", bin.id())
                .query((rs, n) -> Math.round(rs.getDouble("share_before") * 100) + " " + rs.getBoolean("damaged") + " "
                        + rs.getBoolean("litter"))
                .list();
    }

    /** State and subjects of all that was suggested, oldest first. */
    private List<String> suggestions() {
        return jdbc.sql("""
                select state || ' ' || (select string_agg(one #>> '{visit,subject}', ' ')
                    from jsonb_array_elements(content -> 'added') one) as words
                from dispatch_replan where order_id = :order order by id""")
                .param("order", order())
                .query((rs, n) -> rs.getString("words"))
                .list();
    }

    private long replan() {
        return jdbc.sql("select max(id) as id from dispatch_replan where order_id = :order and state = 'OPEN'")
                .param("order", order())
                .query((rs, n) -> rs.getLong("id"))
                .single();
    }

    private List<String> subjects() {
        return jdbc.sql("""
                select one #>> '{visit,subject}' as subject
                from dispatch_tour, jsonb_array_elements(stops) one where id = :tour""")
                .param("tour", tour)
                .query((rs, n) -> rs.getString("subject"))
                .list();
    }

    private long order() {
        return jdbc.sql("select order_id from dispatch_tour where id = :tour")
                .param("tour", tour)
                .query((rs, n) -> rs.getLong("order_id"))
                .single();
    }
}
