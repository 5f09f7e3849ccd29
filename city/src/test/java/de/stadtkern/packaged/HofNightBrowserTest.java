package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.packaged.TestBrowser.Look;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A night of winter service in real browsers: the road freezes, the officer on call is called, decides, calls the crew
 * in, and in the morning the log says who was warned, who decided why, and what was done.
 */
@TownTest
class HofNightBrowserTest {

    private static final String PASSWORD = TestPeople.PASSWORD;
    private static final double LAT = 61;
    private static final String DANGER = "Reifglätte";
    private static final String REASON = "Berufsverkehr ab 5 Uhr auf der Brücke";

    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String place = "Eisbrücke " + mark;
    private final String street = "Reifgasse " + mark;
    private final String leader = "hof-leitung" + mark;
    private final String deputy = "hof-vertretung" + mark;
    private final String driver = "hof-fahrt" + mark;
    private final double lon = ThreadLocalRandom.current().nextInt(20_000, 30_000) / 1000.0;
    private TestBrowser browser;
    private long town;
    private Page desk;
    private Page phone;

    @BeforeEach
    void aTownWithAStreetAndItsPeople() {
        browser = new TestBrowser(URI.create("http://localhost:" + port));
        town = jdbc.sql("insert into municipality (key, name, kind) values (lower(:name), :name, 'MUNICIPALITY')"
                        + " returning id")
                .param("name", "Hofstadt " + mark)
                .query(Long.class)
                .single();
        people.add(leader, Role.DUTY_OFFICER, town);
        people.add(deputy, Role.DUTY_OFFICER, town);
        people.add(driver, Role.CREW, town);
        long extract = jdbc.sql("""
            insert into segment_extract (file_name, bytes, sha256, segments, attribution, reading)
            values ('test', 1, 'test', 1, 'test', 2) returning id\
            """).query(Long.class).single();
        jdbc.sql("""
            insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres, extract_id)
            values (1, 0, :name, 'secondary', false, false, (:course)::path, 500, :extract)\
            """)
                .param("name", street)
                .param("course", "[(%1$d,%3$d),(%2$d,%3$d)]".formatted(micro(lon), micro(lon) + 9000, micro(LAT)))
                .param("extract", extract)
                .update();
        desk = browser.signedIn(leader, PASSWORD);
        phone = browser.visitor(new Look(390, ColorScheme.DARK, true));
        TestBrowser.signIn(phone, driver, PASSWORD);
    }

    @AfterEach
    void goHome() {
        browser.close();
    }

    @Test
    void aNightFromTheWarningToTheLog() throws Exception {
        thoseOnCallAreOnTheRoster();
        theDepotHasAVehicleAndWhoDrivesIt();
        theRoadFreezesAndTheProposalAppearsWithoutReload();
        thePoliceCallsAndSoItIsUrgent();
        theOfficerIsCalledAndTakesCare();
        theOfficerSeesNumbersAndDoseAndDecides();
        theCrewIsCalledInAndComes();
        theOfficerDispatchesTheTour();
        theCrewDrivesWithThePhone();
        theProofSaysWhatWasDone();
        theLogOfTheNightTellsItAll();
        everybodySeesItWithoutNames();
        browser.assertQuiet();
    }

    private void thoseOnCallAreOnTheRoster() {
        onCall(leader, "PRIMARY");
        onCall(driver, "PRIMARY");
        onCall(deputy, "SECOND");
        assertThat(desk.locator("section[aria-labelledby=now]")).containsText("Erste Person: Test " + leader);
        assertThat(desk.locator("section[aria-labelledby=now]")).containsText("Zweite Person: Test " + deputy);
    }

    private void onCall(String login, String position) {
        LocalDateTime now = now();
        desk.navigate("/standby");
        desk.selectOption("#person", new SelectOption().setLabel("Test " + login));
        desk.check("input[name=position][value=" + position + "]");
        desk.fill("#starts", now.minusHours(1).toString());
        desk.fill("#ends", now.plusHours(12).toString());
        desk.click("form:has(#starts) button");
        assertThat(desk.locator("#errors")).hasCount(0);
    }

