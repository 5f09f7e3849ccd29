package de.stadtkern.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.Cookie;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@TownTest
class MailSignInTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    MailSignIn mail;

    private final String address = "b" + UUID.randomUUID().toString().substring(0, 12) + "+mail@buerger.example";
    private final String sender = "mail-" + UUID.randomUUID();

    @Test
    void theFirstLinkMakesACitizenAndTheNextFindsIt() throws Exception {
        Cookie session = signIn(token(address.toUpperCase()));
        http.perform(get("/account").cookie(session))
                .andExpect(content().string(containsString(address)))
                .andExpect(content().string(containsString("Passkey verloren?")));
        assertThat(jdbc.sql("""
            select r.role from person p join person_role r on r.person_id = p.id
            where p.login = :login and p.email = :login\
            """)
                        .param("login", address)
                        .query((rs, n) -> rs.getString(1))
                        .list())
                .containsExactly("CITIZEN");
        signIn(token(address));
        assertThat(count("select count(*) from person where login = :address")).isOne();
        assertThat(count("select count(*) from audit_entry e where e::text like '%' || :address || '%'"))
                .isZero();
    }

    @Test
    void openingTheLinkChangesNothingAndPostingItWorksOnce() throws Exception {
        String token = token(address);
        for (int scan = 0; scan < 3; scan++) {
            http.perform(get("/sign-in/mail/" + token))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(address)));
        }
        assertThat(count("select count(*) from person where login = :address")).isZero();
        http.perform(post("/sign-in/mail/" + token)).andExpect(status().isForbidden());
        signIn(token);
        http.perform(post("/sign-in/mail/" + token).with(csrf())).andExpect(status().isNotFound());
        http.perform(get("/sign-in/mail/" + token)).andExpect(status().isNotFound());
    }

    @Test
    void whatIsKeptOfTheLinkDoesNotSignIn() {
        String token = token(address);
        assertThat(count("select count(*) from mail_link m where m.address = :address"))
                .isOne();
        assertThat(jdbc.sql("select count(*) from mail_link m where m::text like '%' || :token || '%'")
                        .param("token", token)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anOldLinkIsRefused() throws Exception {
        String token = token(address);
        jdbc.sql("update mail_link set expires_at = now() - interval '1 second' where address = :address")
                .param("address", address)
                .update();
        http.perform(post("/sign-in/mail/" + token).with(csrf())).andExpect(status().isNotFound());
    }

    @Test
    void staffNeverComesInByALink() throws Exception {
        long id = people.add(address, Role.CITIZEN, people.municipality());
        String token = token(address);
        people.add(address, Role.CREW, people.municipality());
        http.perform(post("/sign-in/mail/" + token).with(csrf())).andExpect(status().isNotFound());
        assertThat(mail.request(address, sender)).isEmpty();
        jdbc.sql("insert into directory_account values ('https://haus.example', :address, :id)")
                .param("address", address)
                .param("id", id)
                .update();
        people.add(address, Role.CITIZEN, people.municipality());
        assertThat(mail.request(address, sender)).isEmpty();
    }

    @Test
    void aDeactivatedCitizenStaysOutside() {
        people.add(address, Role.CITIZEN, people.municipality());
        jdbc.sql("update person set deactivated_at = now() where login = :address")
                .param("address", address)
                .update();
        assertThat(mail.request(address, sender)).isEmpty();
    }

    @Test
    void lettersToAnAddressAndOfASenderAreBraked() {
        for (int letter = 0; letter < 3; letter++) {
            mail.request(address, sender);
        }
        assertThatThrownBy(() -> mail.request(address, "other-" + sender)).isInstanceOf(Refusal.class);
        for (int letter = 3; letter < 20; letter++) {
            mail.request(letter + address, sender);
        }
        assertThatThrownBy(() -> mail.request("x" + address, sender)).isInstanceOf(Refusal.class);
    }

    @Test
    void withoutAMailServerThePageSaysSo() throws Exception {
        http.perform(get("/sign-in")).andExpect(content().string(containsString("keinen Mailserver")));
        http.perform(post("/sign-in/mail").param("mail", address).with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("keinen Mailserver")));
        assertThat(count("select count(*) from mail_link where address = :address"))
                .isZero();
    }

    @Test
    void thePublicNameIsChosenAndUniqueAndNoAddress() throws Exception {
        Cookie session = signIn(token(address));
        http.perform(get("/account").cookie(session)).andExpect(content().string(containsString("Nachbar")));
        String name = "Lerche " + address.substring(0, 8);
        choose(session, name).andExpect(redirectedUrl("/account"));
        http.perform(get("/account").cookie(session)).andExpect(content().string(containsString(name)));
        choose(session, address.split("@")[0]).andExpect(status().isBadRequest());
        choose(session, "a@b.example").andExpect(status().isBadRequest());
        choose(session, "ab").andExpect(status().isBadRequest());
        Cookie other = signIn(token("other" + address));
        choose(other, name.toUpperCase())
                .andExpect(status().isConflict())
                .andExpect(content().string(not(containsString("identity.refusal"))));
    }

    private ResultActions choose(Cookie session, String name) throws Exception {
        return http.perform(post("/account/pseudonym")
                .param("pseudonym", name)
                .cookie(session)
                .with(csrf()));
    }

    private String token(String to) {
        return mail.request(to, sender).orElseThrow().token();
    }

    private Cookie signIn(String token) throws Exception {
        var answer = http.perform(post("/sign-in/mail/" + token).with(csrf()))
                .andExpect(redirectedUrl("/account"))
                .andReturn();
        return Objects.requireNonNull(answer.getResponse().getCookie("SESSION"));
    }

    private long count(String sql) {
        return jdbc.sql(sql).param("address", address).query(Long.class).single();
    }
}
