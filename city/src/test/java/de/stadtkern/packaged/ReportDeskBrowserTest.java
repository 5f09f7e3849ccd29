package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.portal.PhotoFiles;
import de.stadtkern.kernel.reports.NewReport;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.Reports;
import de.stadtkern.packaged.TestBrowser.Look;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** The whole way of a report at the desk, in a real browser: reviewed, pixelated, public, handed over, worked on, closed. */
@TownTest
class ReportDeskBrowserTest {

    private static final Position PLACE = new Position(9.75, 48.25);
    private static final String MODERATOR = "moderation-im-browser";

    @LocalServerPort
    int port;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Reports reports;

    @Autowired
    ReportCategories categories;

    private final String words = "Browserwort-" + UUID.randomUUID();
    private TestBrowser browser;
    private long number;

    @BeforeEach
    void aReportWithAPhotoComes() {
        browser = new TestBrowser(URI.create("http://localhost:" + port));
        people.add(MODERATOR, Role.MODERATOR, people.municipality());
        forgetAreaAndDepartment();
        jdbc.sql("""
            insert into report_area (municipality_id, rim)
            values (:here, '((9700000,48200000),(9800000,48200000),(9800000,48300000),(9700000,48300000))')\
            """).param("here", people.municipality()).update();
        jdbc.sql("insert into department (municipality_id, name) values (:here, 'Browseramt')")
                .param("here", people.municipality())
                .update();
        number = reports.submit(new NewReport(
                people.municipality(),
                categories.find(people.municipality(), "waste").orElseThrow().id(),
                PLACE,
                "am Zaun",
                "Der Müll ist von Herrn Ungenannt. " + words,
                List.of(PhotoFiles.withPlace(PhotoFiles.jpeg(600, 400), 1)),
                Map.of(),
                new Report.Author("wer@browser.example", "Wer Meldet", null),
                Report.Channel.FORM,
                UUID.randomUUID().toString()));
    }

    @AfterEach
    void close() {
        browser.close();
        forgetAreaAndDepartment();
    }

    @Test
    void fromReviewToClosed() throws IOException {
        Page desk = browser.signedIn(MODERATOR, TestPeople.PASSWORD);
        theQueueIsWalkedByKeyboard(desk);
        thePhotoIsPixelatedByMouse(desk);
        theTextIsReleasedWithoutTheName(desk);
        everybodySeesTheReleasedPhotoOnly();
        itIsHandedOverAndAnswered(desk);
        workIsProposedDecidedDoneAndProven(desk);
        desk.navigate("/reportdesk/" + number);
        assertThat(desk.locator("main")).containsText("Vor Ort erledigt");
        assertThat(desk.getByRole(AriaRole.MAIN)).containsText("Erledigt");
        narrowPagesAreAccessible(desk);
        browser.assertQuiet();
    }

    @Test
    void withoutScriptAPhotoIsPixelatedByNumbers() throws IOException {
        Page plain = browser.visitor(new Look(320, ColorScheme.DARK, false));
        TestBrowser.signIn(plain, MODERATOR, TestPeople.PASSWORD);
        plain.navigate("/reportdesk/" + number + "/photos/" + photo());
        plain.fill("#left1", "25");
        plain.fill("#top1", "0");
        plain.fill("#width1", "500");
        plain.fill("#height1", "100");
        plain.keyboard().press("Enter");
        assertThat(plain.locator("#errors")).containsText("Markieren Sie");
        assertThat(plain.locator("#left1")).hasValue("25");
        plain.fill("#width1", "50");
        plain.keyboard().press("Enter");
        assertThat(plain.getByAltText("Vorschau des verpixelten Fotos")).isVisible();
        plain.locator("button", new Page.LocatorOptions().setHasText("Freigeben"))
                .press("Enter");
        assertThat(plain.locator(".sk-alert")).containsText("Das Foto ist freigegeben");

        assertThat(isPixelated(released())).isTrue();
        browser.assertQuiet();
    }

