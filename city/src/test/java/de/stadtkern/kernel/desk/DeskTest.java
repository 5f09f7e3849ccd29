package de.stadtkern.kernel.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.operations.Alternative;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.Urgency;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The duty desk as its people see it: what is open, the most urgent first, and who else is there. */
@TownTest
class DeskTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Proposals proposals;

    @Autowired
    Access access;

    @Autowired
    LiveUpdates liveUpdates;

    private final String mark = "Ort " + UUID.randomUUID();

    @Test
    void theMostUrgentComesFirstThenWhatMustBeDecidedFirst() throws Exception {
        long later = raise("später", Urgency.URGENT, Duration.ofMinutes(50));
        long calm = raise("ruhig", Urgency.ROUTINE, Duration.ofMinutes(5));
        long first = raise("zuerst", Urgency.URGENT, Duration.ofMinutes(10));
        long soon = raise("bald", Urgency.SOON, Duration.ofMinutes(1));

        String desk = desk("", people.officer());

        assertThat(List.of(first, later, soon, calm))
                .isSortedAccordingTo((a, b) -> Integer.compare(place(desk, a), place(desk, b)));
        assertThat(desk).contains("zu entscheiden bis", "dringend", "Noch von niemandem gesehen");
    }

    @Test
    void whoHasOpenedItIsSaid() throws Exception {
        long proposal = raise("gesehen", Urgency.SOON, Duration.ofMinutes(10));
        get("/operations/proposals/" + proposal, people.officer());

        assertThat(entry(desk("", people.officer()), proposal)).contains("Gesehen von Test leitung");
    }

    @Test
    void theFilterShowsOneServiceOnly() throws Exception {
        long proposal = raise("Dienst", Urgency.SOON, Duration.ofMinutes(10));

        assertThat(desk("?service=winter", people.officer())).contains("proposal-" + proposal + "\"");
        assertThat(desk("?service=alarms", people.officer())).doesNotContain("proposal-" + proposal + "\"");
        assertThat(desk("?municipality=" + people.municipality(), people.officer()))
                .contains("proposal-" + proposal + "\"");
        assertThat(get("/operations?municipality=" + people.foreignMunicipality(), people.officer())
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void theNeighbourSeesNothingOnAnyPageOfTheDesk() throws Exception {
        raise(mark, Urgency.URGENT, Duration.ofMinutes(10));
        for (String path : List.of(
                "/operations",
                "/operations/vehicles",
                "/operations/situation.geojson",
                "/operations/handover",
                "/operations/day",
                "/operations/learning",
                "/")) {
            assertThat(get(path, people.foreignOfficer()).getContentAsString())
                    .as(path)
                    .doesNotContain(mark);
        }
        String here = "?municipality=" + people.municipality();
        for (String path : List.of(
                "/operations",
                "/operations/vehicles",
                "/operations/situation.geojson",
                "/operations/handover",
                "/operations/day",
                "/operations/day/sheet.pdf",
                "/operations/learning",
                "/operations/api/learning")) {
            assertThat(get(path + here, people.foreignOfficer()).getStatus())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void theCrewReadsNoReportsAndNoNotes() throws Exception {
        for (String path : List.of("/operations/handover", "/operations/day", "/operations/learning")) {
            assertThat(get(path, people.crew()).getStatus()).as(path).isEqualTo(403);
        }
        assertThat(get("/operations", people.crew()).getStatus()).isEqualTo(200);
    }

    @Test
    void colleaguesSeeWhoIsHereAndWhoLooksAtWhatAndNobodyElseDoes() throws Exception {
        long proposal = raise("Anwesenheit", Urgency.SOON, Duration.ofMinutes(10));
        people.add("zweite-leitung", Role.DUTY_OFFICER, people.municipality());
        UserDetails colleague = people.of("zweite-leitung");

        here(proposal, colleague);
        here(Presence.DESK, colleague);

        assertThat(here(proposal, people.officer()).getContentAsString()).contains("Test zweite-leitung");
        assertThat(here(Presence.DESK, people.officer()).getContentAsString()).contains("Test zweite-leitung");
        assertThat(entry(desk("", people.officer()), proposal)).contains("Test zweite-leitung");
        assertThat(here(Presence.DESK, colleague).getContentAsString()).doesNotContain("Test zweite-leitung");
        assertThat(here(Presence.DESK, people.foreignOfficer()).getContentAsString())
                .doesNotContain("Test zweite-leitung", "Test leitung");
        assertThat(here(proposal, people.foreignOfficer()).getStatus()).isEqualTo(404);
    }

    @Test
    void afterAMinutePresenceIsForgottenAndNothingIsKept() throws Exception {
        people.add("leitstand-zweite", Role.DUTY_OFFICER, people.municipality());
        here(Presence.DESK, people.of("leitstand-zweite"));
        Presence soon = presenceIn(Duration.ofSeconds(50));
        soon.forget();
        assertThat(countOf("Test leitstand-zweite")).isEqualTo(1);

        presenceIn(Duration.ofSeconds(61)).forget();

        assertThat(countOf("Test leitstand-zweite")).isZero();
        assertThat(here(Presence.DESK, people.officer()).getContentAsString()).doesNotContain("leitstand-zweite");
    }

    @Test
    void nobodySaysToBeHereWithoutSigningInOrFromAnotherSite() throws Exception {
        assertThat(http.perform(post("/operations/presence").with(user(people.officer())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
        assertThat(here(Presence.DESK, people.citizen()).getStatus()).isEqualTo(403);
    }

    @Test
    void theLeadersHomePageNamesWhatIsToBeDecided() throws Exception {
        raise(mark, Urgency.URGENT, Duration.ofSeconds(30));

        assertThat(get("/", people.officer()).getContentAsString()).contains("Offene Vorschläge", mark);
    }

    private Presence presenceIn(Duration time) {
        return new Presence(jdbc, access, liveUpdates, Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC));
    }

    private long countOf(String name) {
        return jdbc.sql("select count(*) from desk_presence where person_name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private MockHttpServletResponse here(long place, UserDetails who) throws Exception {
        return http.perform(post("/operations/presence")
                        .param("proposal", Long.toString(place))
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private String desk(String query, UserDetails who) throws Exception {
        return get("/operations" + query, who).getContentAsString();
    }

    private MockHttpServletResponse get(String path, UserDetails who) throws Exception {
        return http.perform(MockMvcRequestBuilders.get(path).with(user(who)))
                .andReturn()
                .getResponse();
    }

    private static int place(String desk, long proposal) {
        int place = desk.indexOf("id=\"proposal-" + proposal + "\"");
        assertThat(place).isPositive();
        return place;
    }

    private static String entry(String desk, long proposal) {
        int begin = place(desk, proposal);
        return desk.substring(begin, desk.indexOf("</li>", begin));
    }

    /** Two proposals of the same near each other would become one. */
    private static double somewhere(int degree) {
        return degree + ThreadLocalRandom.current().nextDouble();
    }

    private long raise(String place, Urgency urgency, Duration decideIn) {
        String subject = UUID.randomUUID().toString();
        Instant now = Instant.now();
        proposals.raise(
                new NewProposal(
                        people.municipality(),
                        "winter",
                        subject,
                        "Regel 1",
                        "winter.danger.hoarfrost",
                        "winter.danger.hoarfrost.why",
                        place,
                        null,
                        new Position(somewhere(11), somewhere(50)),
                        List.of(Alternative.of("winter.measure.salt")),
                        List.of(),
                        now.plus(Duration.ofHours(1)),
                        List.of(),
                        new Priority(urgency, now.plus(decideIn)),
                        null,
                        Raiser.RULE),
                Duration.ZERO);
        return jdbc.sql("select id from proposal where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
    }
}
