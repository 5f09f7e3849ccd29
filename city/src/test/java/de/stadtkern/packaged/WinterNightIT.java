package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.SelectOption;
import de.stadtkern.demo.plan.TownPlan;
import de.stadtkern.kernel.portal.PhotoFiles;
import de.stadtkern.packaged.TestBrowser.Look;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole thread, as its people live it: recorded road weather comes in, a proposal appears, the duty officer
 * decides, the crew drives, the proof is kept, and everybody sees what was done.
 */
class WinterNightIT {

    private static final double LONGEST_SEARCH_MILLIS = 120_000;
    private static final Path RECORDING =
            Path.of("src/test/resources/de/stadtkern/packaged/cold_night_observations.csv");
    private static final String ADMIN_PASSWORD = "ein-langes-passwort";
    private static final String PASSWORD = "winterdienst-heute";

    private static Program town;
    private static TestBrowser browser;
    private static Path data;
    private static Path streets;
    private static URI address;

    @BeforeAll
    static void startAnEmptyTown() throws Exception {
        data = Program.dataDirectory();
        streets = data.resolve("musterstadt.osm");
        new TownPlan().writeTo(streets);
        Path password = Files.writeString(data.resolve("admin-password"), ADMIN_PASSWORD);
        town = start(0, "--admin-password-file", password.toString());
        address = town.address();
        browser = new TestBrowser(address);
    }

    private static Program start(int port, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", Integer.toString(port)));
        arguments.addAll(List.of("--data", data.toString(), "--osm", streets.toString()));
        arguments.addAll(List.of(more));
        return Program.start(
                Map.of("STADTKERN_SECOND_FACTOR", "off", "STADTKERN_DISTRICT", "Landkreis Muster"),
                arguments.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (town != null) {
            town.close();
        }
    }

    @Test
    void recordedRoadWeatherBecomesADecidedProvenWinterRound() throws Exception {
        whoMistypesThePasswordIsTold();
        theAdministratorTakesInAnOfficerAndACrew();
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/operations");
        assertThat(desk.getByText("Zurzeit liegt kein Vorschlag vor")).isVisible();
        browser.assertAccessible(desk);

        theRecordingIsReplayed();
        theProposalAppearsWithoutReload(desk);
        theOfficerReadsWhyAndDecidesByKeyboard(desk);
        killedRightAfterTheDecisionTheTownComesBackWithItAndNobodySignsInAgain(desk);
        theOfficerDecidesOnNothingWithoutJavaScript();
        theCrewDrives();
        theProofCanBeRead(desk);
        everybodySeesWhatWasDone();
        theCrewDrivesOnWithThePageInTheCab();
        whoseSessionHasEndedSignsInAndIsBackAtTheSamePlace();
        theHomePageIsLight();
        theOfficerKeepsAnAlarmRuleAndTriesIt();
        aDeviceThatNobodyHasSetUpReports();
        theOfficerJudgesValues();
        theOfficerPlansATour();
        theOfficerHandsOverToTheNextShift();
        theOfficerPlansAShift();
        theAdministratorBringsInDataOfOthers();
        theOfficerSaysHowAStreetIsCleared();
        theOfficerBringsATrack();
        theOfficerPlansTheWinter();
        theOfficerPutsUpABin();
        theOfficerAsksForToursOfBins();
        theOfficerEntersAReportByPhone();
        everyPageIsAccessibleInEveryLanguageAndLook();
        withoutConnectionNobodySeesOldValuesOrAnotherPersonsPages();
        browser.assertQuiet();
    }

    private void theAdministratorTakesInAnOfficerAndACrew() {
        Page admin = browser.signedIn("admin", ADMIN_PASSWORD);
        takeIn(admin, "leitung", "Erika Einsatz", "DUTY_OFFICER");
        takeIn(admin, "mannschaft", "Bruno Bauhof", "CREW");
        invite(admin, "leitung", "Kurz", "CREW");
        assertThat(admin.locator("#errors")).containsText("gibt es schon");
        assertThat(admin.locator("#name")).hasValue("Kurz");
        assertThat(admin.getByRole(com.microsoft.playwright.options.AriaRole.TABLE)
                        .first())
                .containsText("Erika Einsatz");
        browser.assertAccessible(admin);
    }

    private void whoMistypesThePasswordIsTold() {
        Page visitor = browser.visitor(Look.DESKTOP);
        visitor.navigate("/sign-in");
        assertThat(visitor.locator(".sk-brand")).containsText("Musterstadt");
        visitor.fill("#username", "admin");
        visitor.fill("#password", "falsch");
        visitor.click("main button");
        assertThat(visitor.locator(".sk-alert")).containsText("Anmeldename oder Passwort stimmt nicht");
        browser.assertAccessible(visitor);
    }

    private void takeIn(Page admin, String login, String name, String role) {
        invite(admin, login, name, role);
        String link = admin.locator("#secret").innerText();
        Page newcomer = browser.visitor(Look.DESKTOP);
        newcomer.navigate(link);
        newcomer.fill("#password", PASSWORD);
        newcomer.click("main button");
        assertThat(newcomer).hasURL(Pattern.compile(".*/sign-in"));
    }

    private static void invite(Page admin, String login, String name, String role) {
        admin.navigate("/administration/1/people");
        admin.fill("#name", name);
        admin.fill("#login", login);
        admin.check("#role-" + role);
        admin.getByText("Einladen", new Page.GetByTextOptions().setExact(true)).click();
    }

    private void theRecordingIsReplayed() throws Exception {
        try (Program replay = Program.start(
                "replay",
                RECORDING.toString(),
                "--speed",
                "3600",
                "--url",
                address.toString(),
                "--api-key-file",
                data.resolve("api-key").toString())) {
            assertThat(replay.exitCode()).as(replay.output()).isZero();
            assertThat(replay.output()).contains("Done: 38 of 38 observations confirmed as stored.");
        }
    }

    private void theProposalAppearsWithoutReload(Page desk) {
        Locator proposals = desk.locator("section[aria-labelledby=proposals] li");
        assertThat(proposals).hasCount(2);
        assertThat(proposals.first()).containsText("Werte anderswo gemessen");
        assertThat(desk.locator("sk-map .sk-marker")).hasCount(2);
        browser.assertAccessible(desk);
    }

    private void theOfficerEntersAReportByPhone() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/reportdesk/new");
        desk.fill("#place", "beim Brunnen im Park");
        desk.fill("#description", "Eine Bank ist zerbrochen");
        desk.setInputFiles("#photo", new FilePayload("bank.jpg", "image/jpeg", PhotoFiles.jpeg(400, 300)));
        desk.getByText("Meldung speichern").click();
        assertThat(desk.locator("main")).containsText("Eine Bank ist zerbrochen");
        desk.navigate("/reportdesk");
        assertThat(desk.locator("tbody tr")).hasCount(1);
    }

