package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

/** What follows a decision at night in a municipality of its own, and how its district sees it. */
@TownTest
class NightWorkTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    NightWork work;

    @Autowired
    Stocks stocks;

    private final String name = "nacht-" + UUID.randomUUID();
    private long here;
    private long crew;
    private long proposal;

    @BeforeEach
    void aMunicipalityWithAnOpenProposal() {
        here = insert("""
            insert into municipality (key, name, kind, district_id)
            select '%1$s', '%1$s', 'MUNICIPALITY', district_id from municipality where id = %2$d\
            """.formatted(name, people.municipality()));
        people.add(name + "-leitung", Role.DUTY_OFFICER, here);
        crew = people.add(name + "-fahrt", Role.CREW, here);
        proposal = insert("""
            insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,
                raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
            values (%d, 'winter', '%2$s', 'r', 'winter.danger.hoarfrost', '%2$s', point(1, 1), '{winter.measure.salt}', '{}',
                now(), now(), now() + interval '1 hour', '[]', '[]', 'OPEN')\
            """.formatted(here, name));
    }

    @Test
    void afterADecisionWhoIsOnCallIsCalledAndTheFirstWhoComesEndsIt() throws Exception {
        onCall();
        assertThat(decide(leader()).getStatus()).isEqualTo(302);
        long order = order();

        assertThat(read("/inbox", driver()).getContentAsString()).contains("Bitte kommen: Salz streuen, " + name);
        assertThat(read("/winter/call-outs/" + order, driver()).getContentAsString())
                .contains("Ich komme");
        assertThat(come(order, driver()).getStatus()).isEqualTo(302);

        assertThat(read("/winter/call-outs/" + order, leader()).getContentAsString())
                .contains("Test " + name + "-fahrt")
                .doesNotContain("Ich komme");
        assertThat(come(order, leader()).getStatus()).isEqualTo(409);
        assertThat(read("/winter/nights", leader()).getContentAsString()).contains("Gerufen", "Ruf quittiert");
    }

    @Test
    void whoHadTooLittleRestIsWarned() throws Exception {
        onCall();
        long member = insert("insert into fleet_member (municipality_id, person_id, name) values (%d, %d, '%s')"
                .formatted(here, crew, name));
        long shift = insert("""
            insert into fleet_shift (municipality_id, name, starts_at, ends_at, break_minutes, standby)
            values (%d, 'Tag', now() - interval '9 hours', now() - interval '1 hour', 30, false)\
            """.formatted(here));
        jdbc.sql("insert into fleet_shift_member (shift_id, member_id) values (%d, %d)".formatted(shift, member))
                .update();
        decide(leader());

        assertThat(read("/winter/call-outs/" + order(), driver()).getContentAsString())
                .contains("nur 1:00 h Ruhe", "ArbZG § 5");
    }

    @Test
    void whileAShiftIsAtWorkNobodyIsCalledAtHome() throws Exception {
        onCall();
        long member =
                insert("insert into fleet_member (municipality_id, name) values (%d, '%s')".formatted(here, name));
        long shift = insert("""
            insert into fleet_shift (municipality_id, name, starts_at, ends_at, break_minutes, standby)
            values (%d, 'Nacht', now() - interval '1 hour', now() + interval '3 hours', 0, false)\
            """.formatted(here));
        jdbc.sql("insert into fleet_shift_member (shift_id, member_id) values (%d, %d)".formatted(shift, member))
                .update();

        decide(leader());

        assertThat(read("/winter/call-outs/" + order(), leader()).getStatus()).isEqualTo(404);
    }

    @Test
    void theNeighbourNeitherSeesNorFollowsTheCall() throws Exception {
        onCall();
        decide(leader());

        assertThat(read("/winter/call-outs/" + order(), people.officer()).getStatus())
                .isEqualTo(404);
        assertThat(come(order(), people.officer()).getStatus()).isEqualTo(404);
    }

    @Test
    void theDistrictIsReadByThoseItIsSharedWithAndEachDecidesItsOwnOnly() throws Exception {
        assertThat(read("/winter/district", leader()).getContentAsString()).contains(name, "Sie entscheiden hier");
        assertThat(read("/winter/district", people.officer()).getContentAsString())
                .doesNotContain(name);

        jdbc.sql("insert into share (dataset, from_id, to_id, shared_by) values ('operations.dataset.record',"
                        + " :here, :to, 'x')")
                .param("here", here)
                .param("to", people.municipality())
                .update();

        assertThat(read("/winter/district", people.officer()).getContentAsString())
                .contains(name, "nur lesen");
        assertThat(decide(people.officer()).getStatus()).isIn(403, 404);
        assertThat(jdbc.sql("select state from proposal where id = " + proposal)
                        .query(String.class)
                        .single())
                .isEqualTo("OPEN");
        assertThat(read("/winter/district", people.citizen()).getStatus()).isEqualTo(403);
    }

    @Test
    void whatPeopleWroteDownEndsWithTheProofsButTheStockAndTheTableStay() {
        for (String year : List.of("2001", "2002")) {
            jdbc.sql("""
                insert into winter_control (municipality_id, at, place, pt, state, result, person_id, person_name, written_at)
                values (%d, '%s-01-01', 'p', point(1, 1), 's', 'NOTHING', 1, 'n', now())\
                """.formatted(here, year)).update();
            jdbc.sql("""
                insert into winter_dose_table (municipality_id, made_at, person_id, person_name, change, reason, content)
                values (%d, '%s-01-01', 1, 'n', 'c', 'r', '{}')\
                """.formatted(here, year)).update();
            jdbc.sql("""
                insert into winter_stock_entry (municipality_id, depot, good, kind, amount, at, note, person_name)
                values (%d, 'd', 'SALT', 'COUNT', %s, '%s-01-01', '', 'n')\
                """.formatted(here, year, year)).update();
        }

        work.forget();

        assertThat(count("winter_control")).isZero();
        assertThat(count("winter_dose_table")).isEqualTo(1);
        assertThat(stocks.levels(here))
                .singleElement()
                .satisfies(one -> assertThat(one.amount()).isEqualTo(2002));
        assertThat(count("winter_stock_entry")).isEqualTo(1);
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table + " where municipality_id = " + here)
                .query(Long.class)
                .single();
    }

    private void onCall() {
        jdbc.sql("""
            insert into standby (municipality_id, position, person_id, starts_at, ends_at)
            values (%d, 'PRIMARY', %d, now() - interval '1 hour', now() + interval '1 hour')\
            """.formatted(here, crew)).update();
    }

    private UserDetails leader() {
        return people.of(name + "-leitung");
    }

    private UserDetails driver() {
        return people.of(name + "-fahrt");
    }

    private long order() {
        return jdbc.sql("""
            select w.id from work_order w join decision d on d.id = w.decision_id where d.proposal_id = %d\
            """.formatted(proposal)).query(Long.class).single();
    }

    private MockHttpServletResponse decide(UserDetails who) throws Exception {
        return http.perform(post("/operations/proposals/" + proposal)
                        .param("headline", "winter.danger.hoarfrost")
                        .param("version", "1")
                        .param("measure", "winter.measure.salt")
                        .param("reason", "es wird glatt")
                        .with(user(who))
                        .with(csrf())
                        .accept(MediaType.TEXT_HTML))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse come(long order, UserDetails who) throws Exception {
        return http.perform(post("/winter/call-outs/" + order).with(user(who)).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse read(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who))).andReturn().getResponse();
    }

    private long insert(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }
}
