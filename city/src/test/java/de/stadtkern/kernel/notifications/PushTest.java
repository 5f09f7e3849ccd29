package de.stadtkern.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import de.stadtkern.TestTopics;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Web push to a push service in this process, read by a browser of the test. */
@TownTest
class PushTest {

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    People accounts;

    @Autowired
    ReachRows reach;

    @Autowired
    PushKeys keys;

    @Autowired
    Topics topics;

    @Autowired
    Texts texts;

    @Autowired
    NotificationSettings settings;

    @Autowired
    JsonMapper json;

    /** What the push service has got. */
    private record Pushed(Headers headers, byte[] body) {}

    private final List<Pushed> pushed = new CopyOnWriteArrayList<>();
    private final PushedBrowser browser = new PushedBrowser();
    private final String login = "p" + UUID.randomUUID().toString().substring(0, 8);
    private HttpServer service;
    private volatile int status = 201;
    private long person;

    @BeforeEach
    void setUp() throws Exception {
        person = people.add(login, Role.DUTY_OFFICER, people.municipality());
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/push", exchange -> {
            pushed.add(new Pushed(
                    exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        service.start();
        reach.insert(new Browser(
                0,
                person,
                endpoint("eins"),
                browser.publicKey(),
                browser.secret(),
                Language.ENGLISH,
                "Chrome, Linux",
                Instant.now()));
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void theBrowserAloneCanReadThatThereIsSomethingNewAndNothingElse() throws Exception {
        carry();
        assertThat(pushed).hasSize(1);
        Headers headers = pushed.getFirst().headers();
        assertThat(headers.getFirst("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(headers.getFirst("TTL")).isEqualTo("86400");
        assertThat(headers.getFirst("Urgency")).isEqualTo("high");
        JsonNode content = json.readTree(browser.decrypt(pushed.getFirst().body()));
        assertThat(content.propertyNames()).containsExactlyInAnyOrder("title", "url");
        assertThat(content.path("title").asString()).isEqualTo("New message");
        assertThat(content.path("url").asString()).isEqualTo("/en/inbox");
        assertThatThrownBy(() -> new PushedBrowser().decrypt(pushed.getFirst().body()))
                .isInstanceOf(Exception.class);
    }

    @Test
    void thePushSenderCanTellWhoSentIt() throws Exception {
        carry();
        String[] shown = pushed.getFirst().headers().getFirst("Authorization").split("[ ,=]+");
        assertThat(shown[0]).isEqualTo("vapid");
        List<String> parts = List.of(shown);
        String[] token = parts.get(parts.indexOf("t") + 1).split("\\.");
        assertThat(parts.get(parts.indexOf("k") + 1)).isEqualTo(keys.publicKey());
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(keys.get().getPublicKey());
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
        JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(token[1]));
        assertThat(claims.path("aud").asString()).isEqualTo("http://127.0.0.1:" + port());
        assertThat(claims.path("sub").asString()).isEqualTo(settings.push().contact());
        assertThat(claims.path("exp").asLong())
                .isBetween(
                        Instant.now().getEpochSecond(),
                        Instant.now().plusSeconds(86_400).getEpochSecond());
    }

    @Test
    void theKeysAreMadeOnce() {
        assertThat(keys.publicKey()).isEqualTo(keys.publicKey());
        assertThat(Base64.getUrlDecoder().decode(keys.publicKey())).hasSize(65);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aBrowserThatIsGoneIsForgotten(int gone) {
        status = gone;
        assertThatThrownBy(this::carry).isInstanceOf(Carrier.Undelivered.class);
        assertThat(reach.listBrowsers(person)).isEmpty();
    }

    @Test
    void aServiceThatIsBusyIsAskedAgain() {
        status = 429;
        assertThatThrownBy(this::carry).hasMessage("HTTP 429");
        assertThat(reach.listBrowsers(person)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.216.34/push",
                "https://127.0.0.1/push",
                "https://10.0.0.1/push",
                "https://[::1]/push",
                "https://169.254.169.254/latest",
                "https://user@93.184.216.34/push",
                "https://nirgends.invalid/push",
                "ftp://93.184.216.34/",
                "x"
            })
    void whatIsNoPublicAddressIsRefused(String endpoint) throws Exception {
        assertThat(subscribe(endpoint, browser.publicKey(), browser.secret())).isEqualTo(400);
        assertThat(reach.listBrowsers(person)).hasSize(1);
    }

    @Test
    void aBrowserIsEnteredAndRemovedByItsPerson() throws Exception {
        String public4 = "https://93.184.216.34/" + UUID.randomUUID();
        assertThat(subscribe(public4, browser.publicKey(), "kurz")).isEqualTo(400);
        assertThat(subscribe(public4, browser.secret(), browser.secret())).isEqualTo(400);
        assertThat(subscribe(public4, browser.publicKey(), browser.secret())).isEqualTo(302);
        long id = reach.listBrowsers(person).getLast().id();
        assertThat(page()).contains("Firefox, Linux", "/inbox/settings/browsers/" + id + "/remove", keys.publicKey());
        assertThat(remove(id, "leitung")).isEqualTo(404);
        assertThat(remove(id, login)).isEqualTo(302);
        assertThat(reach.listBrowsers(person)).hasSize(1);
    }

    @Test
    void theProgramItselfSendsNothingToAPrivateAddress() {
        PushSender strict = new PushSender(keys, settings);
        assertThatThrownBy(() -> strict.send(reach.listBrowsers(person).getFirst(), new byte[1], false))
                .isInstanceOf(Carrier.Undelivered.class);
        assertThat(pushed).isEmpty();
    }

    private int subscribe(String endpoint, String key, String secret) throws Exception {
        return http.perform(post("/inbox/settings/browsers")
                        .param("endpoint", endpoint)
                        .param("key", key)
                        .param("secret", secret)
                        .param("label", "Firefox, Linux")
                        .with(csrf())
                        .with(user(people.of(login))))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private int remove(long id, String who) throws Exception {
        return http.perform(post("/inbox/settings/browsers/{id}/remove", id)
                        .with(csrf())
                        .with(user(people.of(who))))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private String page() throws Exception {
        return http.perform(get("/inbox/settings").with(user(people.of(login))))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private void carry() throws Carrier.Undelivered {
        NotificationSettings loopback = new NotificationSettings(
                settings.escalateAfter(),
                settings.keepRead(),
                settings.keepRecord(),
                settings.mailFrom(),
                new NotificationSettings.Push(settings.push().contact(), true),
                settings.sms());
        Message message = new Message(
                1,
                person,
                people.municipality(),
                TestTopics.CALL,
                "t",
                List.of("Glätte"),
                "/x",
                Instant.now(),
                null,
                null);
        new PushCarrier(new PushSender(keys, loopback), reach, topics, texts, json)
                .carry(accounts.findActive(person).orElseThrow(), List.of(message));
    }

    private String endpoint(String name) {
        return "http://127.0.0.1:" + port() + "/push/" + login + name;
    }

    private int port() {
        return service.getAddress().getPort();
    }
}