    private void theOfficerReadsWhyAndDecidesByKeyboard(Page desk) {
        desk.getByText(Pattern.compile("Reifglätte: .*")).click();
        assertThat(desk.locator(".sk-alert")).containsText("nicht hier gemessen: RWIS cold-bridge");
        assertThat(desk.locator("table").first()).containsText("Reifpunkt");
        assertThat(desk.locator("#why + p")).containsText("kälter als der Reifpunkt");
        browser.assertAccessible(desk);

        desk.getByLabel("Salz streuen").focus();
        desk.keyboard().press("Space");
        desk.keyboard().press("Tab");
        desk.keyboard().type("Reif auf der Brücke, Berufsverkehr ab 6 Uhr");
        desk.keyboard().press("Tab");
        desk.keyboard().press("Enter");
        assertThat(desk.locator("dl")).containsText("Erika Einsatz");
        browser.assertAccessible(desk);
    }

    private void killedRightAfterTheDecisionTheTownComesBackWithItAndNobodySignsInAgain(Page desk) throws Exception {
        town.kill();
        town = start(address.getPort());
        assertThat(town.address()).isEqualTo(address);
        desk.navigate("/operations");
        assertThat(desk.locator("section[aria-labelledby=orders] li")).containsText("Salz streuen");
    }

