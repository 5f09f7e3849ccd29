package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.operations.Alternative;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.Urgency;
import de.stadtkern.packaged.TestBrowser.Look;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two officers at the desk at once, each in a browser of their own. */
@TownTest
class DeskBrowserTest {

    private static final String PASSWORD = "sehr-geheimes-wort";

    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    @Autowired
    Proposals proposals;

    @Autowired
    JdbcClient jdbc;

    private final String town = "Doppelstadt " + UUID.randomUUID();
    private TestBrowser browser;
    private long municipality;

    @BeforeEach
    void twoOfficersComeOnDuty() {
        browser = new TestBrowser(URI.create("http://localhost:" + port));
        municipality = jdbc.sql(
                        "insert into municipality (key, name, kind) values (lower(:name), :name, 'MUNICIPALITY') returning id")
                .param("name", town)
                .query(Long.class)
                .single();
        people.add(login("anna"), Role.DUTY_OFFICER, municipality);
        people.add(login("bert"), Role.DUTY_OFFICER, municipality);
    }

    @AfterEach
    void goHome() {
        browser.close();
    }

    @Test
    void bothSeeTheSameAndEachOtherAndKeepTheirPlace() {
        Page anna = atTheDesk("anna");
        Page bert = atTheDesk("bert");
        assertThat(bert.locator("#company")).containsText("Auch hier: Test " + login("anna"));

        raise("Talbrücke", Urgency.SOON, 11.1);
        assertThat(entry(anna, "Talbrücke")).isVisible();
        assertThat(entry(bert, "Talbrücke")).isVisible();

        entry(anna, "Talbrücke").focus();
        raise("Bergstraße", Urgency.URGENT, 11.5);
        assertThat(anna.locator("section[aria-labelledby=proposals] li").first())
                .containsText("Bergstraße");
        assertThat(entry(anna, "Talbrücke")).isFocused();

        anna.keyboard().press("k");
        assertThat(entry(anna, "Bergstraße")).isFocused();
        anna.keyboard().press("ArrowDown");
        assertThat(entry(anna, "Talbrücke")).isFocused();
        anna.keyboard().press("Enter");
        assertThat(anna.locator("h1")).containsText("Talbrücke");
        assertThat(bert.locator("section[aria-labelledby=proposals]"))
                .containsText("Sehen sich gerade diesen Vorschlag an: Test " + login("anna"));
        entry(bert, "Talbrücke").click();
        assertThat(bert.locator("#company")).containsText("Test " + login("anna"));
        browser.assertQuiet();
    }

    @Test
    void lettersCanBeSwitchedOffAndStayOff() {
        raise("Erste", Urgency.URGENT, 12.1);
        raise("Zweite", Urgency.SOON, 12.5);
        Page anna = atTheDesk("anna");
        anna.locator("sk-desk summary").first().click();
        anna.uncheck("#letters");
        entry(anna, "Erste").focus();
        anna.keyboard().press("j");
        assertThat(entry(anna, "Erste")).isFocused();
        anna.keyboard().press("ArrowDown");
        assertThat(entry(anna, "Zweite")).isFocused();
        anna.reload();
        assertThat(anna.locator("#letters")).not().isChecked();
        browser.assertQuiet();
    }

    @Test
    void everyPageOfTheDeskIsAccessible() {
        raise("Talbrücke", Urgency.URGENT, 13.1);
        Page anna = atTheDesk("anna");
        anna.navigate("/operations/handover");
        anna.fill("#note", "Brücke weiter beobachten");
        anna.getByText("Notiz abgeben").click();
        assertThat(anna.locator("main")).containsText("Brücke weiter beobachten");
        String note = URI.create(anna.url()).getPath();
        for (String path : List.of(
                "/operations",
                "/operations/vehicles",
                "/operations/handover",
                note,
                "/operations/day",
                "/operations/learning")) {
            browser.assertAccessibleInEveryLanguage(anna, path);
        }
        browser.assertQuiet();
    }

    private Page atTheDesk(String name) {
        Page page = browser.visitor(Look.DESKTOP);
        TestBrowser.signIn(page, login(name), PASSWORD);
        page.navigate("/operations");
        return page;
    }

    private static Locator entry(Page desk, String place) {
        return desk.locator("section[aria-labelledby=proposals] h3 a", new Page.LocatorOptions().setHasText(place));
    }

    private String login(String name) {
        return name + "-" + municipality;
    }

    private void raise(String place, Urgency urgency, double lon) {
        Instant now = Instant.now();
        proposals.raise(
                new NewProposal(
                        municipality,
                        "winter",
                        UUID.randomUUID().toString(),
                        "Regel 1",
                        "winter.danger.hoarfrost",
                        "winter.danger.hoarfrost.why",
                        place,
                        null,
                        new Position(lon, 50.3),
                        List.of(Alternative.of("winter.measure.salt")),
                        List.of(),
                        now.plus(Duration.ofHours(1)),
                        List.of(),
                        new Priority(urgency, now.plus(Duration.ofMinutes(20))),
                        null,
                        Raiser.RULE),
                Duration.ZERO);
    }
}
