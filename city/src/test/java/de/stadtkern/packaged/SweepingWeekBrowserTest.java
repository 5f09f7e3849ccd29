package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.packaged.TestBrowser.Look;
import java.net.URI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A week of sweeping in real browsers: from the class of a street to the proof of its sides and the list of fees. */
@TownTest
class SweepingWeekBrowserTest {

    private static final String PASSWORD = "sehr-geheimes-wort";

    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String street = "Besenweg " + mark;
    private TestBrowser browser;
    private long town;
    private long segment;
    private LocalDate monday;
    private Page officer;

    @BeforeEach
    void aStreetAndWhoWorksOnIt() {
        browser = new TestBrowser(URI.create("http://localhost:" + port));
        town = jdbc.sql("insert into municipality (key, name, kind) values (lower(:name), :name, 'MUNICIPALITY')"
                        + " returning id")
                .param("name", "Besenstadt " + mark)
                .query(Long.class)
                .single();
        people.add("besen-leitung" + mark, Role.DUTY_OFFICER, town);
        people.add("besen-mannschaft" + mark, Role.CREW, town);
        long extract = jdbc.sql("""
            insert into segment_extract (file_name, bytes, sha256, segments, attribution, reading)
            values ('test', 1, 'test', 1, 'test', 2) returning id\
            """).query(Long.class).single();
        long lon = ThreadLocalRandom.current().nextLong(20_000_000, 30_000_000);
        segment = jdbc.sql("""
            insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres,
                extract_id, quarter)
            values (1, 0, :name, 'residential', false, false, (:course)::path, 500, :extract, 'Altstadt')
            returning id\
            """)
                .param("name", street)
                .param("course", "[(%d,60000000),(%d,60000000)]".formatted(lon, lon + 9000))
                .param("extract", extract)
                .query(Long.class)
                .single();
        monday = clock.instant()
                .atZone(ZoneId.of("Europe/Berlin"))
                .toLocalDate()
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        officer = browser.signedIn("besen-leitung" + mark, PASSWORD);
    }

    @AfterEach
    void goHome() {
        browser.close();
    }

    @Test
    void aWeekOfSweepingFromTheClassToTheFee() throws Exception {
        theStreetGetsItsClassAndItsDays();
        everybodySeesTheDaysAndSubscribes();
        theSignsAreTicked();
        theWeekIsReleasedAndDecided();
        theCrewDrivesBothSides();
        bothSidesAreProvenAndCounted();
        theOfficeTakesTheListOfFees();
        everyPageOfTheOfficerIsAccessible();
        browser.assertQuiet();
    }

    private void theStreetGetsItsClassAndItsDays() {
        officer.navigate("/streets/segment?id=" + segment);
        officer.fill("#sweepingClass", "S7");
        officer.fill("#reason", "Satzung");
        officer.click("form.sk-form:has(#sweepingClass) button");
        officer.navigate("/sweeping/rules");
        officer.selectOption("#target", "CLASS");
        officer.fill("#name", "S7");
        officer.check("#day-MONDAY");
        officer.fill("#anchor", monday.toString());
        officer.fill("#begins", "07:00");
        officer.fill("#ends", "12:00");
        officer.check("#noParking");
        officer.click("form:has(#noParking) button");
        assertThat(officer.locator("main")).containsText("Die Angabe gilt jetzt.");
        officer.navigate("/sweeping/week?week=" + monday);
        assertThat(officer.locator("#lines")).containsText(street);
    }

    private void everybodySeesTheDaysAndSubscribes() {
        Page citizen = browser.visitor(Look.DESKTOP);
        citizen.navigate("/sweeping?municipality=" + town);
        citizen.fill("#q", street);
        citizen.click("main form button");
        assertThat(citizen.locator("#street")).hasText(street);
        assertThat(citizen.locator("#dates li").first()).containsText("Halteverbot");
        lookAt(citizen);
        APIResponse calendar = citizen.context()
                .request()
                .get("http://localhost:" + port
                        + citizen.getAttribute("section[aria-labelledby=street] a[href*='calendar.ics']", "href"));
        assertThat(calendar.headers().get("content-type")).startsWith("text/calendar");
        assertThat(calendar.text().replace("\r\n ", ""))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("Halteverbot: Straßenreinigung " + street);
    }

    private void theSignsAreTicked() {
        officer.navigate("/sweeping/signs?from=" + monday + "&until=" + monday);
        assertThat(officer.locator("#signs")).containsText(street);
        officer.click("section[aria-labelledby=tick] button");
        assertThat(officer.locator("#signs")).containsText("steht");
        assertThat(officer.locator("section[aria-labelledby=history]")).containsText("besen-leitung" + mark);
    }

