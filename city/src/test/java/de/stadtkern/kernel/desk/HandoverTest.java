package de.stadtkern.kernel.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** One shift tells the next what it must know; nobody rewrites it, and it is forgotten in time. */
@TownTest
class HandoverTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    HandoverRows rows;

    @Autowired
    DeskSettings settings;

    private final String words = "Brücke beobachten " + UUID.randomUUID();

    @Test
    void aNoteIsKeptWithWhatIsOpenAndTheNextConfirmsIt() throws Exception {
        jdbc.sql("""
                        insert into routing_closure (municipality_id, name, reason, course, on_foot_too, starts_at, person_name)
                        values (:here, 'Talstraße', 'Rohrbruch', '[]', false, now() - interval '1 minute', 'x')""").param("here", people.municipality()).update();
        long depot = jdbc.sql("insert into fleet_depot (municipality_id, name, address, pt)"
                        + " values (:here, :name, '', point(1, 1)) returning id")
                .param("here", people.municipality())
                .param("name", words)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        with v as (insert into fleet_vehicle
                            (municipality_id, name, kind, equipment, needs, depot_id, capacity_unit, energy)
                            values (:here, 'Streuer ' || :depot, 'SPREADER', '{}', '{}', :depot, '', 'DIESEL') returning id)
                        insert into fleet_outage (vehicle_id, starts_at, reason, person_name)
                        select id, now() - interval '1 minute', 'Achse gebrochen', 'x' from v""").param("here", people.municipality()).param("depot", depot).update();
        String note = write(words, people.officer());
        people.add("naechste", Role.DUTY_OFFICER, people.municipality());
        UserDetails next = people.of("naechste");

        assertThat(read(note, next).getContentAsString())
                .contains(
                        words,
                        "Talstraße: Rohrbruch",
                        "Streuer " + depot + ": Achse gebrochen",
                        "Test leitung",
                        "Ich habe es gelesen");
        assertThat(read("/", next).getContentAsString()).contains(note);
        confirm(note, next);
        confirm(note, next);

        assertThat(read(note, people.officer()).getContentAsString()).contains("Test naechste");
        assertThat(read(note, next).getContentAsString()).doesNotContain("Ich habe es gelesen");
        assertThat(count("desk_note_read", note)).isEqualTo(1);
        assertThat(read("/suche?q=" + words.substring(18), next).getContentAsString())
                .contains(note);
    }

    @Test
    void nobodyConfirmsTheOwnNote() throws Exception {
        String note = write(words, people.officer());

        assertThat(confirm(note, people.officer()).getStatus()).isEqualTo(409);
        assertThat(count("desk_note_read", note)).isZero();
    }

    @Test
    void aNoteThatSaysNothingOrTooMuchIsRefusedAndStays() throws Exception {
        assertThat(post(" ", people.officer()).getStatus()).isEqualTo(400);
        MockHttpServletResponse tooLong = post("x".repeat(5001), people.officer());
        assertThat(tooLong.getStatus()).isEqualTo(400);
        assertThat(tooLong.getContentAsString()).contains("höchstens 5.000 Zeichen", "xxxxx");
    }

    @Test
    void whoServesTwoTownsCorrectsTheNoteForTheTownItWasFor() throws Exception {
        people.add("zwei-staedte", Role.DUTY_OFFICER, people.municipality());
        people.add("zwei-staedte", Role.DUTY_OFFICER, people.foreignMunicipality());

        MockHttpServletResponse refused = post(" ", people.of("zwei-staedte"), people.foreignMunicipality());

        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString())
                .contains("name=\"municipality\" value=\"" + people.foreignMunicipality() + "\"");
    }

    @Test
    void theNeighbourNeitherReadsNorWritesNorConfirms() throws Exception {
        String note = write(words, people.officer());

        assertThat(read(note, people.foreignOfficer()).getStatus()).isEqualTo(404);
        assertThat(confirm(note, people.foreignOfficer()).getStatus()).isEqualTo(404);
        assertThat(post(words, people.foreignOfficer()).getStatus()).isEqualTo(404);
        assertThat(read("/operations/handover", people.foreignOfficer()).getContentAsString())
                .doesNotContain(words);
        assertThat(post(words, people.crew()).getStatus()).isEqualTo(403);
    }

    @Test
    void theDatabaseRefusesToRewriteANote() throws Exception {
        String note = write(words, people.officer());

        assertThatThrownBy(() -> jdbc.sql("update desk_note set note = 'anders' where id = :id")
                        .param("id", id(note))
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("only ever added to");
    }

    @Test
    void aNoteIsForgottenWithAllNamesWhenItsTimeIsOver() throws Exception {
        String note = write(words, people.officer());
        people.add("naechste", Role.DUTY_OFFICER, people.municipality());
        confirm(note, people.of("naechste"));

        Instant over = Instant.now().plus(settings.keepNotes());
        rows.forget(over.minus(settings.keepNotes()).minus(Duration.ofHours(1)));
        assertThat(count("desk_note_read", note)).isEqualTo(1);
        rows.forget(over.plusSeconds(60).minus(settings.keepNotes()));

        assertThat(read(note, people.officer()).getStatus()).isEqualTo(404);
        assertThat(count("desk_note_read", note)).isZero();
    }

    private String write(String note, UserDetails who) throws Exception {
        return Objects.requireNonNull(post(note, who).getRedirectedUrl());
    }

    private MockHttpServletResponse post(String note, UserDetails who) throws Exception {
        return post(note, who, people.municipality());
    }

    private MockHttpServletResponse post(String note, UserDetails who, long municipality) throws Exception {
        return http.perform(MockMvcRequestBuilders.post("/operations/handover")
                        .param("municipality", Long.toString(municipality))
                        .param("note", note)
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse confirm(String note, UserDetails who) throws Exception {
        return http.perform(MockMvcRequestBuilders.post(note + "/read")
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse read(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who))).andReturn().getResponse();
    }

    private long count(String table, String note) {
        return jdbc.sql("select count(*) from " + table + " where note_id = :id")
                .param("id", id(note))
                .query(Long.class)
                .single();
    }

    private static long id(String note) {
        return Long.parseLong(note.substring(note.lastIndexOf('/') + 1));
    }
}