    private void theDepotHasAVehicleAndWhoDrivesIt() {
        desk.navigate("/fleet/depots");
        desk.fill("#name", "Salzhof");
        desk.fill("#place", LAT + "00, " + lon + "00");
        desk.click("form[action$='/depots'] button");
        desk.navigate("/fleet/vehicles/new");
        desk.fill("#name", "Streuer " + mark);
        desk.check("#equipment-SPREADER");
        desk.getByText("Speichern").click();
        desk.navigate("/fleet/members/new");
        desk.fill("#name", "Test " + driver);
        desk.selectOption("#account", new SelectOption().setLabel("Test " + driver));
        desk.getByText("Speichern").click();
        assertThat(desk.locator("#errors")).hasCount(0);
    }

    private void theRoadFreezesAndTheProposalAppearsWithoutReload() throws Exception {
        desk.navigate("/operations");
        Sensors sensors = new Sensors(URI.create("http://localhost:" + port), key());
        Sensors.Road road = sensors.road(place, lon, LAT);
        sensors.observe(road.dewPoint(), -3);
        sensors.observe(road.surface(), -5);
        assertThat(desk.locator("section[aria-labelledby=proposals] h3")).hasText(DANGER + ": " + place);
    }

    private String key() {
        String key = "hof-" + UUID.randomUUID();
        jdbc.sql("insert into api_key (municipality_id, name, key_hash, scope) values"
                        + " (:town, 'Hof', encode(sha256(convert_to(:key, 'UTF8')), 'hex'), 'observations:write')")
                .param("town", town)
                .param("key", key)
                .update();
        return key;
    }

    /** By itself a rule is urgent by day only: what people report is merged with it, and is urgent at any hour. */
    private void thePoliceCallsAndSoItIsUrgent() {
        Page second = browser.signedIn(deputy, PASSWORD);
        second.navigate("/operations/proposals/new");
        second.fill("#headline", "Auto gerutscht");
        second.fill("#where", LAT + "00, " + lon + "00");
        second.fill("#why", "Anruf der Polizei");
        second.selectOption("#measure", new SelectOption().setLabel("Salz streuen"));
        second.check("#urgency");
        second.click("form.sk-form button");
        assertThat(second.locator("h1")).containsText(DANGER);
        assertThat(second.locator("main")).containsText("Auto gerutscht");
        second.navigate("/inbox");
        assertThat(second.locator("main")).not().containsText("Dringend zu entscheiden");
    }

    private void theOfficerIsCalledAndTakesCare() {
        assertThat(desk.locator("section[aria-labelledby=proposals] li")).hasCount(1);
        assertThat(desk.locator("section[aria-labelledby=proposals] li")).containsText("dringend");
        desk.navigate("/inbox");
        Locator call = desk.locator("#inbox-list li", new Page.LocatorOptions().setHasText("Dringend zu entscheiden"));
        assertThat(call).containsText(DANGER + ", " + place);
        assertThat(call).containsText("muss quittiert werden");
        call.locator("h2 a").click();
        desk.getByText("Ich kümmere mich").click();
        assertThat(desk.locator("#course-live")).containsText("Test " + leader + " hat am");
        assertThat(desk.locator("#course-live")).containsText("gelesen am");
        desk.navigate("/inbox");
        assertThat(call).containsText("quittiert von Test " + leader);
    }

    private void theOfficerSeesNumbersAndDoseAndDecides() {
        desk.navigate("/operations");
        desk.locator("section[aria-labelledby=proposals] h3 a").click();
        Locator why = desk.locator("section[aria-labelledby=why]");
        assertThat(why).containsText("Taupunkt");
        assertThat(why).containsText("Reifpunkt");
        assertThat(why).containsText("Feuchtsalz FS30");
        assertThat(why).containsText("Menge für die vorgeschlagenen Straßen");
        assertThat(desk.locator("section[aria-labelledby=streets]")).containsText(street);
        lookAt(desk);
        desk.getByLabel("Salz streuen").check();
        desk.fill("#reason", REASON);
        desk.click("form.sk-form:has(#reason) button");
        assertThat(desk.locator("dl").first()).containsText(REASON);
    }

    private void theCrewIsCalledInAndComes() {
        phone.navigate("/inbox");
        phone.getByText(Pattern.compile("Bitte kommen: Salz streuen, " + place))
                .first()
                .click();
        assertThat(phone).hasURL(Pattern.compile(".*/winter/call-outs/[0-9]+"));
        String call = URI.create(phone.url()).getPath();
        for (String language : List.of("/en", "/leicht", "")) {
            desk.navigate(language + call);
            lookAt(desk);
        }
        assertThat(desk.locator("#chain")).containsText("Noch hat niemand quittiert");
        browser.assertAccessible(phone);
        phone.getByText("Ich komme").click();
        assertThat(phone.locator("main")).containsText("Niemand weiter wird gerufen");
        assertThat(desk.locator("#chain")).containsText("Quittiert von Test " + driver);
    }