    private void theWeekIsReleasedAndDecided() {
        officer.navigate("/sweeping/week?week=" + monday);
        officer.click("form[action$='/week/release'] button");
        assertThat(officer.locator("section[aria-labelledby=runs] li h3")).containsText(street);
        officer.locator("section[aria-labelledby=runs] a[href*='/operations/proposals/']")
                .click();
        officer.locator("input[name=measure]").first().check();
        officer.fill("#reason", "Nach Plan");
        officer.click("form:has(#reason) button");
        officer.navigate("/sweeping/week?week=" + monday);
        assertThat(officer.locator("section[aria-labelledby=runs] a[href*='/operations/orders/']"))
                .isVisible();
    }

    private void theCrewDrivesBothSides() {
        Page crew = browser.visitor(new Look(400, ColorScheme.LIGHT, false));
        TestBrowser.signIn(crew, "besen-mannschaft" + mark, PASSWORD);
        long tour = jdbc.sql("select id from dispatch_tour where municipality_id = ?")
                .param(town)
                .query(Long.class)
                .single();
        crew.navigate("/crew/tours/" + tour);
        crew.click("button[value=START]");
        for (int side = 0; side < 2; side++) {
            assertThat(crew.locator(".sk-cab__name")).hasText(street);
            crew.click("button[value=STOP_DONE]");
        }
        crew.getByText("Tour beenden", new Page.GetByTextOptions().setExact(true))
                .click();
        crew.click("button[value=FINISH]");
        assertThat(crew.locator("[data-sk=state]")).hasText("beendet");
    }

    private void bothSidesAreProvenAndCounted() {
        officer.navigate("/sweeping/proof?from=" + monday + "&until=" + monday);
        assertThat(officer.locator("main")).containsText("Gekehrt: 1,00 von 1,00 km.");
        assertThat(officer.locator("#sides tbody tr")).hasCount(2);
        officer.navigate("/sweeping/statistics?year=" + monday.getYear());
        assertThat(officer.locator("#figures")).containsText("Altstadt");
    }

    private void theOfficeTakesTheListOfFees() throws Exception {
        people.add("besen-amt" + mark, Role.ADMINISTRATOR, town);
        Page office = browser.visitor(Look.DESKTOP);
        TestBrowser.signIn(office, "besen-amt" + mark, PASSWORD, ".*/second-factor");
        office.fill("#code", SignInIT.code(office.locator("main code").innerText()));
        office.click("main form button");
        assertThat(office.locator(".sk-codes li")).hasCount(10);

        office.navigate("/sweeping/fees?year=" + monday.getYear());
        office.fill("#rateClass", "S7");
        office.fill("#rate", "2,47");
        office.click("form[action$='/rates'] button");
        assertThat(office.locator("section[aria-labelledby=rates]")).containsText("2,47");
        office.navigate("/sweeping/fees/import");
        office.fill("#csv", """
            plot;address;street;sweepingClass;metres;share;fileNumber;from
            17/4;Besenweg 1;%s;S7;20;1;KB-9;2020-01-01
            """.formatted(street));
        office.click("form:has(#csv) button");
        assertThat(office.locator("section[aria-labelledby=preview]")).containsText("Änderungen: 1. Fehler: 0.");
        lookAt(office);
        office.click("form:has(input[name=apply]) button");
        office.navigate("/sweeping/fees?year=" + monday.getYear());
        assertThat(office.locator("#fees")).containsText("49,40");
        lookAt(office);
        APIResponse list = office.context()
                .request()
                .get("http://localhost:" + port + office.getAttribute("a[href*='fees-csv=plain']", "href"));
        assertThat(list.text()).contains("17/4", "49.40", "KB-9");
        office.locator("#fees tbody a").first().click();
        assertThat(office.locator("h1")).containsText("17/4");
        lookAt(office);
        office.navigate("/sweeping/fees/change?changeStreet=" + street.replace(" ", "%20")
                + "&changeClass=S7&changeFrom=2020-01-01&year=" + monday.getYear());
        assertThat(office.locator("section[aria-labelledby=differences]")).containsText("Grundstücke: 1");
        lookAt(office);
    }

    private void everyPageOfTheOfficerIsAccessible() {
        for (String path : List.of("week", "year", "signs", "proof", "statistics", "rules")) {
            officer.navigate("/sweeping/" + path);
            lookAt(officer);
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
}
