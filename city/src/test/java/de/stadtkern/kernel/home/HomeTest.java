package de.stadtkern.kernel.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The home page, and what a person names for it. */
@TownTest
class HomeTest {

    private static final Position HERE = new Position(7.7612, 49.4412);

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    OwnRows rows;

    @Autowired
    OwnTown own;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Reminders reminders;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private UserDetails citizen;
    private long person;

    @BeforeEach
    void setUp() {
        person = people.add("home-" + mark, Role.CITIZEN, people.municipality());
        citizen = people.of("home-" + mark);
    }

    @AfterEach
    void tidy() {
        rows.forget(person);
        jdbc.sql("delete from routing_closure where name like :mark")
                .param("mark", "%" + mark)
                .update();
        jdbc.sql("delete from waste_area where street = :mark")
                .param("mark", "Weg " + mark)
                .update();
    }

    @Test
    void whoRemembersAPageFindsItOnTheHomePageUntilForgotten() throws Exception {
        http.perform(send("/mine/favourites")
                        .param("path", "/observations?text=" + mark)
                        .param("title", "Stationen " + mark))
                .andExpect(redirectedUrl("/observations?text=" + mark));

        assertThat(page("/", citizen)).contains("Stationen " + mark, "/observations?text=" + mark);
        assertThat(page("/", people.citizen())).doesNotContain(mark);
        assertThat(page("/", null)).doesNotContain(mark);

        long favourite = rows.favourites(person).getFirst().id();
        String remove = "/mine/favourites/" + favourite + "/remove";
        http.perform(post(remove).with(csrf()).with(user(people.citizen()))).andExpect(status().isNotFound());
        http.perform(send(remove));
        assertThat(page("/", citizen)).doesNotContain("Stationen " + mark);
    }

    @Test
    void onlyPagesOfTheTownAreRemembered() throws Exception {
        for (String elsewhere :
                new String[] {"https://anderswo.example", "//anderswo.example", "/\\anderswo", "/a b", "", "/${x}"}) {
            http.perform(send("/mine/favourites").param("path", elsewhere).param("title", "T"))
                    .andExpect(status().isBadRequest());
            http.perform(get("/qr").param("path", elsewhere.isEmpty() ? "//" : elsewhere))
                    .andExpect(status().isBadRequest());
        }
        assertThat(rows.favourites(person)).isEmpty();
    }

    @Test
    void everyPageHasAQrCodeThatNamesItsAddress() throws Exception {
        assertThat(page("/waste", null)).contains("/qr?path=%2Fwaste");
        assertThat(page("/qr?path=/waste?a=b", null)).contains("/waste?a=b", "<svg");
    }

