package de.stadtkern.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Password, second factor, sessions and the brake, from outside. */
@TownTest
class SignInTest {

    private static final String FRESH_PASSWORD = "drei kleine kastanien";
    private static final Pattern RECOVERY_CODE = Pattern.compile("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}");

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Cleaning cleaning;

    private final String login = "p" + UUID.randomUUID();
    private final String address = "10.%d.%d.%d".formatted(random(), random(), random());

    private long id;

    @BeforeEach
    void add() {
        id = people.add(login, Role.CREW, people.municipality());
    }

    @Test
    void aWithdrawnRoleIsGoneAtTheNextClick() throws Exception {
        Cookie session = signIn(login, TestPeople.PASSWORD);
        http.perform(get("/operations/orders").cookie(session)).andExpect(status().isOk());

        jdbc.sql("delete from person_role where person_id = :id")
                .param("id", id)
                .update();

        http.perform(get("/operations/orders").cookie(session)).andExpect(status().isForbidden());
    }

    @Test
    void theSessionKeepsNoPasswordAndItsIdChangesAtTheSignIn() throws Exception {
        Cookie before = session(http.perform(get("/sign-in")).andReturn());
        MvcResult answer = attempt(login, TestPeople.PASSWORD, before);
        Cookie after = session(answer);

        assertThat(after.getValue()).isNotEqualTo(before.getValue());
        List<byte[]> kept = jdbc.sql("""
                        select attribute_bytes from spring_session_attributes a
                        join spring_session s on s.primary_id = a.session_primary_id
                        where s.principal_name = :login""")
                .param("login", login)
                .query((rs, n) -> rs.getBytes(1))
                .list();
        assertThat(kept).isNotEmpty();
        assertThat(kept.stream().map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)))
                .noneMatch(text -> text.contains("argon2") || text.contains("CREW"));
    }

    @Test
    void readingPublicPagesMakesNoSessionAndTheSignInPageAShortOne() throws Exception {
        http.perform(get("/winter")).andExpect(header().doesNotExist("Set-Cookie"));
        http.perform(get("/")).andExpect(header().doesNotExist("Set-Cookie"));

        http.perform(get("/sign-in"));
        assertThat(jdbc.sql("select max(max_inactive_interval) from spring_session where principal_name is null")
                        .query(Integer.class)
                        .single())
                .isLessThanOrEqualTo(1800);
        signIn(login, TestPeople.PASSWORD);
        assertThat(jdbc.sql("select max_inactive_interval from spring_session where principal_name = :login")
                        .param("login", login)
                        .query(Integer.class)
                        .single())
                .isEqualTo((int) Duration.ofHours(12).toSeconds());
    }

    @Test
    void afterFiveWrongPasswordsOneHasToWaitAlsoWithTheRightOneAndForUnknownLogins() throws Exception {
        for (String tried : List.of(login, "x" + UUID.randomUUID())) {
            for (int i = 0; i < 5; i++) {
                assertThat(failure(tried, "falsch")).isEqualTo("/sign-in?error");
            }
            assertThat(failure(tried, TestPeople.PASSWORD)).matches("/sign-in\\?wait=(29|30)");
        }
        jdbc.sql("update sign_in_brake set free_at = now()").update();
        assertThat(failure(login, "falsch")).isEqualTo("/sign-in?error");
        assertThat(failure(login, TestPeople.PASSWORD)).matches("/sign-in\\?wait=(59|60)");

        jdbc.sql("update sign_in_brake set free_at = now()").update();
        assertThat(failure(login, TestPeople.PASSWORD)).isEqualTo("/");
        assertThat(failure(login, "falsch")).isEqualTo("/sign-in?error");
    }

    @Test
    void manyAttemptsAtOnceAreCountedToo() throws Exception {
        Callable<String> attempt = () -> failure(login, "falsch");
        try (var many = Executors.newFixedThreadPool(8)) {
            List<Future<String>> answers = many.invokeAll(Collections.nCopies(16, attempt));
            long checked = 0;
            for (Future<String> answer : answers) {
                checked += answer.get().equals("/sign-in?error") ? 1 : 0;
            }
            assertThat(checked).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void anUnknownLoginTakesAsLongAsAKnownOne() throws Exception {
        failure(login, "falsch");
        String nobody = "x" + UUID.randomUUID();
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            known = Math.min(known, millis(login));
            unknown = Math.min(unknown, millis(nobody));
        }

        assertThat(unknown).isBetween(known / 3, Math.max(20, known * 3));
    }

    @Test
    void anAddressThatFailsVeryOftenHasToWaitWhateverTheLogin() throws Exception {
        jdbc.sql("""
                        insert into sign_in_brake (subject, failures, changed_at, free_at)
                        values (:subject, 49, now(), now())""").param("subject", "address:" + address).update();

        assertThat(failure("x" + UUID.randomUUID(), "falsch")).isEqualTo("/sign-in?error");
        assertThat(failure(login, TestPeople.PASSWORD)).startsWith("/sign-in?wait=");
    }

    @Test
    void whoPostsVeryOftenIsSlowedDownBeforeAnyHashIsComputed() throws Exception {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            answers.add(http.perform(post("/sign-in/second-factor").with(from()).with(csrf()))
                    .andReturn()
                    .getResponse()
                    .getStatus());
        }
        assertThat(answers).contains(429);
    }

    @Test
    void anAddressOpensFewLiveStreamsWithoutSigningIn() throws Exception {
        for (int i = 0; i < 50; i++) {
            http.perform(get("/live").with(from())).andExpect(status().isOk());
        }
        http.perform(get("/live").with(from())).andExpect(status().isTooManyRequests());
    }

    @Test
    void nobodyStaysSignedInForMoreThanADay() throws Exception {
        Cookie session = signIn(login, TestPeople.PASSWORD);
        jdbc.sql(
                        "update spring_session set creation_time = creation_time - 25 * 3600 * 1000 where principal_name = :login")
                .param("login", login)
                .update();
        cleaning.clean();

        http.perform(get("/account").cookie(session)).andExpect(redirectedUrl("/sign-in"));
    }

    @Test
    void aChangedPasswordSignsOutEverywhereElse() throws Exception {
        Cookie office = signIn(login, TestPeople.PASSWORD);
        Cookie phone = signIn(login, TestPeople.PASSWORD);

        http.perform(post("/account/password")
                        .param("old-password", TestPeople.PASSWORD)
                        .param("password", FRESH_PASSWORD)
                        .cookie(office)
                        .with(csrf()))
                .andExpect(redirectedUrl("/account"));

        http.perform(get("/account").cookie(office)).andExpect(status().isOk());
        http.perform(get("/account").cookie(phone)).andExpect(redirectedUrl("/sign-in"));
        assertThat(failure(login, TestPeople.PASSWORD)).isEqualTo("/sign-in?error");
        assertThat(failure(login, FRESH_PASSWORD)).isEqualTo("/");
    }

    @Test
    void badPasswordsAreRefused() throws Exception {
        Cookie session = signIn(login, TestPeople.PASSWORD);
        for (String bad : List.of("zu kurz", "passwort1234", "aaaaaaaaaaaaaa", login + "1!", "Musterstadt-2026!")) {
            http.perform(post("/account/password")
                            .param("old-password", TestPeople.PASSWORD)
                            .param("password", bad)
                            .cookie(session)
                            .with(csrf()))
                    .andExpect(status().isBadRequest());
        }
        http.perform(post("/account/password")
                        .param("old-password", "falsch")
                        .param("password", FRESH_PASSWORD)
                        .cookie(session)
                        .with(csrf()))
                .andExpect(status().isBadRequest());
    }

    @Test
    void anAdministratorWithAPasswordAloneIsNotSignedInYet() throws Exception {
        String admin = "a" + UUID.randomUUID();
        people.add(admin, Role.ADMINISTRATOR, people.municipality());
        MvcResult answer = attempt(admin, TestPeople.PASSWORD);
        Cookie half = session(answer);
        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/sign-in/second-factor");

        for (String path : List.of("/administration", "/account", "/operations")) {
            http.perform(get(path).cookie(half)).andExpect(redirectedUrl("/sign-in/second-factor"));
        }
        http.perform(post("/webauthn/register").content("{}").cookie(half).with(csrf()))
                .andExpect(redirectedUrl("/sign-in/second-factor"));
        http.perform(get("/actuator/metrics").cookie(half)).andExpect(redirectedUrl("/sign-in/second-factor"));

        http.perform(get("/sign-in/second-factor").cookie(half)).andExpect(status().isOk());
        String code = code(admin);
        MvcResult done = showCode(half, code).andExpect(status().isOk()).andReturn();
        Cookie full = session(done);
        String recoveryCode = recoveryCode(done);
        assertThat(full.getValue()).isNotEqualTo(half.getValue());
        http.perform(get("/administration").cookie(full)).andExpect(status().isOk());

        Cookie again = session(attempt(admin, TestPeople.PASSWORD));
        http.perform(get("/sign-in/second-factor").cookie(again))
                .andExpect(content().string(not(containsString("<svg"))));
        for (int i = 0; i < 2; i++) {
            boolean first = i == 0;
            showCode(first ? again : session(attempt(admin, TestPeople.PASSWORD)), recoveryCode)
                    .andExpect(first ? redirectedUrl("/") : status().isBadRequest());
        }
        showCode(session(attempt(admin, TestPeople.PASSWORD)), code).andExpect(status().isBadRequest());
    }

    @Test
    void anOpenSessionAloneIsNotEnoughToGiveUpTheApp() throws Exception {
        String admin = "a" + UUID.randomUUID();
        people.add(admin, Role.ADMINISTRATOR, people.municipality());
        Cookie half = session(attempt(admin, TestPeople.PASSWORD));
        http.perform(get("/sign-in/second-factor").cookie(half));
        MvcResult done = showCode(half, code(admin)).andReturn();
        Cookie full = session(done);

        http.perform(post("/account/second-factor/remove").cookie(full).with(csrf()))
                .andExpect(status().isBadRequest());
        http.perform(get("/account/second-factor").cookie(full)).andExpect(status().isConflict());
        http.perform(post("/account/second-factor/remove")
                        .param("code", recoveryCode(done))
                        .cookie(full)
                        .with(csrf()))
                .andExpect(redirectedUrl("/account/second-factor"));
        http.perform(get("/account/second-factor").cookie(full))
                .andExpect(content().string(containsString("<svg")));
    }

    @Test
    void aPartOfAPageThatNeedsASignInIsRefusedAsToAProgram() throws Exception {
        http.perform(get("/operations").header("HX-Request", "true").accept("text/html"))
                .andExpect(status().isUnauthorized())
                .andExpect(content().contentType("application/problem+json"));
    }

    @Test
    void guessingCodesIsSlowedDown() throws Exception {
        String admin = "a" + UUID.randomUUID();
        people.add(admin, Role.ADMINISTRATOR, people.municipality());
        Cookie half = session(attempt(admin, TestPeople.PASSWORD));
        http.perform(get("/sign-in/second-factor").cookie(half));

        for (int i = 0; i < 5; i++) {
            showCode(half, "0");
        }
        showCode(half, code(admin)).andExpect(status().isBadRequest());
    }

    @Test
    void whoIsDeactivatedIsOutAtOnce() throws Exception {
        Cookie session = signIn(login, TestPeople.PASSWORD);

        http.perform(post("/administration/%d/people/%d/active".formatted(people.municipality(), id))
                        .param("active", "false")
                        .with(user(people.administrator()))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());

        http.perform(get("/account").cookie(session)).andExpect(redirectedUrl("/sign-in"));
        assertThat(failure(login, TestPeople.PASSWORD)).isEqualTo("/sign-in?error");
    }

    private ResultActions showCode(Cookie session, String code) throws Exception {
        return http.perform(post("/sign-in/second-factor")
                .param("code", code)
                .cookie(session)
                .with(csrf()));
    }

    private static String recoveryCode(MvcResult page) throws Exception {
        Matcher codes = RECOVERY_CODE.matcher(page.getResponse().getContentAsString());
        assertThat(codes.find()).isTrue();
        return codes.group();
    }

    private String code(String admin) {
        String secret = jdbc.sql(
                        "select secret from one_time_password o join person p on p.id = o.person_id where p.login = :login")
                .param("login", admin)
                .query(String.class)
                .single();
        return OneTimePassword.code(secret, Instant.now().getEpochSecond() / 30);
    }

    private long millis(String tried) throws Exception {
        long start = System.nanoTime();
        failure(tried, "falsch");
        return (System.nanoTime() - start) / 1_000_000;
    }

    private Cookie signIn(String login, String password) throws Exception {
        MvcResult answer = attempt(login, password);
        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/");
        return session(answer);
    }

    private String failure(String tried, String password) throws Exception {
        return String.valueOf(attempt(tried, password).getResponse().getRedirectedUrl());
    }

    private MvcResult attempt(String tried, String password, Cookie... session) throws Exception {
        var request = post("/sign-in")
                .param("username", tried)
                .param("password", password)
                .with(from())
                .with(csrf());
        return http.perform(session.length == 0 ? request : request.cookie(session))
                .andReturn();
    }

    private static Cookie session(MvcResult answer) {
        return Objects.requireNonNull(answer.getResponse().getCookie("SESSION"));
    }

    /** Every test comes from another address, so that the brakes of others do not count. */
    private RequestPostProcessor from() {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(256);
    }
}
