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

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** What administrators do, from outside. */
@TownTest
class AdministrationTest {

    private static final Pattern LINK = Pattern.compile("/welcome/([A-Za-z0-9_-]+)");
    private static final Pattern KEY = Pattern.compile("sk_[A-Za-z0-9_-]+");
    private static final String PASSWORD = "drei kleine kastanien";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private final String login = "p" + UUID.randomUUID();

    @Test
    void somebodyIsInvitedAndChoosesAPasswordOnce() throws Exception {
        String link = invite();

        http.perform(get(link)).andExpect(content().string(containsString(login)));
        choose(link, "zu kurz").andExpect(status().isBadRequest());
        choose(link, PASSWORD).andExpect(status().is3xxRedirection());

        choose(link, PASSWORD).andExpect(status().isNotFound());
        http.perform(get(link)).andExpect(status().isNotFound());
        assertThat(signIn()).isEqualTo("/");
    }

    @Test
    void anInvitationExpires() throws Exception {
        String link = invite();
        jdbc.sql(
                        "update password_link set expires_at = now() where person_id = (select id from person where login = :l)")
                .param("l", login)
                .update();

        choose(link, PASSWORD).andExpect(status().isNotFound());
    }

    @Test
    void aNewLinkEndsTheOldOne() throws Exception {
        String first = invite();
        String second = link(administer("/people/" + id() + "/password"));

        choose(first, PASSWORD).andExpect(status().isNotFound());
        choose(second, PASSWORD).andExpect(status().is3xxRedirection());
    }

    @Test
    void theAccountOfAnotherMunicipalityIsNotResetFromHere() throws Exception {
        long id = people.add(login, Role.CREW, people.foreignMunicipality());
        jdbc.sql("insert into person_role values (:id, :here, 'CREW')")
                .param("id", id)
                .param("here", people.municipality())
                .update();

        for (String path : new String[] {"/password", "/active?active=false"}) {
            http.perform(post("/administration/" + people.municipality() + "/people/" + id + path)
                            .with(user(people.administrator()))
                            .with(csrf()))
                    .andExpect(status().isForbidden());
        }
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        String town = "Ort " + UUID.randomUUID();
        choose(
                        link(http.perform(post("/administration/" + people.district() + "/municipalities")
                                        .param("municipality", town)
                                        .param("name", "Erste")
                                        .param("login", login)
                                        .with(user(people.districtAdministrator()))
                                        .with(csrf()))
                                .andExpect(status().isOk())),
                        PASSWORD)
                .andExpect(status().is3xxRedirection());
        long municipality = jdbc.sql("select id from municipality where name = :name")
                .param("name", town)
                .query(Long.class)
                .single();
        UserDetails first = people.of(login);

        http.perform(post("/administration/" + municipality + "/people/" + id())
                        .with(user(first))
                        .with(csrf()))
                .andExpect(status().isConflict());
        http.perform(post("/account/close")
                        .param("sure", "true")
                        .with(user(first))
                        .with(csrf()))
                .andExpect(status().isConflict());
        http.perform(get("/administration/" + municipality + "/people").with(user(people.districtAdministrator())))
                .andExpect(status().isNotFound());
    }