    @Test
    void aHouseholdIsNamedByAnAddressAndSeenByNobodyElse() throws Exception {
        http.perform(send("/mine/households")
                        .param("name", "Oma " + mark)
                        .param("address", HERE.lat() + ", " + HERE.lon()))
                .andExpect(redirectedUrl("/mine"));
        assertThat(page("/mine", citizen)).contains("Oma " + mark);
        assertThat(page("/", citizen)).contains("In der Nähe: Oma " + mark);
        assertThat(page("/mine", people.citizen())).doesNotContain(mark);

        assertThat(http.perform(send("/mine/households").param("name", "X").param("address", "qqqq xyzzy 999"))
                        .andExpect(status().isBadRequest())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("qqqq xyzzy 999");
    }

    @Test
    void whatIsClosedNearByStandsThereForEverybody() throws Exception {
        jdbc.sql("""
            insert into routing_closure (municipality_id, name, reason, course, starts_at, on_foot_too, person_name)
            values (:municipality, :name, 'Bau', cast(:lines as jsonb), now() - interval '1 hour', false, 'T')\
            """)
                .param("municipality", people.municipality())
                .param("name", "Sperrung " + mark)
                .param("lines", "[[[7.7612,49.4412],[7.7622,49.4412]]]")
                .update();
        assertThat(page("/?near=49.4415, 7.7612", null)).contains("Sperrung " + mark);
        assertThat(page("/?near=49.6000, 7.7612", null)).doesNotContain(mark);
        assertThat(page("/", null)).doesNotContain(mark);
    }

    @Test
    void theNextCollectionsOfTheHouseholdsStandOnTheHomePage() throws Exception {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        collections(IntStream.rangeClosed(1, 9).mapToObj(today::plusDays).toArray(LocalDate[]::new));
        rows.insertHousehold(person, "Zuhause", "Weg " + mark + " 7", HERE);

        rows.insertFavourite(person, "/waste/collections?address=Weg%20" + mark + "%207", "Meine Straße");

        String home = page("/", citizen);
        assertThat(home).containsPattern("Meine Straße</a>[\\s\\S]{0,200}Papier B" + mark + ", ");
        assertThat(home.split("Zuhause: Papier B" + mark, -1)).hasSize(4);
    }

    @Test
    void whoWantsItIsRemindedOnceInTheEveningAndOnlyTheNewestReminderStays() throws Exception {
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(1);
        collections(tomorrow, tomorrow.plusDays(1));
        rows.insertHousehold(person, "Zuhause", "Weg " + mark + " 7", HERE);
        rows.insertHousehold(person, "Oma", "Weg " + mark + " 9", HERE);
        String remind = "/mine/households/" + rows.households(person).getFirst().id() + "/remind";
        http.perform(post(remind).param("wanted", "true").with(csrf()).with(user(people.citizen())))
                .andExpect(status().isNotFound());

        reminders.remind(tomorrow);
        assertThat(page("/inbox", citizen)).as("nobody asked").doesNotContain("Papier B" + mark);

        http.perform(send(remind).param("wanted", "true")).andExpect(redirectedUrl("/mine"));
        assertThat(page("/mine", citizen)).contains("Nicht mehr erinnern: Zuhause", "Am Vorabend erinnern: Oma");
        reminders.remind(tomorrow);
        reminders.remind(tomorrow);
        assertThat(page("/inbox", citizen).split("Zuhause: Papier B" + mark + "</a>", -1))
                .hasSize(2);
        reminders.remind(tomorrow.plusDays(1));
        assertThat(page("/inbox", citizen).split("Papier B" + mark + "</a>", -1))
                .hasSize(2);
        reminders.remind(tomorrow.plusDays(2));
        assertThat(page("/inbox", citizen)).as("nothing comes").doesNotContain("Papier B" + mark);

        http.perform(send(remind).param("wanted", "false"));
        reminders.remind(tomorrow);
        assertThat(page("/inbox", citizen)).doesNotContain("Papier B" + mark);
    }

    @Test
    void whatAPersonNamedCanBeTakenAwayAndIsErased() {
        rows.insertHousehold(person, "Zuhause", "Weg 7", HERE);
        rows.insertFavourite(person, "/waste", "Abfall");
        assertThat(own.export(person).toString()).contains("Weg 7", "/waste");
        own.erase(person);
        assertThat(rows.households(person)).isEmpty();
        assertThat(rows.favourites(person)).isEmpty();
    }

    /** Paper is collected in the test's street on these days. */
    private void collections(LocalDate... days) {
        jdbc.sql("insert into waste_area (municipality_id, street, numbers, area) values (:m, :street, '', :area)")
                .param("m", people.municipality())
                .param("street", "Weg " + mark)
                .param("area", "B" + mark)
                .update();
        for (LocalDate day : days) {
            jdbc.sql("insert into waste_collection (municipality_id, area, what, day) values (:m, :area, :what, :day)")
                    .param("m", people.municipality())
                    .param("area", "B" + mark)
                    .param("what", "Papier B" + mark)
                    .param("day", day)
                    .update();
        }
    }

    private MockHttpServletRequestBuilder send(String path) {
        return post(path).with(csrf()).with(user(citizen));
    }

    private String page(String path, @Nullable UserDetails who) throws Exception {
        MockHttpServletRequestBuilder request = get(path);
        return http.perform(who == null ? request : request.with(user(who)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
