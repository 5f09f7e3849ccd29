package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import de.stadtkern.TestTopics;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.Escalations;
import de.stadtkern.kernel.notifications.NewEscalation;
import de.stadtkern.kernel.notifications.Notice;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.packaged.TestBrowser.Look;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Inbox, settings and roster with something in them, in a real browser; and a push that arrives there. */
@TownTest
class InboxBrowserTest {

    private static final List<String> PAGES = List.of("/", "/inbox", "/inbox/settings", "/standby");

    @Autowired
    TestPeople people;

    @Autowired
    Notifications notifications;

    @Autowired
    Escalations escalations;

    @Value("${local.server.port}")
    int port;

    private final String login = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final String subject = UUID.randomUUID().toString();
    private TestBrowser browser;
    private Page page;
    private long person;

    @BeforeEach
    void signIn() {
        person = people.add(login, Role.DUTY_OFFICER, people.municipality());
        browser = new TestBrowser(URI.create("http://localhost:" + port));
        page = browser.visitor(Look.DESKTOP);
        TestBrowser.signIn(page, login, "sehr-geheimes-wort");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void whatIsToldComesWithoutReloadingAndIsAcknowledged() {
        page.navigate("/inbox");
        tell("Eben gekommen", "/winter");
        page.getByText("Eben gekommen").waitFor();
        escalations.begin(new NewEscalation(
                "test",
                subject,
                people.municipality(),
                TestTopics.CALL,
                "Glätte",
                List.of(),
                "/winter",
                Instant.now()));
        page.getByText("muss quittiert werden").first().waitFor();
        page.getByText("Quittieren").first().click();
        page.getByText("quittiert von Test " + login).waitFor();
        page.getByText("Eben gekommen").click();
        assertThat(page.url()).endsWith("/winter");
        browser.assertQuiet();
    }

    @Test
    void thePagesAreAccessible() {
        page.navigate("/standby");
        page.selectOption("#person", Long.toString(person));
        page.check("#position");
        page.fill("#starts", "2031-12-01T16:00");
        page.fill("#ends", "2031-12-02T07:00");
        page.getByText("Speichern").click();
        assertThat(page.locator("#roster")).containsText("Lücke: niemand");
        tell("Ein Nachweis ist fertig", "/operations");
        PAGES.forEach(address -> browser.assertAccessibleInEveryLanguage(page, address));
        browser.assertQuiet();
    }

    @Test
    void aPushShowsThatThereIsSomethingNew() {
        page.navigate("/inbox/settings");
        assertThat(page.locator("sk-push button")).hasText("In diesem Browser melden");
        page.context().grantPermissions(List.of("notifications"));
        page.evaluate("navigator.serviceWorker.ready.then(() => true)");
        JsonObject push = new JsonObject();
        push.addProperty("origin", "http://localhost:" + port);
        push.addProperty("data", "{\"title\": \"Neue Nachricht\", \"url\": \"/inbox\"}");
        CDPSession devices = page.context().newCDPSession(page);
        AtomicReference<String> registration = new AtomicReference<>();
        devices.on("ServiceWorker.workerRegistrationUpdated", event -> {
            JsonArray all = event.getAsJsonArray("registrations");
            if (!all.isEmpty()) {
                registration.set(
                        all.get(0).getAsJsonObject().get("registrationId").getAsString());
            }
        });
        devices.send("ServiceWorker.enable");
        await().until(() -> {
            page.evaluate("1");
            return registration.get() != null;
        });
        push.addProperty("registrationId", registration.get());
        devices.send("ServiceWorker.deliverPushMessage", push);
        await().untilAsserted(() -> assertThat(page.evaluate("""
                        navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
                            .then((all) => all.map((one) => one.title + " " + one.data.url))""")).isEqualTo(List.of("Neue Nachricht /inbox")));
        browser.assertQuiet();
    }

    private void tell(String text, String path) {
        notifications.tell(new Notice(person, people.municipality(), TestTopics.NEWS, text, List.of(), path));
    }
}
