package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class StreetClassesTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private final String street = "Weg" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void aStreetOfClassTwo() {
        long segment = jdbc.sql("""
            with e as (insert into segment_extract (file_name, bytes, sha256, segments, attribution, reading)
                values ('test', 1, 'test', 1, 'test', 2) returning id)
            insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres, from_node,
                to_node, extract_id)
            select 900000000 + id, 0, :name, 'residential', false, false, '[(11900000, 50300000), (11901000, 50300000)]',
                71, 1, 2, id
            from e returning id""").param("name", street).query(Long.class).single();
        jdbc.sql("""
            insert into street_register (municipality_id, segment_id, winter_class, reason, person_name)
            values (:here, :segment, 2, 'r', 'Paula Privat')\
            """)
                .param("here", people.municipality())
                .param("segment", segment)
                .update();
    }

    @Test
    void everybodyLearnsTheClassTheTimeTheBusAndTheBylawOfTheStreet() throws Exception {
        assertThat(page("/winter/classes?street=" + street))
                .contains("Räumklasse 2.", "ohne Angabe der Kommune")
                .doesNotContain("Hier fährt ein Schulbus", "Paula Privat");

        put("times", "workdays2", "07:30", people.officer());
        put("bylaw", "bylaw-GERMAN", "Gehweg bis 7 Uhr räumen " + street, people.officer());
        put("buses", "buses", "\"" + street + "\";egal", people.officer());

        assertThat(page("/winter/classes?street=" + street))
                .contains("werktags bis 07:30 Uhr", "Hier fährt ein Schulbus", "Gehweg bis 7 Uhr räumen");
        put("bylaw", "bylaw-GERMAN", "", people.officer());
        assertThat(page("/winter/classes?street=" + street)).contains("hat noch keinen Text hinterlegt");
    }

    @Test
    void aStreetThatNobodyKnowsIsAnsweredSo() throws Exception {
        assertThat(page("/winter/classes?street=Nirgendsgasse"))
                .contains("Zu dieser Straße steht nichts im Straßenverzeichnis");
    }

    @Test
    void classesAreOpenDataWithLicenceAndWithoutNames() throws Exception {
        MockHttpServletResponse map =
                http.perform(get("/winter/classes.geojson")).andReturn().getResponse();
        assertThat(map.getHeader("Link")).contains("odbl", "rel=\"license\"");
        assertThat(map.getContentAsString())
                .contains(street, "\"winter_class\":2")
                .doesNotContain("Paula Privat");
        assertThat(page("/winter/classes?classes-csv=plain&classes-q=" + street))
                .contains(street, ",2,");
        assertThat(http.perform(get("/winter/done.geojson"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void aBusStreetThatIsNotInTheRegisterIsRefusedAndTheListStays() throws Exception {
        put("buses", "buses", street, people.officer());

        MockHttpServletResponse refused = put("buses", "buses", street + "\nMondgasse", people.officer());

        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString()).contains("„Mondgasse“");
        assertThat(page("/winter/classes?street=" + street)).contains("Hier fährt ein Schulbus");
    }

    @Test
    void aTimeThatIsNoneIsRefused() throws Exception {
        assertThat(put("times", "workdays1", "sieben", people.officer()).getStatus())
                .isEqualTo(400);
    }

    @Test
    void theNeighbourAndTheCrewChangeNothing() throws Exception {
        assertThat(put("bylaw", "bylaw-GERMAN", "fremd", people.foreignAdministrator())
                        .getStatus())
                .isEqualTo(404);
        assertThat(put("bylaw", "bylaw-GERMAN", "fremd", people.crew()).getStatus())
                .isEqualTo(403);
        assertThat(page("/winter/classes?street=" + street)).doesNotContain("fremd");
    }

    private String page(String path) throws Exception {
        return http.perform(get(path)).andReturn().getResponse().getContentAsString();
    }

    private MockHttpServletResponse put(String what, String field, String value, UserDetails who) throws Exception {
        return http.perform(post("/winter/classes/policy/" + what)
                        .param("municipality", Long.toString(people.municipality()))
                        .param(field, value)
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }
}
