package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.reports.Reported;
import de.stadtkern.packaged.TestBrowser.Look;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reporting in a real browser: on a narrow screen by keyboard, in Leichte Sprache, without script, without network. */
@TownTest
class ReportingBrowserTest {

    private static final Pattern SENT = Pattern.compile(".*/reports/new/sent\\?token=.*");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext program;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path profile;

    private final String word = "wort" + UUID.randomUUID();
    private final Position place = Reported.somewhere();
    private CutLine line;
    private TestBrowser browser;
    private Reported reported;

    @BeforeEach
    void open() {
        reported = new Reported(program);
        line = new CutLine(port);
        browser = new TestBrowser(URI.create("http://localhost:" + line.port()));
    }

    @AfterEach
    void close() {
        browser.close();
        line.close();
    }

    @Test
    void onANarrowScreenByKeyboardInLeichteSprache() {
        Page page = browser.visitor(new Look(320, ColorScheme.LIGHT, true));
        page.navigate("/leicht/reports/new");
        assertThat(page.locator("main")).matchesAriaSnapshot("""
            - main:
              - heading "Neue Meldung" [level=1]
              - combobox "Was ist es?"
              - textbox "Wo ist es? (wenn Sie wollen)"
              - textbox "Breite (wenn Sie wollen)"
              - textbox "Länge (wenn Sie wollen)"
              - button "Ich bin jetzt dort"
              - button "Weiter"
            """);
        browser.assertAccessible(page);
        page.focus("#category");
        page.keyboard().type("Etwas an der");
        page.focus("#where");
        page.keyboard().type(word);
        page.keyboard().press("Enter");
        assertThat(page.getByText("Wir kennen diesen Ort nicht")).isVisible();
        browser.assertAccessible(page);
        page.focus("#place");
        page.keyboard().press("Space");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Schritt 2 von 2")).isVisible();
        browser.assertAccessible(page);
        page.focus("#description");
        page.keyboard().type(word);
        page.locator("form[data-draft] button").press("Enter");
        page.waitForURL(SENT);
        browser.assertAccessible(page);
        assertThat(count()).isEqualTo(1);
        browser.assertQuiet();
    }

    @Test
    void withoutScriptAlsoWithAPhotoAndWhatIsNearBy() {
        long known = reported.released("light", place, word + " bekannt");
        Page page = browser.visitor(new Look(320, ColorScheme.DARK, false));
        page.navigate("/reports/new");
        page.selectOption("#category", "light");
        page.fill("#lat", Double.toString(place.lat()));
        page.fill("#lon", Double.toString(place.lon()));
        page.locator("main form button").press("Enter");
        assertThat(page.locator("#similar")).isVisible();
        assertThat(page.getByText(word + " bekannt")).isVisible();
        page.fill("#description", word);
        page.setInputFiles("#photo", new FilePayload("bild.jpg", "image/jpeg", Reported.photo()));
        page.locator("form[data-draft] button").press("Enter");
        page.waitForURL(SENT);
        assertThat(count()).isEqualTo(1);

        page.navigate("/reports/" + known);
        page.locator("form[action$='/me-too'] button").press("Enter");
        assertThat(page.getByText("Danke, das ist vermerkt.")).isVisible();
        page.navigate("/reports?category=light&reports-q=" + word);
        assertThat(page.locator("a[href='/reports/" + known + "']").first()).isVisible();
    }

    @Test
    void everyPageOfReportsIsAccessibleInEveryLook() {
        long known = reported.released("road", place, word);
        jdbc.sql("""
            insert into report_follower (report_id, municipality_id, mail, language, token, created_at)
            select id, municipality_id, :word || '@example.org', 'GERMAN', :word, now() from report where id = :id\
            """).param("word", word).param("id", known).update();
        Page page = browser.visitor(Look.DESKTOP);
        for (String path : List.of(
                "/reports", "/reports/" + known, "/reports/confirm/" + word, "/reports/new", "/reports/new/offline")) {
            browser.assertAccessibleInEveryLanguage(page, path);
        }
        browser.assertQuiet();
    }

    @Test
    void withoutNetworkItStaysOnTheDeviceAndIsSentWhenTheNetworkIsBack() {
        BrowserContext device = browser.device(profile);
        device.setGeolocation(new Geolocation(place.lat(), place.lon()));
        Page page = browser.watched(device.newPage());
        page.navigate("/reports/new");
        assertThat(page.locator("sk-draft[kept]")).hasCount(1);

        line.cut();
        page.navigate("/reports/new");
        assertThat(page.getByText("Kein Netz? Füllen Sie das Formular trotzdem aus."))
                .isVisible();
        page.selectOption("#category", "waste");
        page.click("sk-here button");
        assertThat(page.locator("#lat")).not().hasValue("");
        page.fill("#description", word);
        page.setInputFiles("#photo", new FilePayload("bild.jpg", "image/jpeg", Reported.photo()));
        browser.assertAccessible(page);
        page.click("form[data-draft] > button");
        assertThat(page.locator("sk-draft")).containsText("Auf diesem Gerät wartet: „" + word);
        browser.assertAccessible(page);
        assertThat(count()).isZero();

        line.mend();
        page.navigate("/reports/new");
        assertThat(page.locator("sk-draft")).containsText("Die aufgehobene Meldung ist gesendet.");
        assertThat(count()).isEqualTo(1);
        assertThat(jdbc.sql("""
            select count(*) from report_photo p join report r on r.id = p.report_id where r.description = :word\
            """).param("word", word).query(Long.class).single()).isEqualTo(1);
        page.reload();
        assertThat(page.locator("sk-draft")).isEmpty();
        browser.assertQuiet();
    }

    @Test
    void whatSomebodyWroteIsGoneAfterTheSignOut() {
        BrowserContext device = browser.device(profile);
        Page page = browser.watched(device.newPage());
        TestBrowser.signIn(page, "buergerin", TestPeople.PASSWORD);
        page.navigate("/reports/new");
        page.selectOption("#category", "waste");
        page.fill("#lat", Double.toString(place.lat()));
        page.fill("#lon", Double.toString(place.lon()));
        page.click("form[action$='/what'] > button");
        page.fill("#description", word);
        line.cut();
        page.click("form[data-draft] > button");
        assertThat(page.locator("sk-draft")).containsText(word);

        line.mend();
        page.click("form[action='/sign-out'] button");
        page.waitForURL(Pattern.compile(".*/(\\?.*)?$"));
        page.navigate("/reports/new");
        assertThat(page.locator("sk-draft")).isEmpty();
        assertThat(count()).isZero();
    }

    private long count() {
        return jdbc.sql("select count(*) from report where description = :word")
                .param("word", word)
                .query(Long.class)
                .single();
    }
}
