package de.stadtkern.kernel.portal;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@TownTest
class SearchTest {

    @Autowired
    private MockMvc http;

    @Autowired
    private Devices devices;

    @Autowired
    private TestPeople people;

    @Test
    void everybodyFindsAStationOnlyTheOwnOfficersFindItsProposal() throws Exception {
        String name = "Suchbrücke " + UUID.randomUUID();
        devices.report(devices.station(name), Instant.now(), -1.0, 96.0, -3.0);
        Awaitility.await().until(() -> html(people.officer(), name).contains("/operations/proposals/"));

        search(name, null)
                .andExpect(content().string(containsString("/observations/stations/")))
                .andExpect(content().string(containsString("Ein Treffer")))
                .andExpect(content().string(not(containsString("/operations/proposals/"))));
        search(name, people.foreignOfficer())
                .andExpect(content().string(not(containsString("/operations/proposals/"))));
    }

    @Test
    void allWordsMustBeFoundAndSignsOfSqlAreOrdinaryLetters() throws Exception {
        String name = "Pegel 100%_" + UUID.randomUUID();
        devices.station(name);

        search(name.substring(8) + " pegel", null).andExpect(content().string(containsString("Ein Treffer")));
        search(name + " nirgends", null).andExpect(content().string(containsString("Kein Treffer")));
        search("%", null).andExpect(status().isOk()).andExpect(content().string(containsString(name)));
    }

    private String html(UserDetails person, String words) throws Exception {
        return search(words, person).andReturn().getResponse().getContentAsString();
    }

    private ResultActions search(String words, @Nullable UserDetails person) throws Exception {
        var request = get("/suche").param("q", words).accept(MediaType.TEXT_HTML);
        return http.perform(person == null ? request : request.with(user(person)));
    }
}
