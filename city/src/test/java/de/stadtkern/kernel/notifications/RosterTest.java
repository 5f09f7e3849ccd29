package de.stadtkern.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.OnCall.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

/** The page of those on call, and what others are told of it. */
@TownTest
class RosterTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Standby standby;

    @Autowired
    StandbyRows rows;

    private long here;
    private long person;

    @BeforeEach
    void setUp() {
        here = people.municipality();
        person = people.add("bereit", Role.DUTY_OFFICER, here);
        forget();
    }

    /** Others of the town are called by the same roster. */
    @AfterEach
    void forget() {
        jdbc.sql("delete from standby").update();
    }

    @Test
    void whoIsEnteredIsOnCallInThatTimeOnly() throws Exception {
        assertThat(add(people.officer(), "PRIMARY", "2031-12-01T16:00", "2031-12-02T07:00")
                        .getRedirectedUrl())
                .contains("week=2031-W49");
        assertThat(at("2031-12-01T14:59:59Z")).isEmpty();
        assertThat(at("2031-12-01T15:00:00Z")).containsExactly("Test bereit");
        assertThat(at("2031-12-02T05:59:59Z")).containsExactly("Test bereit");
        assertThat(at("2031-12-02T06:00:00Z")).isEmpty();
        assertThat(page(people.officer(), "2031-W49")).contains("Test bereit", "Lücke: niemand");
        assertThat(page(people.crew(), "2031-W49"))
                .contains("Test bereit")
                .doesNotContain("/remove", "name=\"starts\"");
    }

    @Test
    void theOrderIsThatOfTheRosterAndGapsAndOverlapsAreSaid() throws Exception {
        add(people.officer(), "DUTY_LEAD", "2031-12-01T00:00", "2031-12-08T00:00");
        add(people.officer(), "PRIMARY", "2031-12-01T00:00", "2031-12-08T00:00");
        person = people.add("auch-bereit", Role.CREW, here);
        add(people.administrator(), "PRIMARY", "2031-12-03T00:00", "2031-12-04T00:00");
        assertThat(standby.onCall(here, Instant.parse("2031-12-03T12:00:00Z")))
                .extracting(OnCall::position)
                .containsExactly(Position.PRIMARY, Position.PRIMARY, Position.DUTY_LEAD);
        assertThat(page(people.officer(), "2031-W49"))
                .contains("mehrere zugleich: Test bereit, Test auch-bereit", "Lücke: niemand");
    }

    @Test
    void theNightOfTheChangeHasItsRealLength() throws Exception {
        add(people.officer(), "PRIMARY", "2031-10-25T22:00", "2031-10-26T06:00");
        add(people.officer(), "SECOND", "2032-03-27T22:00", "2032-03-28T06:00");
        assertThat(at("2031-10-26T04:59:59Z")).hasSize(1);
        assertThat(at("2031-10-26T05:00:00Z")).isEmpty();
        assertThat(at("2032-03-28T03:59:59Z")).hasSize(1);
        assertThat(at("2032-03-28T04:00:00Z")).isEmpty();
        assertThat(add(people.officer(), "PRIMARY", "2032-03-28T02:30", "2032-03-28T06:00")
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("beginnt die Sommerzeit");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsField() throws Exception {
        assertThat(add(people.officer(), "PRIMARY", "2031-12-02T08:00", "2031-12-02T08:00")
                        .getStatus())
                .isEqualTo(400);
        assertThat(add(people.officer(), "PRIMARY", "2031-12-02T08:00", "2032-12-01T08:00")
                        .getStatus())
                .isEqualTo(400);
        assertThat(add(people.officer(), "PRIMARY", "morgen", "2032-12-01T08:00")
                        .getStatus())
                .isEqualTo(400);
        assertThat(add(people.officer(), "VIERTE", "2031-12-02T08:00", "2031-12-02T09:00")
                        .getStatus())
                .isEqualTo(400);
        person = people.add("fremd", Role.DUTY_OFFICER, people.foreignMunicipality());
        assertThat(add(people.officer(), "PRIMARY", "2031-12-02T08:00", "2031-12-02T09:00")
                        .getStatus())
                .isEqualTo(400);
        assertThat(http.perform(get("/standby?week=2026-W99").with(user(people.officer())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void onlyThoseWhoKeepItHereChangeIt() throws Exception {
        assertThat(add(people.crew(), "PRIMARY", "2031-12-02T08:00", "2031-12-02T09:00")
                        .getStatus())
                .isEqualTo(403);
        assertThat(add(people.foreignOfficer(), "PRIMARY", "2031-12-02T08:00", "2031-12-02T09:00")
                        .getStatus())
                .isEqualTo(404);
        Instant now = Instant.now();
        long duty = rows.insert(new Duty(0, here, Position.PRIMARY, person, now, now.plusSeconds(60)));
        assertThat(remove(duty, people.foreignAdministrator())).isEqualTo(404);
        assertThat(remove(duty, people.crew())).isEqualTo(403);
        assertThat(remove(duty, people.officer())).isEqualTo(302);
        assertThat(remove(duty, people.officer())).isEqualTo(404);
        assertThat(jdbc.sql("select action from audit_entry where action like 'standby.%' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("standby.removed");
    }

    @Test
    void whoLeftIsAGap() throws Exception {
        add(people.officer(), "PRIMARY", "2031-12-01T00:00", "2031-12-08T00:00");
        jdbc.sql("update person set deactivated_at = now() where id = :id")
                .param("id", person)
                .update();
        try {
            assertThat(at("2031-12-02T12:00:00Z")).isEmpty();
            assertThat(page(people.officer(), "2031-W49")).contains("nicht mehr erreichbar", "Lücke: niemand");
        } finally {
            jdbc.sql("update person set deactivated_at = null where id = :id")
                    .param("id", person)
                    .update();
        }
    }

    private MockHttpServletResponse add(UserDetails who, String position, String starts, String ends) throws Exception {
        return http.perform(post("/standby")
                        .param("municipality", Long.toString(here))
                        .param("person", Long.toString(person))
                        .param("position", position)
                        .param("starts", starts)
                        .param("ends", ends)
                        .with(csrf())
                        .with(user(who)))
                .andReturn()
                .getResponse();
    }

    private int remove(long duty, UserDetails who) throws Exception {
        return http.perform(post("/standby/{id}/remove", duty).with(csrf()).with(user(who)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private List<String> at(String time) {
        return standby.onCall(here, Instant.parse(time)).stream()
                .map(one -> one.person().name())
                .toList();
    }

    private String page(UserDetails who, String week) throws Exception {
        return http.perform(get("/standby?week=" + week).with(user(who)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