    private void theOfficerDispatchesTheTour() {
        desk.getByText("Zum Auftrag").click();
        desk.locator("#tours a[href*='/dispatch/tours/']").click();
        desk.selectOption("#vehicle", new SelectOption().setLabel("Streuer " + mark));
        desk.selectOption("#member", new SelectOption().setLabel("Test " + driver));
        desk.fill("#reason", "kommt aus der Rufbereitschaft");
        desk.getByText("Beauftragen", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(desk.locator("main")).containsText("Die Tour ist beauftragt.");
        lookAt(desk);
    }

    private void theCrewDrivesWithThePhone() {
        phone.navigate("/crew");
        phone.locator("[data-sk=rows] a", new Page.LocatorOptions().setHasText(mark))
                .first()
                .click();
        phone.click("button[value=START]");
        assertThat(phone.locator("[data-sk=state]")).hasText("läuft");
        assertThat(phone.locator(".sk-cab__name")).hasText(street);
        browser.assertAccessible(phone);
        phone.click("button[value=STOP_DONE]");
        phone.getByText("Tour beenden", new Page.GetByTextOptions().setExact(true))
                .click();
        phone.click("button[value=FINISH]");
        assertThat(phone.locator("[data-sk=state]")).hasText("beendet");
    }

    private void theProofSaysWhatWasDone() throws Exception {
        desk.navigate("/operations");
        desk.getByText(Pattern.compile("Nachweis .*Salz streuen.*")).click();
        assertThat(pdf(desk.locator("a[href$='sheet.pdf']").getAttribute("href")))
                .contains("Hofstadt " + mark, place, street, "Salz streuen", REASON)
                .contains("Test " + leader, "Test " + driver, "Streuer " + mark)
                .contains("Taupunkt", "Reifpunkt");
    }

    private void theLogOfTheNightTellsItAll() throws Exception {
        desk.navigate("/winter/nights");
        assertThat(desk.locator("section[aria-labelledby=h-warnings]")).containsText(DANGER + ": " + place);
        assertThat(desk.locator("section[aria-labelledby=h-warnings]")).containsText("entschieden und gefahren");
        Locator lines = desk.locator("section[aria-labelledby=h-lines]");
        for (String line : List.of(
                "Vorschlag entstanden",
                "Zusammengelegt",
                "Gesehen",
                "Übernommen",
                "Entschieden",
                REASON,
                "Ruf quittiert",
                "Tour begonnen",
                "Tour beendet")) {
            assertThat(lines).containsText(line);
        }
        assertThat(desk.locator("section[aria-labelledby=h-streets]")).containsText(street);
        lookAt(desk);
        assertThat(pdf(desk.locator("a[href*='log.pdf']").getAttribute("href")))
                .contains(DANGER, place, street, REASON, "Gesehen", "Entschieden", "Ruf quittiert")
                .contains("Test " + leader, "Test " + driver);
    }

    private void everybodySeesItWithoutNames() {
        Page citizen = browser.visitor(Look.DESKTOP);
        citizen.navigate("/winter");
        Locator done = citizen.locator(".sk-list__item--done", new Page.LocatorOptions().setHasText(place));
        assertThat(done).containsText("Salz streuen");
        assertThat(done).containsText(street);
        assertThat(citizen.locator("main")).not().containsText(leader);
        assertThat(citizen.locator("main")).not().containsText(driver);
        lookAt(citizen);
        String map = citizen.context()
                .request()
                .get("http://localhost:" + port + "/winter/situation.geojson")
                .text();
        assertThat(map).contains(place, "Salz streuen").doesNotContain(leader, deputy, driver);
    }

    private String pdf(String path) throws IOException {
        byte[] sheet =
                desk.context().request().get("http://localhost:" + port + path).body();
        try (var pdf = Loader.loadPDF(sheet)) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private void lookAt(Page page) {
        browser.assertAccessible(page);
        page.setViewportSize(320, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        browser.assertAccessible(page);
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneId.of("Europe/Berlin")).truncatedTo(ChronoUnit.MINUTES);
    }

    private static long micro(double degrees) {
        return Math.round(degrees * 1_000_000);
    }
}