    @Test
    void aKeyDoesWhatItsScopeSaysUntilItIsWithdrawn() throws Exception {
        String key = key("scope-WRITE_OBSERVATIONS");
        String metrics = key("scope-READ_METRICS");

        createThing(key).andExpect(status().isCreated());
        createThing(metrics).andExpect(status().isForbidden());
        http.perform(get("/actuator/metrics").header("Authorization", "Bearer " + metrics))
                .andExpect(status().isOk());
        http.perform(get("/actuator/metrics").header("Authorization", "Bearer " + key))
                .andExpect(status().is4xxClientError());

        long id = jdbc.sql("select id from api_key where key_hash = :hash")
                .param("hash", Secrets.hash(key))
                .query(Long.class)
                .single();
        http.perform(post("/administration/" + people.foreignMunicipality() + "/keys/" + id + "/withdraw")
                        .with(user(people.foreignAdministrator()))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        createThing(key).andExpect(status().isCreated());
        administer("/keys/" + id + "/withdraw").andExpect(status().is3xxRedirection());
        createThing(key).andExpect(status().isUnauthorized());
    }

    @Test
    void aKeyExpires() throws Exception {
        String key = key("scope-WRITE_OBSERVATIONS");
        jdbc.sql("update api_key set expires_at = now() where key_hash = :hash")
                .param("hash", Secrets.hash(key))
                .update();

        createThing(key).andExpect(status().isUnauthorized());
    }

    @Test
    void everythingIsWrittenIntoTheLogOfTheMunicipalityAndNoOther() throws Exception {
        invite();

        audit(people.administrator(), people.municipality()).andExpect(content().string(containsString(login)));
        audit(people.foreignAdministrator(), people.foreignMunicipality())
                .andExpect(content().string(not(containsString(login))));
        http.perform(get("/administration/" + people.municipality() + "/audit?audit-q=" + login + "&audit-csv=plain")
                        .with(user(people.administrator())))
                .andExpect(content().contentTypeCompatibleWith("text/csv"))
                .andExpect(content().string(containsString("person.invited")));
    }

    @Test
    void whoClosesTheAccountIsForgottenButNotByTheLog() throws Exception {
        choose(invite(), PASSWORD);

        http.perform(get("/account/export.json").with(user(people.of(login))))
                .andExpect(content().string(containsString("password.chosen")));
        http.perform(post("/account/close")
                        .param("sure", "true")
                        .with(user(people.of(login)))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());

        assertThat(signIn()).isEqualTo("/sign-in?error");
        assertThat(jdbc.sql("select name from person where login = :login")
                        .param("login", login)
                        .query(String.class)
                        .single())
                .isEqualTo("–");
        audit(people.administrator(), people.municipality()).andExpect(content().string(containsString(login)));
    }

    @Test
    void departmentsAreKeptAndGiveNoRights() throws Exception {
        String department = "Amt " + UUID.randomUUID();
        http.perform(post("/administration/" + people.municipality() + "/departments")
                        .param("name", department)
                        .with(user(people.administrator()))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        invite();
        long departmentId = jdbc.sql("select id from department where name = :name")
                .param("name", department)
                .query(Long.class)
                .single();

        http.perform(post("/administration/" + people.municipality() + "/people/" + id())
                        .param("department-" + departmentId, "true")
                        .with(user(people.administrator()))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());

        http.perform(get("/administration/" + people.municipality() + "/departments")
                        .with(user(people.administrator())))
                .andExpect(content().string(containsString("1 Menschen")));
        http.perform(get("/operations").with(user(people.of(login)))).andExpect(status().isForbidden());
    }

    private String invite() throws Exception {
        return link(http.perform(post("/administration/" + people.municipality() + "/people")
                .param("login", login)
                .param("name", "Paula Prüfung")
                .param("role-CREW", "true")
                .with(user(people.administrator()))
                .with(csrf())));
    }

    private ResultActions administer(String path) throws Exception {
        return http.perform(post("/administration/" + people.municipality() + path)
                .with(user(people.administrator()))
                .with(csrf()));
    }

    private String key(String scope) throws Exception {
        String page = http.perform(post("/administration/" + people.municipality() + "/keys")
                        .param("name", "Prüfgerät")
                        .param("months", "1")
                        .param(scope, "true")
                        .with(user(people.administrator()))
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getContentAsString();
        Matcher key = KEY.matcher(page);
        assertThat(key.find()).as(page).isTrue();
        return key.group();
    }

    private ResultActions createThing(String key) throws Exception {
        return http.perform(post(Devices.ROOT + "Things")
                .header("Authorization", "Bearer " + key)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"Ding\", \"description\": \"Ding\"}"));
    }

    private static String link(ResultActions answer) throws Exception {
        Matcher link = LINK.matcher(answer.andReturn().getResponse().getContentAsString());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private ResultActions choose(String link, String password) throws Exception {
        return http.perform(post(link).param("password", password).with(csrf()));
    }

    private ResultActions audit(UserDetails who, long municipality) throws Exception {
        return http.perform(get("/administration/" + municipality + "/audit").with(user(who)))
                .andExpect(status().isOk());
    }

    private long id() {
        return jdbc.sql("select id from person where login = :login")
                .param("login", login)
                .query(Long.class)
                .single();
    }

    private String signIn() throws Exception {
        return String.valueOf(http.perform(post("/sign-in")
                        .param("username", login)
                        .param("password", PASSWORD)
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    }
}
