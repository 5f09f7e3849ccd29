package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.routing.TestRoads;
import de.stadtkern.packaged.TestBrowser.Look;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A day of waste collection in real browsers: sensors say how full bins are, the duty officer decides which are emptied,
 * the crew says what it found, somebody reports one more, and the numbers are in the report of the year.
 */
@TownTest
class WasteDayBrowserTest {

    private static final double LAT = 62;
    private static final LocatorAssertions.ContainsTextOptions SEARCHED =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    private static final LocatorAssertions.ContainsTextOptions SUGGESTED =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    TestRoads roads;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String market = "Markt " + mark;
    private final String station = "Bahnhof " + mark;
    private final String park = "Park " + mark;
    private final String forest = "Wald " + mark;
    private final String island = "Insel " + mark;
    private final String marketEye = "a0" + mark + "000001";
    private final String parkEye = "a0" + mark + "000002";
    private final String islandEye = "a0" + mark + "000003";
    private TestBrowser browser;
    private Sensors sensors;
    private LocalDate today;
    private long town;
    private Page officer;
    private Page phone;

    @BeforeEach
    void aTownAndItsPeople() {
        roads.forget();
        browser = new TestBrowser(URI.create("http://localhost:" + port));
        today = clock.instant().atZone(ZoneId.of("Europe/Berlin")).toLocalDate();
        town = jdbc.sql("insert into municipality (key, name, kind) values (lower(:name), :name, 'MUNICIPALITY')"
                        + " returning id")
                .param("name", "Tonnenstadt " + mark)
                .query((rs, n) -> rs.getLong("id"))
                .single();
        people.add("tonnen-leitung" + mark, Role.DUTY_OFFICER, town);
        people.add("tonnen-mannschaft" + mark, Role.CREW, town);
        String key = "tonnen-" + mark;
        jdbc.sql("insert into api_key (municipality_id, name, key_hash, scope) values"
                        + " (:town, 'Tonnen', encode(sha256(convert_to(:key, 'UTF8')), 'hex'), 'observations:write')")
                .param("town", town)
                .param("key", key)
                .update();
        sensors = new Sensors(URI.create("http://localhost:" + port), key);
        officer = browser.signedIn("tonnen-leitung" + mark, TestPeople.PASSWORD);
        phone = browser.visitor(new Look(390, ColorScheme.LIGHT, true));
        TestBrowser.signIn(phone, "tonnen-mannschaft" + mark, TestPeople.PASSWORD);
    }

    @AfterEach
    void goHome() {
        browser.close();
    }

    @Test
    void aDayFromTheLevelToTheReport() throws Exception {
        theDepotHasAVehicle();
        theBinsComeFromFiles();
        theirSensorsSpeak();
        theTownSetsWhatAnOverflowCosts();
        theForecastProposesAndTheOfficerForcesOneIn();
        theOfficerDecidesAndSendsTheTours();
        theCrewBegins();
        somebodyReportsABinInTwoTaps();
        theOfficerAcceptsAndTheCrewSeesIt();
        theCrewSaysWhatItFinds();
        theRegisterAndEverybodySeeIt();
        theNumbersAreInTheReport();
        browser.assertQuiet();
    }

    private void theDepotHasAVehicle() {
        officer.navigate("/fleet/depots");
        officer.fill("#name", "Wertstoffhof");
        officer.fill("#place", LAT + "00, 7.7600");
        officer.click("form[action$='/depots'] button");
        officer.navigate("/fleet/vehicles/new");
        officer.fill("#name", "Wagen " + mark);
        officer.selectOption("#kind", "REFUSE_TRUCK");
        officer.fill("#capacity", "4000");
        officer.selectOption("#unit", "L");
        officer.getByText("Speichern").click();
        assertThat(officer.locator("#errors")).hasCount(0);
    }

