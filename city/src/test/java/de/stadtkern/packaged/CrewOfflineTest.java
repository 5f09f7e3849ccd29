package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Geolocation;
import com.microsoft.playwright.options.LoadState;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.crew.Cabs;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two hours in a cab without network, in a real browser: everything is kept, survives closing the browser, errors of the
 * server and an expired sign-in, and arrives once and in order.
 */
@TownTest
class CrewOfflineTest {

    private static final int SECONDS = 7200;
    private static final int STOPS = 45;
    private static final int SECONDS_OF_A_STOP = 150;
    private static final double LONGEST_SENDING_MILLIS = 120_000;
    private static final Pattern SENT = Pattern.compile("Alles gesendet");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @TempDir
    Path profile;

    private final Instant began = Instant.now().minusSeconds(SECONDS + 60).truncatedTo(ChronoUnit.MILLIS);
    private TestBrowser browser;
    private BrowserContext device;
    private CutLine line;
    private Cabs cabs;
    private long tour;

    @BeforeEach
    void dispatch() {
        cabs = new Cabs(jdbc);
        tour = cabs.tour(people.municipality(), "Nordring", STOPS);
        people.add("kollegin", Role.CREW, people.municipality());
        line = new CutLine(port);
        browser = new TestBrowser(URI.create("http://localhost:" + line.port()));
        device = browser.device(profile);
    }

    @AfterEach
    void close() {
        browser.close();
        line.close();
    }

    @Test
    void twoHoursWithoutNetworkArriveOnceAndInOrder() {
        Page page = open();
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.navigate("/crew/tours/" + tour);
        assertThat(part(page, "offline")).containsText("öffnet sich auch ohne Netz");

        cut();
        drive(page);
        page.reload();
        assertThat(page.locator("h1")).hasText("Nordring");
        assertThat(part(page, "progress")).containsText("44 von 45");
        assertThat(part(page, "connection")).containsText("Keine Verbindung");
        String waits = "Noch nicht gesendet: 7250,";
        assertThat(part(page, "waiting")).containsText(waits);
        browser.assertAccessible(page);

        reopen();
        page = open();
        page.navigate("/crew");
        page.locator("a[href='/crew/tours/" + tour + "']").click();
        assertThat(part(page, "waiting")).containsText(waits);
        assertThat(cabs.events(tour)).isEmpty();

        mend();
        assertThat(part(page, "connection")).containsText("abgelaufen", soon());
        nobodyElseSeesOrSendsIt();

        page = open();
        AtomicInteger faults = new AtomicInteger();
        page.route(Pattern.compile("/crew/tours/\\d+/(fixes|events)"), route -> fail(route, faults));
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.navigate("/crew/tours/" + tour);
        assertThat(part(page, "waiting")).containsText(SENT, soon());
        assertThat(faults).hasValueGreaterThan(3);

        assertThat(cabs.events(tour)).isEqualTo(said());
        assertThat(cabs.fixes(tour))
                .isEqualTo(
                        IntStream.range(0, SECONDS).mapToObj(began::plusSeconds).toList());
        page.reload();
        assertThat(part(page, "progress")).containsText("44 von 45");
        browser.assertQuiet();
    }

