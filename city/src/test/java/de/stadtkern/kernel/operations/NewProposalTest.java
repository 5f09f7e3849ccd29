package de.stadtkern.kernel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.basemap.BaseMap;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** People propose by form. */
@TownTest
class NewProposalTest {

    private final String mark = "Eisplatte " + UUID.randomUUID();

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BaseMap map;

    @Autowired
    TestPeople people;

    @Test
    void theCrewProposesAtCoordinatesAndTheOfficerSeesWhoDid() throws Exception {
        propose(people.crew(), Map.of()).andExpect(status().is3xxRedirection());

        http.perform(get("/operations/proposals/" + id())
                        .with(user(people.officer()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(mark)))
                .andExpect(content().string(containsString("Vorgeschlagen von Test mannschaft")))
                .andExpect(content().string(containsString("ziemlich sicher")))
                .andExpect(content().string(containsString("Rohrbruch gesehen")))
                .andExpect(content().string(containsString("nicht bekannt")));
    }

    @Test
    void aStreetMeansAllItsSegments() throws Exception {
        map.importExtract(Path.of("src/test/resources/de/stadtkern/kernel/routing/quarter.osm"), (count, step) -> {});
        await().untilAsserted(() ->
                propose(people.officer(), Map.of("where", "Mittelgasse")).andExpect(status().is3xxRedirection()));

        assertThat(jdbc.sql("""
                        select distinct s.name from proposal p join segment s on s.id = any(p.segment_ids)
                        where p.id = :id""").param("id", id()).query(String.class).list()).containsExactly("Mittelgasse");
    }

    @Test
    void whatIsMissingOrWrongIsSaidAndWhatWasTypedIsKept() throws Exception {
        for (var wrong : Map.of(
                        "where", "Gibtesnichtweg 99",
                        "headline", " ",
                        "why", "\u202e",
                        "measure", "winter.measure.unknown",
                        "urgency", "NOW",
                        "validUntil", "2020-01-01T00:00",
                        "decideBy", "gleich",
                        "confidence", "VERY",
                        "municipality", Long.toString(people.foreignMunicipality()))
                .entrySet()) {
            propose(people.officer(), Map.of(wrong.getKey(), wrong.getValue()))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("href=\"#" + wrong.getKey())))
                    .andExpect(content().string(containsString("value=\"SOON\"")));
        }
        assertThat(jdbc.sql("select count(*) from proposal where headline = :mark")
                        .param("mark", mark)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoMayNotProposeDoesNot() throws Exception {
        for (UserDetails who : new UserDetails[] {people.administrator(), people.citizen()}) {
            http.perform(get("/operations/proposals/new").with(user(who)).accept(MediaType.TEXT_HTML))
                    .andExpect(status().isForbidden());
            propose(who, Map.of()).andExpect(status().isForbidden());
        }
    }

    private long id() {
        return jdbc.sql("select id from proposal where headline = :mark")
                .param("mark", mark)
                .query(Long.class)
                .single();
    }

    private ResultActions propose(UserDetails who, Map<String, String> other) throws Exception {
        Map<String, String> fields = new HashMap<>(Map.of(
                "headline",
                mark,
                "where",
                "%d.50, 13.%d"
                        .formatted(
                                ThreadLocalRandom.current().nextInt(48, 54),
                                ThreadLocalRandom.current().nextInt(10_000, 99_999)),
                "why",
                "Rohrbruch gesehen",
                "measure",
                "operations.measure.inspect",
                "urgency",
                "SOON",
                "confidence",
                "MEDIUM"));
        fields.putAll(other);
        var request =
                post("/operations/proposals/new").with(user(who)).with(csrf()).accept(MediaType.TEXT_HTML);
        fields.forEach(request::param);
        return http.perform(request);
    }
}