    private void theOfficerDecidesOnNothingWithoutJavaScript() {
        Page plain = browser.visitor(new Look(1280, ColorScheme.LIGHT, false));
        TestBrowser.signIn(plain, "leitung", PASSWORD);
        plain.navigate("/operations");
        plain.locator("section[aria-labelledby=proposals] li a").first().click();
        plain.getByLabel("Keine Maßnahme").check();
        plain.fill("#reason", "Streufahrzeug ist schon dort");
        plain.click("form.sk-form button");
        assertThat(plain.locator("dl")).containsText("Keine Maßnahme");
    }

    private void theCrewDrives() {
        Page crew = browser.signedIn("mannschaft", PASSWORD);
        crew.navigate("/operations/orders");
        crew.locator(".sk-list__item--planned a").click();
        assertThat(crew.locator(".sk-streets li").first()).isVisible();
        browser.assertAccessible(crew);
        crew.getByText("Beginnen").click();
        browser.assertAccessible(crew);
        theOfficerAsksHowItCouldGoOnAndLeavesItAsItIs(crew.url());
        crew.locator(".sk-big").getByText("Erledigt").click();
        assertThat(crew.locator(".sk-alert").last()).containsText("Der Auftrag ist erledigt");
        browser.assertAccessible(crew);
    }

    private void theOfficerAsksHowItCouldGoOnAndLeavesItAsItIs(String order) {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate(order);
        desk.getByText("Neu planen").click();
        browser.assertAccessible(desk);
        desk.fill("#reason", "Stau an der Brücke");
        desk.getByText("Vorschlag rechnen").click();
        assertThat(desk.locator("h1")).containsText("Vorschlag vom");
        browser.assertAccessible(desk);
        desk.fill("#reason", "Es staut sich nicht mehr");
        desk.getByText("Ablehnen").click();
        assertThat(desk).hasURL(Pattern.compile(".*/operations/orders/[0-9]+"));
    }

