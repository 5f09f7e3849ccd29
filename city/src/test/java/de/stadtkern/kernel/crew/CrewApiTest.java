package de.stadtkern.kernel.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@TownTest
class CrewApiTest {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0
    };

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private final Instant began = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
    private Cabs cabs;
    private long tour;
    private long crew;

    @BeforeEach
    void dispatch() {
        cabs = new Cabs(jdbc);
        tour = cabs.tour(people.municipality(), "Nordring", 3);
        crew = people.add("mannschaft", Role.CREW, people.municipality());
    }

    @Test
    void whatComesTwiceAndInAnyOrderIsStoredOnceInTheOrderOfItsTime() throws Exception {
        String start = event("START", null, 0);
        String done = event("STOP_DONE", 2, 60);

        send("events", "[" + done + "]").andExpect(jsonPath("$.stored").value(1));
        send("events", "[" + start + "," + done + "]")
                .andExpect(jsonPath("$.stored").value(2))
                .andExpect(jsonPath("$.refused", hasSize(0)));
        send("events", "[" + start + "," + done + "]").andExpect(status().isOk());

        assertThat(cabs.events(tour)).containsExactly("START", "STOP_DONE 2");
        assertThat(cabs.state(tour)).isEqualTo("RUNNING");
    }

    @Test
    void aMarkIsTakenBackByAnEventOfItsOwn() throws Exception {
        send(
                        "events",
                        "[" + event("START", null, 0) + "," + event("STOP_DONE", 1, 1) + "," + event("STOP_OPEN", 1, 2)
                                + "]")
                .andExpect(status().isOk());

        http.perform(get("/crew/tours.json").with(user(people.crew())))
                .andExpect(jsonPath("$.person").value(crew))
                .andExpect(jsonPath("$.tours[?(@.id == %d)].stops[0].state".formatted(tour))
                        .value("OPEN"));
        assertThat(cabs.events(tour)).containsExactly("START", "STOP_DONE 1", "STOP_OPEN 1");
    }

    @Test
    void oneBadItemIsRefusedWithItsReasonAndTheOthersAreStored() throws Exception {
        String note = "x".repeat(2001);
        send("events", """
                [%s, {"id": "nonsense"}, {"id": "%s", "at": "%s", "kind": "NOTE", "note": "%s"}, {"kind": "START"},
                 {"id": "%s", "at": "2999-01-01T00:00:00Z", "kind": "NOTE"}]""".formatted(event("START", null, 0), UUID.randomUUID(), began, note, UUID.randomUUID()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stored").value(1))
                .andExpect(jsonPath("$.refused[*].index").value(org.hamcrest.Matchers.containsInAnyOrder(1, 2, 3, 4)))
                .andExpect(jsonPath("$.refused[0].status").value(400))
                .andExpect(jsonPath("$.refused[0].type").value("about:blank"))
                .andExpect(jsonPath("$.refused[3].detail").value(containsString("2999")));

        assertThat(cabs.events(tour)).containsExactly("START");
    }

    @Test
    void whatDoesNotApplyIsStoredAndTheTourSaysWhy() throws Exception {
        send("events", "[" + event("STOP_DONE", 1, 0) + "]")
                .andExpect(jsonPath("$.stored").value(1));

        http.perform(get("/crew/tours/" + tour).with(user(people.crew())).accept(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("Die Tour war noch nicht begonnen")));
    }

    @Test
    void positionsAreStoredOnceByTourAndTime() throws Exception {
        String fixes = IntStream.range(0, 1000).mapToObj(this::fix).collect(Collectors.joining(",", "[", "]"));

        send("fixes", fixes).andExpect(jsonPath("$.stored").value(1000));
        send("fixes", fixes).andExpect(jsonPath("$.refused", hasSize(0)));

        assertThat(cabs.fixes(tour)).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void aPositionThatIsNoneIsRefusedAndTheOthersAreStored() throws Exception {
        send(
                        "fixes",
                        "[" + fix(1) + ", {\"time\": \"" + began
                                + "\", \"lon\": 200, \"lat\": 1}, {\"lon\": 1, \"lat\": 1}]")
                .andExpect(jsonPath("$.stored").value(1))
                .andExpect(jsonPath("$.refused", hasSize(2)))
                .andExpect(jsonPath("$.refused[0].detail").value(containsString("lon")))
                .andExpect(jsonPath("$.refused[1].field").value("time"));
    }

    @Test
    void nobodyElseSendsForThisPersonOrThisTour() throws Exception {
        String start = "[" + event("START", null, 0) + "]";

        send(people.officer(), crew, "events", start).andExpect(status().isForbidden());
        send(people.crew(), crew + 1, "events", start).andExpect(status().isForbidden());
        long foreign = people.add("fremde-mannschaft", Role.CREW, people.foreignMunicipality());
        for (String what : new String[] {"events", "fixes"}) {
            send(people.of("fremde-mannschaft"), foreign, what, start).andExpect(status().isNotFound());
        }
        http.perform(post("/crew/tours/" + tour + "/events?person=" + crew)
                        .content(start)
                        .contentType(MediaType.APPLICATION_JSON)
                        .with(user(people.crew())))
                .andExpect(status().isForbidden());
        http.perform(get("/crew/tours.json").accept(MediaType.APPLICATION_JSON)).andExpect(status().isUnauthorized());

        assertThat(cabs.events(tour)).isEmpty();
    }

    @Test
    void listsAndBodiesHaveLimits() throws Exception {
        String many = IntStream.range(0, 1001).mapToObj(this::fix).collect(Collectors.joining(",", "[", "]"));

        send("fixes", many).andExpect(status().isContentTooLarge());
        send("events", "[" + " ".repeat(1024 * 1024) + "]").andExpect(status().isContentTooLarge());
        send("events", "{}").andExpect(status().isBadRequest());
        send("events", "[").andExpect(status().isBadRequest());
        attach(UUID.randomUUID(), "text/html", new byte[10]).andExpect(status().isBadRequest());
        attach(UUID.randomUUID(), "image/jpeg", new byte[8 * 1024 * 1024 + 1]).andExpect(status().isContentTooLarge());
    }

    @Test
    void aPhotoBelongsToItsEvent() throws Exception {
        UUID problem = UUID.randomUUID();
        send("events", "[{\"id\": \"%s\", \"at\": \"%s\", \"kind\": \"PROBLEM\"}]".formatted(problem, began))
                .andExpect(jsonPath("$.stored").value(1));

        attach(problem, "image/jpeg", JPEG).andExpect(status().isOk());
        attach(problem, "image/jpeg", JPEG).andExpect(status().isOk());

        assertThat(jdbc.sql("select count(*) from dispatch_attachment where event_id = :id")
                        .param("id", problem)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theSessionSaysWhoItIsAndGivesAToken() throws Exception {
        http.perform(get("/crew/session.json").with(user(people.crew())))
                .andExpect(jsonPath("$.person").value(crew))
                .andExpect(jsonPath("$.header").value("X-CSRF-TOKEN"))
                .andExpect(jsonPath("$.token").isNotEmpty());
        http.perform(get("/crew/session.json").with(user(people.citizen()))).andExpect(status().isForbidden());
    }

    @Test
    void everythingCanBeSaidByPlainForms() throws Exception {
        String id = UUID.randomUUID().toString();
        say("START", id).andExpect(redirectedUrl("/crew/tours/" + tour));
        say("START", id).andExpect(redirectedUrl("/crew/tours/" + tour));
        say("PROBLEM", UUID.randomUUID().toString())
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("machen Sie ein Foto")));
        say("RESUME", UUID.randomUUID().toString())
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("keine Pause")));
        http.perform(multipart("/crew/tours/" + tour)
                        .file(new MockMultipartFile("photo", "p.jpg", "image/jpeg", JPEG))
                        .param("kind", "PROBLEM")
                        .param("stop", "2")
                        .param("id", UUID.randomUUID().toString())
                        .with(user(people.crew()))
                        .with(csrf())
                        .accept(MediaType.TEXT_HTML))
                .andExpect(redirectedUrl("/crew/tours/" + tour));
        http.perform(post("/crew/tours/" + tour)
                        .param("kind", "STOP_LEFT")
                        .param("stop", "3")
                        .param("note", "Gesperrt", "Baukran, links")
                        .param("id", UUID.randomUUID().toString())
                        .with(user(people.crew()))
                        .with(csrf())
                        .accept(MediaType.TEXT_HTML))
                .andExpect(redirectedUrl("/crew/tours/" + tour));

        assertThat(cabs.events(tour)).containsExactly("START", "RESUME", "PROBLEM 2", "STOP_LEFT 3");
        http.perform(get("/crew/tours/" + tour + "?stop=3")
                        .with(user(people.crew()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("Gesperrt · Baukran, links")));
    }

    @Test
    void theOfflinePageKnowsNobodyAndMakesNoSession() throws Exception {
        http.perform(get("/crew/offline").with(user(people.crew())).accept(MediaType.TEXT_HTML))
                .andExpect(content().string(not(containsString("Nordring"))));
        var answer = http.perform(get("/crew/offline").accept(MediaType.TEXT_HTML))
                .andExpect(status().isOk())
                .andReturn();
        assertThat(answer.getRequest().getSession(false)).isNull();
    }

    private String event(String kind, @Nullable Integer stop, int second) {
        return "{\"id\": \"%s\", \"at\": \"%s\", \"kind\": \"%s\", \"stop\": %s}"
                .formatted(UUID.randomUUID(), began.plusSeconds(second), kind, stop);
    }

    private String fix(int second) {
        return "{\"time\": \"%s\", \"lon\": 11.9, \"lat\": %s, \"speedKmh\": 22.5, \"mode\": \"SPREAD\"}"
                .formatted(began.plusSeconds(second), 50.3 + second * 1e-5);
    }

    private ResultActions send(String what, String list) throws Exception {
        return send(people.crew(), crew, what, list);
    }

    private ResultActions send(UserDetails who, long person, String what, String list) throws Exception {
        return http.perform(post("/crew/tours/" + tour + "/" + what + "?person=" + person)
                .content(list)
                .contentType(MediaType.APPLICATION_JSON)
                .with(user(who))
                .with(csrf()));
    }

    private ResultActions attach(UUID event, String type, byte[] content) throws Exception {
        return http.perform(post("/crew/tours/" + tour + "/attachments/" + event + "?person=" + crew)
                .content(content)
                .contentType(type)
                .with(user(people.crew()))
                .with(csrf()));
    }

    private ResultActions say(String kind, String id) throws Exception {
        return http.perform(post("/crew/tours/" + tour)
                .param("kind", kind)
                .param("id", id)
                .with(user(people.crew()))
                .with(csrf())
                .accept(MediaType.TEXT_HTML));
    }
}
