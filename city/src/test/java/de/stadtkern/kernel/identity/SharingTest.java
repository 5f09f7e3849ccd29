package de.stadtkern.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Municipalities of a district let each other read. */
@TownTest
class SharingTest {

    private static final String RECORD = "operations.dataset.record";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private final String place = "Platz " + UUID.randomUUID();
    private long proposal;

    @BeforeEach
    void raise() {
        proposal = jdbc.sql("""
                        insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures,
                            segment_ids, raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
                        values (:here, 'test', :place, 'r', 'h', :place, point(1, 1), '{m}', '{}', now(), now(),
                            now() + interval '1 hour', '[]', '[]', 'OPEN') returning id""")
                .param("here", people.municipality())
                .param("place", place)
                .query(Long.class)
                .single();
    }

    @AfterEach
    void endSharing() {
        jdbc.sql("delete from share where dataset = :record")
                .param("record", RECORD)
                .update();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePartnerReadsAndNeverDecides(boolean wholeDistrict) throws Exception {
        read().andExpect(status().isNotFound());

        share(people.administrator(), wholeDistrict ? people.district() : people.foreignMunicipality())
                .andExpect(status().is3xxRedirection());

        read().andExpect(status().isOk()).andExpect(content().string(not(containsString("name=\"measure\""))));
        desk().andExpect(content().string(containsString(place)));
        http.perform(post("/operations/proposals/" + proposal)
                        .param("headline", "h")
                        .param("measure", "m")
                        .param("reason", "weil")
                        .with(user(people.foreignOfficer()))
                        .with(csrf()))
                .andExpect(status().isNotFound());

        long share = jdbc.sql("select id from share where dataset = :record and from_id = :here")
                .param("record", RECORD)
                .param("here", people.municipality())
                .query(Long.class)
                .single();
        http.perform(post("/administration/%d/sharing/%d/withdraw".formatted(people.municipality(), share))
                        .with(user(people.administrator()))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        read().andExpect(status().isNotFound());
        desk().andExpect(content().string(not(containsString(place))));
        assertThat(jdbc.sql("select count(*) from audit_entry where action in ('share.granted', 'share.withdrawn')")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void sharingEndsAtTheBorderOfTheDistrict() throws Exception {
        long elsewhere = jdbc.sql(
                        "insert into municipality (key, name) values (:key, :key) on conflict (key) do update set name = :key returning id")
                .param("key", "anderswo")
                .query(Long.class)
                .single();

        share(people.administrator(), elsewhere).andExpect(status().isBadRequest());
        jdbc.sql("insert into share (dataset, from_id, to_id, shared_by) values (:record, :from, :to, 'x')")
                .param("record", RECORD)
                .param("from", people.municipality())
                .param("to", elsewhere)
                .update();
        people.add("anderswo-leitung", Role.DUTY_OFFICER, elsewhere);
        http.perform(get("/operations/proposals/" + proposal).with(user(people.of("anderswo-leitung"))))
                .andExpect(status().isNotFound());
    }

    @Test
    void onlyTheOwnAdministratorShares() throws Exception {
        share(people.foreignAdministrator(), people.foreignMunicipality()).andExpect(status().isNotFound());
        share(people.districtAdministrator(), people.foreignMunicipality()).andExpect(status().isNotFound());
        share(people.officer(), people.foreignMunicipality()).andExpect(status().isForbidden());
    }

    private ResultActions share(UserDetails who, long partner) throws Exception {
        return http.perform(post("/administration/%d/sharing".formatted(people.municipality()))
                .param("dataset", RECORD)
                .param("partner", Long.toString(partner))
                .with(user(who))
                .with(csrf()));
    }

    private ResultActions read() throws Exception {
        return http.perform(get("/operations/proposals/" + proposal).with(user(people.foreignOfficer())));
    }

    private ResultActions desk() throws Exception {
        return http.perform(get("/operations").with(user(people.foreignOfficer())));
    }
}