    @Test
    void theCrewWorksWithThePageInEveryLookByKeyboardAndItIsOnTheServerAtOnce() {
        Page page = open();
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.navigate("/crew/tours/" + tour);
        assertThat(part(page, "offline")).containsText("öffnet sich auch ohne Netz");
        for (int width : new int[] {1280, 400, 320}) {
            for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.setViewportSize(width, 900);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
                browser.assertAccessible(page);
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.selectOption("#look", "dark");
        browser.assertAccessible(page);

        button(page, "Beginnen").press("Enter");
        assertThat(part(page, "next")).hasText("Straße 1");
        device.setGeolocation(new Geolocation(50.31, 11.9));
        page.check("[name=gps]");
        assertThat(part(page, "gps")).containsText("GPS an");
        button(page, "Erledigt").press("Enter");
        assertThat(part(page, "next")).hasText("Straße 2");
        button(page, "Rückgängig").press("Enter");
        assertThat(part(page, "next")).hasText("Straße 1");
        page.getByText("Straße 7").click();
        page.locator("summary", new Page.LocatorOptions().setHasText("Auslassen"))
                .press("Enter");
        button(page, "Gesperrt").click();
        page.locator("summary", new Page.LocatorOptions().setHasText("Tour beenden"))
                .press("Enter");
        browser.assertAccessible(page);
        button(page, "Ja, Tour beenden").press("Enter");
        assertThat(page.locator("[data-when=over]")).isVisible();
        assertThat(part(page, "gps")).containsText("GPS aus");
        assertThat(part(page, "waiting")).containsText(SENT, soon());

        assertThat(cabs.events(tour)).containsExactly("START", "STOP_DONE 1", "STOP_OPEN 1", "STOP_LEFT 7", "FINISH");
        assertThat(cabs.state(tour)).isEqualTo("DONE");
        browser.assertQuiet();
    }

    @Test
    void howFullABinWasIsOneTapAlsoWithoutNetworkByKeyboardAndOnANarrowScreen() {
        long bins = cabs.visits(people.municipality(), "Leerung", "test", List.of(1L, 2L));
        Page page = open();
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.navigate("/crew/tours/" + bins);
        assertThat(part(page, "offline")).containsText("öffnet sich auch ohne Netz");
        button(page, "Beginnen").press("Enter");
        assertThat(part(page, "waiting")).containsText(SENT, soon());
        page.navigate("/crew/tours/" + bins + "?stop=2");
        assertThat(part(page, "bar")).isVisible();
        assertThat(part(page, "next")).hasText("Ort 2");
        assertThat(button(page, "Erledigt")).isHidden();
        page.setViewportSize(320, 900);
        browser.assertAccessible(page);

        cut();
        page.locator("[name=litter]").press("Space");
        button(page, "Drei Viertel").press("Enter");
        assertThat(part(page, "next")).hasText("Ort 1");
        assertThat(page.locator("[name=litter]")).not().isChecked();
        button(page, "Voll").press("Enter");
        assertThat(part(page, "progress")).containsText("2 von 2");
        button(page, "Rückgängig").press("Enter");
        assertThat(part(page, "progress")).containsText("1 von 2");
        button(page, "Leer").press("Enter");
        assertThat(part(page, "progress")).containsText("2 von 2");
        page.reload();
        assertThat(part(page, "progress")).containsText("2 von 2");
        mend();
        assertThat(part(page, "waiting")).containsText(SENT, soon());

        assertThat(jdbc.sql("""
            select concat_ws(' ', kind, stop, found_level, found_damaged, found_litter)
            from dispatch_event where tour_id = :tour order by at\
            """).param("tour", bins).query(String.class).list())
                .containsExactly(
                        "START", "STOP_DONE 2 0.75 f t", "STOP_DONE 1 1 f f", "STOP_OPEN 1", "STOP_DONE 1 0 f f");
    }

    @Test
    void aCodeScannedWithoutNetworkOpensItsStopAndWhatIsTappedIsKept() {
        long code = System.nanoTime();
        long bins = cabs.visits(people.municipality(), "Leerung", "test", List.of(code, code + 1, code + 2));
        Page page = open();
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.navigate("/crew/tours/" + bins);
        assertThat(part(page, "offline")).containsText("öffnet sich auch ohne Netz");
        button(page, "Beginnen").click();
        assertThat(part(page, "waiting")).containsText(SENT, soon());

        cut();
        reopen();
        page = open();
        page.setViewportSize(320, 900);
        page.navigate("/bin/stop" + (code + 2));
        assertThat(page.locator("h1")).hasText("Leerung");
        assertThat(part(page, "next")).hasText("Ort 3");
        browser.assertAccessible(page);
        page.locator("[name=damaged]").check();
        button(page, "Voll").click();
        assertThat(part(page, "next")).hasText("Ort 1");
        page.navigate("/en/bin/stop" + (code + 1));
        assertThat(part(page, "next")).hasText("Ort 2");
        button(page, "Half").click();
        page.navigate("/bin/stop" + (code + 2));
        assertThat(part(page, "more")).containsText("erledigt");
        assertThat(button(page, "Voll")).isHidden();
        page.navigate("/bin/stop" + (code + 3));
        assertThat(part(page, "unknown")).isVisible();
        assertThat(page.locator("a[href='/crew/tours/" + bins + "']")).isVisible();
        browser.assertAccessible(page);

        mend();
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.navigate("/crew");
        assertThat(part(page, "waiting")).containsText(SENT, soon());
        assertThat(cabs.events(bins)).containsExactly("START", "STOP_DONE 3", "STOP_DONE 2");
    }

    @Test
    void whoSignsOutWhileSomethingWaitsIsAskedAndLosesNothing() {
        Page page = open();
        page.route(
                Pattern.compile("/crew/tours/\\d+/events"),
                route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.navigate("/crew/tours/" + tour);
        assertThat(part(page, "bar")).isVisible();
        button(page, "Beginnen").click();
        assertThat(part(page, "waiting")).containsText("Noch nicht gesendet: 1,");
        List<String> asked = new ArrayList<>();
        page.onceDialog(dialog -> {
            asked.add(dialog.message());
            dialog.dismiss();
        });
        page.getByText("Abmelden").click();
        page.waitForCondition(() -> !asked.isEmpty());
        assertThat(asked.getFirst()).contains("1 Meldungen sind noch nicht gesendet");
        assertThat(button(page, "Pause")).isVisible();

        page.onceDialog(dialog -> dialog.accept());
        page.getByText("Abmelden").click();
        page.waitForURL(url -> !url.contains("crew"));
        page.navigate("/crew/offline");
        assertThat(part(page, "nobody")).isVisible();
        page.unroute(Pattern.compile("/crew/tours/\\d+/events"));
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.navigate("/crew");
        assertThat(part(page, "waiting")).containsText(SENT, soon());
        assertThat(cabs.events(tour)).containsExactly("START");

        page.getByText("Abmelden").click();
        page.waitForURL(url -> !url.contains("crew"));
        assertThat(page.evaluate("indexedDB.databases().then((all) => all.length)"))
                .isEqualTo(0);
        browser.assertQuiet();
    }

    @Test
    void aFullDeviceSaysSoAndSendsWhatItCouldNotKeep() {
        Page page = open();
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.navigate("/crew/tours/" + tour);
        assertThat(part(page, "offline")).containsText("öffnet sich auch ohne Netz");
        cut();
        page.evaluate("""
            window.add = IDBObjectStore.prototype.add;
            IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
            true\
            """);
        button(page, "Beginnen").click();
        assertThat(part(page, "full")).isVisible();
        assertThat(part(page, "waiting")).containsText("Noch nicht gesendet: 1,");
        button(page, "Erledigt").click();
        assertThat(part(page, "next")).hasText("Straße 2");
        mend();
        assertThat(part(page, "waiting")).containsText(SENT, soon());
        assertThat(part(page, "full")).isHidden();
        page.evaluate("IDBObjectStore.prototype.add = window.add; true");
        assertThat(cabs.events(tour)).containsExactly("START", "STOP_DONE 1");
    }

    @Test
    void aWrongClockIsPutRightAndTheEventSaysSo() {
        device.addInitScript("{ const right = Date.now; Date.now = () => right() - 600_000; }");
        Page page = open();
        TestBrowser.signIn(page, "mannschaft", TestPeople.PASSWORD);
        page.navigate("/crew/tours/" + tour);
        assertThat(part(page, "bar")).isVisible();
        button(page, "Beginnen").click();
        page.waitForCondition(() -> cabs.state(tour).equals("RUNNING"));

        assertThat(jdbc.sql("select note from dispatch_event where tour_id = ? and at > now() - interval '1 minute'")
                        .param(tour)
                        .query(String.class)
                        .single())
                .isEqualTo("Uhr des Geräts um 600 s berichtigt");
    }

    @Test
    void positionsAreKeptAsSeldomAsAProofAllows() {
        Page page = open();
        page.navigate("/crew/offline");
        for (Object[] drive :
                new Object[][] {{"SPREAD", 30, 5}, {"TRANSPORT", 30, 15}, {"SPREAD", 0, 30}, {"SPREAD", 100, 2}}) {
            assertThat((List<?>) page.evaluate("""
                    async ([mode, kmh]) => {
                      const { Positions } = await import("/assets/sk-position.js");
                      const kept = [];
                      const positions = new Positions((fix) => kept.push(Date.now() - fix.age), () => {});
                      positions.mode = mode;
                      const began = Date.now() - 600_000;
                      for (let second = 0; second < 600; second++) {
                        const latitude = 50.3 + (second * kmh) / 3.6 / 111_195;
                        positions.hear({ coords: { latitude, longitude: 11.9, accuracy: 5, speed: null, heading: null }, timestamp: began + second * 1000 });
                      }
                      return kept.slice(1).map((at, index) => Math.round((at - kept[index]) / 1000));
                    }\
                    """, List.of(drive[0], drive[1])))
                    .as("seconds between positions: %s at %s km/h", drive[0], drive[1])
                    .isNotEmpty()
                    .allMatch(seconds -> seconds.equals(drive[2]));
        }
    }

    /** As the receiver and the crew would have told it, second by second. */
    private void drive(Page page) {
        page.evaluate("""
                async ([began, seconds, stops, each]) => {
                  const cab = document.querySelector("sk-crew");
                  for (let second = 0; second < seconds; second++) {
                    const at = began + second * 1000;
                    if (second === 0) await cab.record("START", { at });
                    if (second > 0 && second % each === 0 && second / each < stops)
                      await cab.record("STOP_DONE", { stop: second / each, at });
                    if (second === 3601) await cab.record("PAUSE", { at });
                    if (second === 3602) await cab.record("RESUME", { at });
                    if (second === 5000) await cab.record("MATERIAL", { note: "Salz", amount: 120, at });
                    if (second === 5001) await cab.record("PROBLEM", { note: "Ast", at });
                    if (second === 5002) await cab.record("NOTE", { note: "geprüft", at });
                    await cab.keepFix({ time: at, lon: 11.9 + second * 1e-6, lat: 50.3, mode: "SPREAD" });
                  }
                }\
                """, List.of((double) began.toEpochMilli(), SECONDS, STOPS, SECONDS_OF_A_STOP));
    }

    private static List<String> said() {
        List<String> said = new ArrayList<>(List.of("START"));
        for (int stop = 1; stop < STOPS; stop++) {
            said.add("STOP_DONE " + stop);
            if (stop == 24) {
                said.addAll(List.of("PAUSE", "RESUME"));
            }
            if (stop == 33) {
                said.addAll(List.of("MATERIAL", "PROBLEM", "NOTE"));
            }
        }
        return said;
    }

    private void nobodyElseSeesOrSendsIt() {
        Page page = open();
        TestBrowser.signIn(page, "kollegin", TestPeople.PASSWORD);
        page.navigate("/crew/tours/" + tour);
        assertThat(part(page, "progress")).containsText("0 von 45");
        assertThat(part(page, "offline")).containsText("öffnet sich auch ohne Netz");
        assertThat(part(page, "waiting")).containsText(SENT);
        cut();
        reopen();
        page = open();
        page.navigate("/crew/tours/" + tour);
        assertThat(part(page, "progress")).containsText("0 von 45");
        mend();
        TestBrowser.signIn(page, "kollegin", TestPeople.PASSWORD);
        page.navigate("/");
        page.getByText("Abmelden").click();
        assertThat(page.getByText("Anmelden").first()).isVisible();
        cut();
        page.navigate("/crew/tours/" + tour);
        assertThat(part(page, "nobody")).isVisible();
        assertThat(page.locator("body")).not().containsText("Nordring");
        mend();
        assertThat(cabs.events(tour)).isEmpty();
    }

    /** Every third request fails, as when a server restarts. */
    private static void fail(Route route, AtomicInteger asked) {
        if (asked.incrementAndGet() % 10 == 3) {
            route.fulfill(new Route.FulfillOptions().setStatus(503));
        } else {
            route.resume();
        }
    }

    private Page open() {
        Page page = device.pages().isEmpty() ? device.newPage() : device.pages().getFirst();
        return browser.watched(page);
    }

    private void cut() {
        line.cut();
        device.setOffline(true);
    }

    private void mend() {
        line.mend();
        device.setOffline(false);
    }

    /** Closes the browser and opens it again; the sign-in is gone with it. */
    private void reopen() {
        device.close();
        device = browser.device(profile);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator part(Page page, String name) {
        return page.locator("[data-sk=" + name + "]");
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(LONGEST_SENDING_MILLIS);
    }
}