    /** An administrator signs in with a second factor, so the pages are fetched by one who has shown it. */
    @Test
    void theRulesAreAccessible() throws Exception {
        Page visitor = browser.visitor(Look.DESKTOP);
        for (String path : List.of("/reportdesk/rules", "/reportdesk/rules/area", "/reportdesk/rules/categories/new")) {
            String html = http.perform(get(path).with(user(people.administrator())))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
            visitor.route(
                    "**" + path,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html;charset=UTF-8")
                            .setBody(html)));
            for (int width : List.of(1280, 320)) {
                visitor.setViewportSize(width, 900);
                visitor.navigate(path);
                assertThat(visitor.locator("h1")).isVisible();
                browser.assertAccessible(visitor);
            }
        }
    }

    private void theQueueIsWalkedByKeyboard(Page desk) {
        desk.navigate("/reportdesk?show=UNREVIEWED");
        Locator first = desk.locator("tbody th a").first();
        assertThat(first).isVisible();
        browser.assertAccessible(desk);
        first.focus();
        desk.keyboard().press("x");
        assertThat(desk.locator("tbody input[type=checkbox]").first()).isChecked();
        desk.navigate("/reportdesk?reports-q=" + words);
        assertThat(desk.locator("tbody tr")).hasCount(1);
        desk.locator("tbody th a").focus();
        desk.keyboard().press("Enter");
        assertThat(desk.locator("h1")).containsText("Meldung " + number + ": Illegaler Müll");
        assertThat(desk.locator("main")).containsText("Wer Meldet");
        browser.assertAccessible(desk);
    }

    private void thePhotoIsPixelatedByMouse(Page desk) throws IOException {
        desk.getByText("prüfen und verpixeln").click();
        Locator picture = desk.locator(".sk-pixelate__picture");
        picture.scrollIntoViewIfNeeded();
        BoundingBox box = Objects.requireNonNull(picture.boundingBox());
        desk.mouse().move(box.x + box.width * 0.25, box.y + 1);
        desk.mouse().down();
        desk.mouse().move(box.x + box.width * 0.5, box.y + box.height * 0.5);
        desk.mouse().move(box.x + box.width * 0.75, box.y + box.height - 1);
        desk.mouse().up();
        assertThat(Double.parseDouble(desk.inputValue("#left1"))).isBetween(24.0, 26.0);
        assertThat(Double.parseDouble(desk.inputValue("#width1"))).isBetween(48.0, 52.0);
        assertThat(desk.inputValue("#left2")).isEmpty();
        assertThat(desk.locator(".sk-pixelate__box").first()).isVisible();
        desk.fill("#left2", "1");
        desk.getByText("Stelle 2 leeren").click();
        assertThat(desk.locator("#left2")).hasValue("");
        browser.assertAccessible(desk);

        desk.getByText("Vorschau").click();
        assertThat(desk.getByAltText("Vorschau des verpixelten Fotos")).isVisible();
        browser.assertAccessible(desk);
        desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Freigeben"))
                .click();
        assertThat(desk.locator(".sk-alert")).containsText("Das Foto ist freigegeben");
        assertThat(isPixelated(released())).isTrue();
    }

    private void theTextIsReleasedWithoutTheName(Page desk) {
        assertThat(desk.locator("#released")).hasValue("Der Müll ist von Herrn Ungenannt. " + words);
        desk.fill("#released", "Müll am Zaun.");
        desk.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Freigeben").setExact(true))
                .click();
        assertThat(desk.locator("main p.kern-body--large")).containsText("Öffentlich");
    }

    private void everybodySeesTheReleasedPhotoOnly() throws IOException {
        Page visitor = browser.visitor(Look.DESKTOP);
        visitor.navigate("/reports/" + number);
        assertThat(visitor.locator("main")).containsText("Müll am Zaun.");
        assertThat(visitor.content()).doesNotContain("Ungenannt", words, "Wer Meldet", "wer@browser.example");
        assertThat(visitor.locator("main img.sk-photo")).hasCount(1);
        byte[] seen = visitor.request()
                .get(Objects.requireNonNull(visitor.locator("main img.sk-photo").getAttribute("src")))
                .body();
        assertThat(isPixelated(seen)).isTrue();
        assertThat(visitor.request()
                        .get("/reportdesk/" + number + "/photos/" + photo() + "/photo.jpg")
                        .headers())
                .doesNotContainEntry("content-type", "image/jpeg");
    }

    private void itIsHandedOverAndAnswered(Page desk) {
        desk.selectOption("#responsible", new SelectOption().setLabel("Browseramt"));
        desk.getByText("Weitergeben").click();
        assertThat(desk.locator("main dl")).containsText("Browseramt");
        desk.fill("#answer", "Wir räumen es weg.");
        desk.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Antworten").setExact(true))
                .click();
        assertThat(desk.locator("main ol")).containsText("Wir räumen es weg.");
    }

    private void workIsProposedDecidedDoneAndProven(Page desk) {
        desk.getByText("Arbeit vorschlagen").last().click();
        String proposal = Objects.requireNonNull(
                desk.locator("a[href*='/operations/proposals/']").getAttribute("href"));
        Page officer = browser.signedIn("leitung", TestPeople.PASSWORD);
        officer.navigate(proposal);
        officer.getByLabel("Hinfahren und beheben").check();
        officer.fill("#reason", "Das muss weg");
        officer.locator("form.sk-form button").first().click();
        assertThat(officer.locator("dl").first()).containsText("Hinfahren und beheben");

        Page crew = browser.signedIn("mannschaft", TestPeople.PASSWORD);
        crew.navigate("/operations/orders/" + order());
        crew.getByText("Beginnen").click();
        crew.locator(".sk-big").getByText("Erledigt").click();
        assertThat(crew.locator(".sk-alert").last()).containsText("Der Auftrag ist erledigt");
    }

    private void narrowPagesAreAccessible(Page desk) {
        desk.setViewportSize(320, 900);
        for (String path :
                List.of("", "/" + number, "/" + number + "/photos/" + photo(), "/new", "/statistics", "/templates")) {
            desk.navigate("/leicht/reportdesk" + path);
            browser.assertAccessible(desk);
        }
    }

    private long order() {
        return jdbc.sql("select order_id from report where id = :id")
                .param("id", number)
                .query((rs, n) -> rs.getLong(1))
                .single();
    }

    private long photo() {
        return jdbc.sql("select id from report_photo where report_id = :id")
                .param("id", number)
                .query((rs, n) -> rs.getLong(1))
                .single();
    }

    private byte[] released() {
        return jdbc.sql("select released from report_photo where id = :id")
                .param("id", photo())
                .query((rs, n) -> rs.getBytes(1))
                .single();
    }

    /** Red on the left and blue on the right met in the middle; there is a square of both now. */
    private static boolean isPixelated(byte[] jpeg) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        Color middle = new Color(picture.getRGB(picture.getWidth() / 2 - 8, picture.getHeight() / 2));
        return middle.getRed() > 40 && middle.getBlue() > 40;
    }

    private void forgetAreaAndDepartment() {
        jdbc.sql("delete from report_area where municipality_id = :here")
                .param("here", people.municipality())
                .update();
        jdbc.sql("delete from department where name = 'Browseramt'").update();
    }
}