    private void theBinsComeFromFiles() throws Exception {
        for (String devEui : List.of(marketEye, parkEye, islandEye)) {
            sensors.bin(devEui);
        }
        String register =
                """
            name;kind;fraction;place;lon;lat;litres;sensor;emptyMm;fullMm;blindMm
            %s;LITTER_BIN;RESIDUAL;Marktplatz %6$s;7.761;%7$s;120;%8$s;1000;200;100
            %s;LITTER_BIN;RESIDUAL;Bahnhof %6$s;7.762;%7$s;120;;;;
            %s;LITTER_BIN;RESIDUAL;Stadtpark %6$s;7.763;%7$s;120;%9$s;1000;200;100
            %s;LITTER_BIN;RESIDUAL;Waldweg %6$s;7.764;%7$s;120;;;;
            %s;RECYCLING_BANK;PAPER;Inselweg %6$s;7.765;%7$s;1100;%10$s;1000;200;100
            """.formatted(market, station, park, forest, island, mark, LAT, marketEye, parkEye, islandEye);
        officer.navigate("/containers/import");
        officer.setInputFiles("#file", file("behaelter.csv", register));
        officer.click("button[value=preview]");
        assertThat(officer.locator("#lines tbody tr")).hasCount(5);
        lookAt(officer);
        officer.setInputFiles("#file", file("behaelter.csv", register));
        officer.fill("#reason", "Bestand");
        officer.click("button[value=store]");
        assertThat(officer.locator("#containers tbody tr")).hasCount(5);

        String emptyings = Stream.of(
                        emptied(station, 100, IntStream.of(27, 24, 21, 18, 15, 12, 9, 6, 3)),
                        emptied(park, 25, IntStream.of(13, 11, 9, 7, 5, 3, 1)),
                        emptied(forest, 25, IntStream.of(13, 11, 9, 7, 5, 3, 1)))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "at;container;level\n", "\n"));
        officer.navigate("/containers/import");
        officer.setInputFiles("#list", file("leerungen.csv", emptyings));
        officer.selectOption("#zone", "Europe/Berlin");
        officer.click("form[action$='/emptyings'] button");
        assertThat(officer.locator("main")).containsText("23");
    }

    private Stream<String> emptied(String bin, int percent, IntStream daysAgo) {
        return daysAgo.mapToObj(days -> "%sT05:00:00;%s;%d".formatted(today.minusDays(days), bin, percent));
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private void theirSensorsSpeak() throws Exception {
        sensors.chirpstack(marketEye, 216);
        sensors.theThingsStack(parkEye, 920);
        sensors.theThingsStack(islandEye, 400);

        seen(officer, "/containers?containers-q=" + market.replace(" ", "%20"), "98 % voll (± 4), gemessen");
        seen(officer, "/containers?containers-q=" + park.replace(" ", "%20"), "10 % voll (± 4), gemessen");
        lookAt(officer);
        open(market);
        assertThat(officer.locator("main time").first()).isVisible();
        lookAt(officer);
    }

    private void theTownSetsWhatAnOverflowCosts() {
        officer.navigate("/wastetours/policy");
        officer.fill("#visit", "3");
        officer.fill("#kilometre", "1,2");
        officer.fill("#hour", "75");
        officer.fill("#overflow-LITTER_BIN", "10");
        officer.fill("#begin", "00:00");
        officer.fill("#end", "23:59");
        for (DayOfWeek day : DayOfWeek.values()) {
            officer.check("#days-" + day);
        }
        officer.fill("#reason", "Erste Zahlen");
        officer.click("form:has(#visit) button");
        assertThat(officer.locator("section[aria-labelledby=h-history]")).containsText("Erste Zahlen");
        officer.fill("#tipName", "Kippe " + mark);
        officer.fill("#tipPlace", LAT + "00, 7.7700");
        officer.fill("#tipMinutes", "10");
        officer.fill("#tipReason", "Deponie");
        officer.click("form:has(#tipName) button");
        assertThat(officer.locator("section[aria-labelledby=tips] li")).containsText("Kippe " + mark);
        lookAt(officer);
    }

    private void theForecastProposesAndTheOfficerForcesOneIn() {
        officer.navigate("/wastetours");
        officer.fill("#date", today.toString());
        lookAt(officer);
        officer.click("form:has(#date) button");
        assertThat(officer.locator("#state")).containsText("berechnet, noch nicht entschieden", SEARCHED);
        assertThat(row(market)).containsText("Auf Tour, weil er schon voll ist.");
        assertThat(row(station)).containsText("Auf Tour, weil ein Besuch heute je Tag am wenigsten kostet");
        assertThat(row(forest)).containsText("Nicht auf Tour, weil");
        assertThat(row(park)).containsText("Nicht auf Tour, weil");
        assertThat(row(island)).hasCount(0);
        lookAt(officer);

        row(park).locator("th a").click();
        assertThat(officer.locator("main")).containsText("Wahrscheinlichkeit");
        lookAt(officer);
        officer.check("input[name=want][value=IN]");
        officer.click("form:has(input[name=want]) button");
        officer.click("form[action$='/search'] button");
        assertThat(row(park)).containsText("Auf Tour, weil Test tonnen-leitung" + mark + " es so will.", SEARCHED);
        assertThat(officer.locator("#state")).containsText("berechnet, noch nicht entschieden", SEARCHED);
    }

    private Locator row(String bin) {
        return officer.locator("#bins tbody tr", new Page.LocatorOptions().setHasText(bin));
    }

    private void theOfficerDecidesAndSendsTheTours() {
        officer.click("#state a[href*='/operations/proposals/']");
        assertThat(officer.locator("section[aria-labelledby=why]")).containsText("Behälter auf Tour");
        lookAt(officer);
        officer.locator("input[name=measure]").first().check();
        officer.fill("#reason", "Der Park ist heute Abend voll");
        officer.click("form:has(#reason) button");
        officer.locator("main a[href*='/operations/orders/']").first().click();
        officer.click("form[action$='/dispatch'] button");
        assertThat(officer.locator("#tours")).containsText(market);
        assertThat(officer.locator("#tours")).containsText(station);
        assertThat(officer.locator("#tours")).containsText(park);
        assertThat(officer.locator("#tours")).not().containsText(forest);
        lookAt(officer);
    }

    private void theCrewBegins() {
        phone.navigate("/crew");
        phone.locator("[data-sk=rows] a", new Page.LocatorOptions().setHasText(mark))
                .first()
                .click();
        phone.click("button[value=START]");
        assertThat(phone.locator("[data-sk=state]")).hasText("läuft");
        browser.assertAccessible(phone);
        phone.setViewportSize(320, 900);
        browser.assertAccessible(phone);
        emptied("Voll");
    }

    /** One tap, and the next stop comes. */
    private void emptied(String level) {
        Locator name = phone.locator(".sk-cab__name");
        String before = name.innerText();
        phone.locator(".sk-cab__levels button", new Page.LocatorOptions().setHasText(level))
                .first()
                .click();
        assertThat(name).not().hasText(before);
    }

    /** The first tap is the scan of the code. */
    private void somebodyReportsABinInTwoTaps() {
        Page desk = browser.signedIn("tonnen-leitung" + mark, TestPeople.PASSWORD);
        desk.navigate("/containers?containers-q=" + forest.replace(" ", "%20"));
        desk.locator("#containers tbody th a").click();
        String code = desk.locator("main a[href*='/bin/']").getAttribute("href");

        Page citizen = browser.visitor(new Look(390, ColorScheme.LIGHT, true));
        citizen.navigate(code);
        lookAt(citizen);
        citizen.getByText("Ist voll").click();
        assertThat(citizen.locator("main")).containsText("Danke. Die Meldung ist angekommen.");
        assertThat(citizen.locator("main")).containsText("etwa 100 % voll (± 25), geschätzt");
    }

    private void theOfficerAcceptsAndTheCrewSeesIt() {
        assertThat(officer.locator("#tours")).containsText("Auf dem Weg voll geworden", SUGGESTED);
        officer.click("#tours a[href*='/dispatch/replans/']");
        assertThat(officer.locator("main")).containsText(forest);
        lookAt(officer);
        officer.fill("#reason", "liegt auf dem Weg");
        officer.click("button[value=ACCEPT]");
        assertThat(officer.locator("main")).containsText("Ihre Entscheidung gilt.");
        assertThat(phone.locator("[data-sk=stops]")).containsText(forest, SUGGESTED);
        assertThat(phone.locator("sk-map .leaflet-marker-icon")).hasCount(4);
    }

    private void theCrewSaysWhatItFinds() {
        phone.check("input[name=damaged]");
        emptied("Drei Viertel");
        emptied("Halb");
        emptied("Voll");
        phone.getByText("Tour beenden", new Page.GetByTextOptions().setExact(true))
                .click();
        phone.click("button[value=FINISH]");
        assertThat(phone.locator("[data-sk=state]")).hasText("beendet");
        assertThat(phone.locator("[data-sk=progress]")).hasText("4 von 4 Halten");
    }

    private void theRegisterAndEverybodySeeIt() throws Exception {
        sensors.chirpstack(marketEye, 960);
        sensors.chirpstack(marketEye, 960);
        seen(officer, "/containers?containers-q=" + market.replace(" ", "%20"), "5 % voll (± 4), gemessen");
        open(market);
        assertThat(officer.locator("#emptyings tbody tr")).hasCount(1);
        lookAt(officer);

        Page citizen = browser.visitor(Look.DESKTOP);
        citizen.navigate("/waste?sites-q=" + mark);
        assertThat(citizen.locator("#sites tbody tr")).hasCount(1);
        assertThat(citizen.locator("#sites")).containsText("Papier: 75 % voll (± 4), gemessen");
        lookAt(citizen);
        assertThat(fetched(citizen, "/waste/sites.geojson")).asString().contains("Inselweg " + mark);
        assertThat(fetched(citizen, "/waste/containers.csv"))
                .asString()
                .contains(market + ",LITTER_BIN,RESIDUAL,Marktplatz " + mark);
    }

    private void theNumbersAreInTheReport() throws Exception {
        officer.navigate("/wastefigures/year");
        assertThat(figure("Geleerte Behälter")).hasText("4");
        assertThat(figure("Beschädigt gefundene Behälter")).hasText("1");
        assertThat(figure("Gemeldet: voll")).hasText("1");
        assertThat(figure("Gefahrene Touren")).hasText("1");
        assertThat(figure("Erledigte Halte")).hasText("4");
        lookAt(officer);
        byte[] sheet =
                fetched(officer, officer.locator("main a[href*='year.pdf']").getAttribute("href"));
        try (var pdf = Loader.loadPDF(sheet)) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains("Tonnenstadt " + mark, "Geleerte Behälter", "Gemeldet: voll");
        }
        for (String path : List.of("/wastefigures", "/wastefigures/whatif", "/wastetours")) {
            officer.navigate(path);
            lookAt(officer);
        }
    }

    private Locator figure(String name) {
        return officer.locator("#figures tbody tr", new Page.LocatorOptions().setHasText(name))
                .locator("td")
                .first();
    }

    private byte[] fetched(Page page, String path) {
        return page.context().request().get("http://localhost:" + port + path).body();
    }

    private void open(String bin) {
        officer.navigate("/containers?containers-q=" + bin.replace(" ", "%20"));
        officer.locator("#containers tbody th a").click();
        assertThat(officer.locator("h1")).containsText(bin);
    }

    /** What sensors say is taken in a moment after it was received. */
    private static void seen(Page page, String path, String text) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            page.navigate(path);
            return page.locator("main").innerText().contains(text);
        });
    }

    private void lookAt(Page page) {
        page.setViewportSize(1280, 900);
        browser.assertAccessible(page);
        page.setViewportSize(320, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        browser.assertAccessible(page);
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
}