    private void theProofCanBeRead(Page desk) throws Exception {
        desk.navigate("/operations");
        desk.getByText(Pattern.compile("Nachweis .*Salz streuen.*")).click();
        assertThat(desk.locator("main"))
                .containsText(Pattern.compile("Erika Einsatz.*Bruno Bauhof.*Reifpunkt", Pattern.DOTALL));
        browser.assertAccessible(desk);

        byte[] sheet = desk.context()
                .request()
                .get(address + desk.locator("a[href$='sheet.pdf']").getAttribute("href"))
                .body();
        try (var pdf = Loader.loadPDF(sheet)) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Musterstadt", "Erika Einsatz", "Bruno Bauhof", "Reifpunkt", "Salz streuen")
                    .contains("Reif auf der Brücke, Berufsverkehr ab 6 Uhr")
                    .contains("nicht hier gemessen: RWIS cold-bridge")
                    .contains("Wetter zu Beginn");
        }
    }

    private void everybodySeesWhatWasDone() {
        Page citizen = browser.visitor(Look.DESKTOP);
        citizen.navigate("/winter");
        assertThat(citizen.locator(".sk-list__item--done")).hasCount(2);
        assertThat(citizen.locator(".sk-list__item--done").first()).containsText("Salz streuen");
        assertThat(citizen.locator("main")).not().containsText("Erika");
        assertThat(citizen.locator(".sk-alert")).containsText("nicht in dieser Stadt gemessen");
        citizen.navigate("/operations");
        assertThat(citizen).hasURL(Pattern.compile(".*/sign-in"));
    }

    private void theCrewDrivesOnWithThePageInTheCab() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/operations/proposals/new");
        desk.fill("#headline", "Eisplatte nach Rohrbruch");
        desk.fill("#where", "Hauptstraße");
        desk.fill("#why", "Wasser gefriert auf der Fahrbahn");
        desk.selectOption("#measure", new SelectOption().setLabel("Salz streuen"));
        desk.check("#urgency");
        desk.click("form.sk-form button");
        assertThat(desk.locator("h1")).containsText("Eisplatte");
        desk.getByLabel("Salz streuen").check();
        desk.fill("#reason", "Schulweg");
        desk.click("form.sk-form:has(#reason) button");

        Page crew = browser.signedIn("mannschaft", PASSWORD);
        crew.navigate("/crew");
        crew.locator("[data-sk=rows] a").first().click();
        crew.click("button[value=START]");
        assertThat(crew.locator("[data-sk=state]")).hasText("läuft");
        browser.assertAccessible(crew);
    }

    private void theOfficerKeepsAnAlarmRuleAndTriesIt() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/alarms/rules/new");
        desk.fill("#name", "Stille Stationen");
        desk.getByLabel("Geräte, die nichts mehr melden").check();
        desk.selectOption("#person1", new SelectOption().setLabel("Erika Einsatz"));
        desk.fill("#after1", "-1");
        desk.click("form.sk-form button");
        assertThat(desk.locator("#errors")).containsText("ganze Zahl von 0");
        browser.assertAccessible(desk);
        desk.fill("#after1", "0");
        desk.click("form.sk-form button");
        desk.getByText("Probealarm auslösen").click();
        assertThat(desk.locator("h1")).containsText("Probealarm");
        browser.assertAccessible(desk);
        desk.navigate("/alarms");
        assertThat(desk.locator("section[aria-labelledby=open]")).containsText("Probealarm");
        browser.assertAccessible(desk);
    }

    private void aDeviceThatNobodyHasSetUpReports() throws Exception {
        send("/ingest/tts", """
            {"end_device_ids": {"device_id": "pegel-1", "dev_eui": "70B3D5E75E000999"},
             "uplink_message": {"f_cnt": 1, "f_port": 1, "decoded_payload": {"level": 31},
              "received_at": "2026-01-12T05:10:05Z"}}\
            """, 200);
        send("/ingest/devices", """
            {"devEui": "70B3D5E75E000998", "type": "milesight-em310-udl", "name": "Tonne 8", "lon": 11.9, "lat": 50.3}\
            """, 201);
    }

    private void theOfficerJudgesValues() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/quality/datastreams/1");
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Europe/Berlin")).truncatedTo(ChronoUnit.MINUTES);
        desk.fill("#from", now.minusHours(1).toString());
        desk.fill("#until", now.plusMinutes(1).toString());
        desk.fill("#reason", "Sensor gereinigt");
        desk.getByText("Urteil speichern").click();
        assertThat(desk.locator("main")).containsText("Sensor gereinigt");
        desk.navigate("/quality/checks/new");
        desk.fill("#datastream", "1");
        desk.fill("#failTo", "60");
        desk.getByText("Speichern").click();
        assertThat(desk.locator("#errors")).hasCount(0);
    }

    private void theOfficerPlansATour() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/planning");
        desk.fill("#name", "Kontrollfahrt");
        desk.fill("#seconds", "1");
        desk.getByText("Plan anlegen").click();
        desk.fill("#points", "50.31;11.91;Brücke;2;1\n50.32;11.92;Schule;2;9");
        desk.locator("form[action$='/points'] button").click();
        desk.fill("#name", "Streuer");
        desk.fill("#depot", "50.3, 11.9");
        desk.fill("#capacity", "5");
        desk.locator("form[action$='/vehicles'] button").click();
        desk.navigate(desk.url().replace("/jobs", ""));
        desk.locator("form[action$='/solve'] button").click();
        desk.waitForSelector(
                "text=Dauer aller Touren", new Page.WaitForSelectorOptions().setTimeout(LONGEST_SEARCH_MILLIS));
        desk.reload();
        assertThat(desk.locator("main")).containsText("größer als die Ladung");
    }

    private void theOfficerHandsOverToTheNextShift() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/operations/handover");
        desk.fill("#note", "Brücke weiter beobachten");
        desk.getByText("Notiz abgeben").click();
        assertThat(desk.locator("main")).containsText("Brücke weiter beobachten");
        browser.assertAccessible(desk);
    }

    private void theOfficerPlansAShift() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/fleet/depots");
        desk.fill("#name", "Bauhof");
        desk.fill("#place", "50.3167, 11.9167");
        desk.getByText("Speichern").click();
        desk.navigate("/fleet/vehicles/new");
        desk.fill("#name", "Unimog");
        desk.check("#equipment-SPREADER");
        desk.getByText("Speichern").click();
        desk.navigate("/fleet/members/new");
        desk.fill("#name", "Ayşe Kaya");
        desk.check("#has-LICENCE_C");
        desk.getByText("Speichern").click();
        desk.navigate("/fleet/shifts/new");
        desk.fill("#name", "Nachtschicht");
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Europe/Berlin")).truncatedTo(ChronoUnit.MINUTES);
        desk.fill("#begin", now.toString());
        desk.fill("#end", now.plusHours(12).toString());
        desk.getByLabel("Ayşe Kaya").check();
        desk.getByLabel("Unimog").check();
        desk.getByText("Speichern").click();
        assertThat(desk.locator("main")).containsText("ArbZG § 3");
        assertThat(desk.locator("main")).containsText("Einweisung Räumen und Streuen");
    }

    private void theAdministratorBringsInDataOfOthers() {
        Page admin = browser.signedIn("admin", ADMIN_PASSWORD);
        admin.navigate("/uploads");
        admin.setInputFiles(
                "#file",
                new FilePayload(
                        "werte.csv", "text/csv", "Zeit;Wert\n2026-01-01 00:00;1,5\n".getBytes(StandardCharsets.UTF_8)));
        admin.click("form.sk-form button");
        assertThat(admin.locator("#errors")).hasCount(0);
        admin.navigate("/addresses/registers");
        admin.fill("#name", "Höfe");
        admin.setInputFiles(
                "#file",
                new FilePayload(
                        "hof.csv", "text/csv", "name;lat;lon\nBauhof;50,31;11,91\n".getBytes(StandardCharsets.UTF_8)));
        admin.click("form.sk-form button");
        assertThat(admin.locator("main")).containsText("hof.csv");
        admin.navigate("/administration/sources");
        admin.fill("#name", "Nachbarstadt");
        admin.fill("#url", "https://192.0.2.1/v1.1");
        admin.fill("#licence", "CC BY 4.0");
        admin.getByLabel("Regelmäßig abrufen").uncheck();
        admin.click("form.sk-form button");
        assertThat(admin.locator("#errors")).hasCount(0);
    }

    private void theOfficerSaysHowAStreetIsCleared() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/streets?street=Hauptstraße");
        desk.selectOption("#winterClass", "1");
        desk.fill("#reason", "Schulweg");
        desk.click("section form.sk-form button");
        assertThat(desk.locator("#errors")).hasCount(0);
        assertThat(desk.locator("main")).containsText("Dringlichkeit 1");
    }

    private void theOfficerBringsATrack() {
        Page admin = browser.signedIn("admin", ADMIN_PASSWORD);
        admin.navigate("/tracks/privacy");
        admin.selectOption("#municipality", new SelectOption().setLabel("Musterstadt"));
        admin.getByLabel("Ja, zugestimmt").check();
        admin.fill("#agreement", "Dienstvereinbarung über Fahrdaten");
        admin.click("form.sk-form button");
        assertThat(admin.locator("main")).containsText("Dienstvereinbarung über Fahrdaten");
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/fleet/depots");
        desk.fill("#name", "Salzhalle");
        desk.fill("#place", "50.31, 11.91");
        desk.click("form[action$='/depots'] button");
        desk.navigate("/fleet");
        upload(
                desk,
                "form[action$='/import']",
                "name;kind;depot;energy;active\nSpurwagen;SPREADER;Salzhalle;DIESEL;true\n");
        desk.navigate("/tracks");
        desk.selectOption("#vehicle", new SelectOption().setLabel("Spurwagen"));
        upload(desk, "form[action$='/tracks']", "time;lat;lon\n%s;50.31;11.91\n".formatted(Instant.now()));
        assertThat(desk.locator("main")).containsText("1 neue Position von Spurwagen gespeichert");
        assertThat(desk.locator("main th a[href*='/tracks/']")).not().hasCount(0);
    }

    private void theOfficerPlansTheWinter() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/winterplans");
        desk.fill("#name", "Glätte, werktags");
        desk.fill("#seconds", "1");
        desk.getByLabel(Pattern.compile("Unimog.*")).check();
        desk.click("form:has(#seconds) button");
        assertThat(desk.locator("#errors")).hasCount(0);
        desk.click("form[action$='/compute'] button");
        desk.waitForSelector(
                "main a[href$='/nights']", new Page.WaitForSelectorOptions().setTimeout(LONGEST_SEARCH_MILLIS));
        assertThat(desk.locator("#result")).isVisible();
    }

    private void theOfficerPutsUpABin() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/containers/new");
        desk.fill("#name", "Korb am Markt");
        desk.fill("#litres", "50");
        desk.fill("#place", "Markt");
        desk.fill("#lon", "11,91");
        desk.fill("#lat", "50,31");
        desk.fill("#reason", "neu aufgestellt");
        desk.getByText("Speichern", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(desk.locator("#errors")).hasCount(0);
        assertThat(desk.locator("main")).containsText("Korb am Markt");
    }

    private void theOfficerAsksForToursOfBins() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/wastetours");
        desk.fill(
                "#date",
                LocalDate.now(ZoneId.of("Europe/Berlin"))
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .toString());
        desk.click("form:has(#date) button");
        assertThat(desk.locator("#errors")).hasCount(0);
        desk.waitForSelector(
                "main a[href*='/bin?container=']", new Page.WaitForSelectorOptions().setTimeout(LONGEST_SEARCH_MILLIS));
    }

    private static void upload(Page page, String form, String csv) {
        page.setInputFiles(
                form + " #file", new FilePayload("datei.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        page.click(form + " button");
        assertThat(page.locator("#errors")).hasCount(0);
    }

    private void send(String path, String body, int expected) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(data.resolve("api-key")).strip())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(expected);
        }
    }

    private void everyPageIsAccessibleInEveryLanguageAndLook() {
        PageWalk walk = new PageWalk(
                browser,
                address,
                List.of(
                        browser.visitor(Look.DESKTOP),
                        browser.signedIn("mannschaft", PASSWORD),
                        browser.signedIn("leitung", PASSWORD),
                        browser.signedIn("admin", ADMIN_PASSWORD)));
        walk.everyPageIsAccessible();
        walk.everyPageCanBeWalkedByKeyboard();
    }

    private void theHomePageIsLight() {
        Page visitor = browser.visitor(Look.DESKTOP);
        List<Request> requests = new CopyOnWriteArrayList<>();
        visitor.onRequestFinished(requests::add);
        visitor.navigate("/");
        visitor.waitForLoadState(LoadState.NETWORKIDLE);
        long bytes = requests.stream()
                .map(Request::sizes)
                .mapToLong(sizes -> sizes.responseBodySize + sizes.responseHeadersSize)
                .sum();
        assertThat(bytes)
                .as("bytes of %s", requests.stream().map(Request::url).toList())
                .isBetween(50_000L, 150_000L);
    }

    private void whoseSessionHasEndedSignsInAndIsBackAtTheSamePlace() {
        Page desk = browser.signedIn("leitung", PASSWORD);
        desk.navigate("/operations?from=here");
        desk.context().clearCookies();
        desk.evaluate("document.body.dispatchEvent(new CustomEvent('sk:operations'))");
        desk.waitForURL(url -> url.endsWith("/sign-in"));
        desk.fill("#username", "leitung");
        desk.fill("#password", PASSWORD);
        desk.click("main form button");
        desk.waitForURL(url -> url.contains("/operations?from=here"));
    }

    /** What the browser keeps of a signed-in person is nothing; without the town it shows no value. */
    private void withoutConnectionNobodySeesOldValuesOrAnotherPersonsPages() throws InterruptedException {
        Page officer = browser.signedIn("leitung", PASSWORD);
        officer.evaluate("navigator.serviceWorker.ready.then(() => true)");
        officer.navigate("/operations");
        officer.waitForFunction("navigator.serviceWorker.controller !== null");
        officer.navigate("/winter");
        assertThat((List<?>) officer.evaluate("""
            async () => {
              const kept = [];
              for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
              return kept.filter((path) => !path.startsWith("/assets/"));
            }\
            """)).isEqualTo(List.of("/offline", "/en/offline", "/leicht/offline"));
        town.kill();
        officer.navigate("/leicht/operations");
        assertThat(officer.locator("h1")).hasText("Kein Internet");
        assertThat(officer.locator("body")).not().containsText("Erika");
        officer.navigate("/winter");
        assertThat(officer.locator("h1")).hasText("Keine Verbindung");
        assertThat(officer.locator("body")).not().containsText("°C");
    }
}
