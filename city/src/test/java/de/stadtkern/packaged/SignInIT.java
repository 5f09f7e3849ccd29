package de.stadtkern.packaged;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import de.stadtkern.packaged.TestBrowser.Look;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every way to come in, in a real browser: one-time link, second factor, passkey, and a directory on this machine. */
class SignInIT {

    private static final String PASSWORD = "drei kleine kastanien";
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/welcome/\\S+)");
    /** Its sign-in page asks for it, and does not get it. */
    private static final String FONT_OF_THE_DIRECTORY = "http://fonts.googleapis.com/";

    private static MockOAuth2Server directory;
    private static Program town;
    private static TestBrowser browser;
    private static Path data;

    @BeforeAll
    static void startATownWithADirectory() throws Exception {
        directory = new MockOAuth2Server(OAuth2Config.Companion.fromJson("""
                {"interactiveLogin": true}"""));
        directory.start();
        data = Program.dataDirectory();
        town = start(0, "Neustadt");
        browser =
                new TestBrowser(URI.create("http://localhost:" + town.address().getPort()));
        browser.allow(directory.issuerUrl("rathaus").toString());
        browser.allow(FONT_OF_THE_DIRECTORY);
    }

    private static Program start(int port, String name) throws IOException {
        Path config =
                Files.writeString(data.resolve("town.properties"), """
                stadtkern.municipality=%s
                stadtkern.district=Landkreis Neuland
                spring.security.oauth2.client.registration.rathaus.client-name=Rathaus
                spring.security.oauth2.client.registration.rathaus.client-id=stadtkern
                spring.security.oauth2.client.registration.rathaus.client-secret=geheim
                spring.security.oauth2.client.registration.rathaus.scope=openid,profile
                spring.security.oauth2.client.registration.rathaus.redirect-uri={baseUrl}/login/oauth2/code/rathaus
                spring.security.oauth2.client.provider.rathaus.issuer-uri=%s
                stadtkern.directory.groups[0].group=bauhof
                stadtkern.directory.groups[0].municipality=Neustadt
                stadtkern.directory.groups[0].role=CREW
                """.formatted(name, directory.issuerUrl("rathaus")));
        return Program.start(
                Map.of(),
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString(),
                "--config",
                config.toString());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (town != null) {
            town.close();
        }
        directory.shutdown();
    }

    @Test
    void everyWayToComeInWorks() throws Exception {
        Page admin = browser.visitor(Look.DESKTOP);
        String secret = theFirstLinkLeadsToAPasswordAndASecondFactor(admin);
        everyPageOfTheAdministrationIsAccessible(admin);
        anApiKeyIsShownOnce(admin);
        aPasskeyIsAddedAndIsEnoughByItself(admin);
        thePasswordAsksForTheCode(secret);
        peopleOfTheDirectoryComeInWithTheRolesOfTheirGroups();
        anotherNameRenamesTheTown();
        browser.assertQuiet();
    }

    private String theFirstLinkLeadsToAPasswordAndASecondFactor(Page admin) throws Exception {
        Matcher link = LINK.matcher(town.output());
        assertThat(link.find()).as(town.output()).isTrue();
        admin.navigate(link.group(1));
        browser.assertAccessible(admin);
        admin.fill("#password", "Neustadt-2026!");
        admin.click("main button");
        assertThat(admin.locator("#errors")).containsText("Namen der Kommune");
        admin.fill("#password", PASSWORD);
        admin.click("main button");
        assertThat(admin).hasURL(Pattern.compile(".*/sign-in"));
        admin.fill("#username", "admin");
        admin.fill("#password", PASSWORD);
        admin.click("main form button");
        assertThat(admin).hasURL(Pattern.compile(".*/sign-in/second-factor"));
        browser.assertAccessible(admin);
        String secret = admin.locator("main code").innerText();
        admin.fill("#code", "000000");
        admin.click("main form button");
        assertThat(admin.locator("#errors")).containsText("Code stimmt nicht");
        admin.fill("#code", code(secret));
        admin.click("main form button");
        assertThat(admin.locator(".sk-codes li")).hasCount(10);
        browser.assertAccessible(admin);
        return secret;
    }

    private void everyPageOfTheAdministrationIsAccessible(Page admin) {
        for (String path : List.of(
                "/account",
                "/administration",
                "/administration/1/people",
                "/administration/1/people/1",
                "/administration/1/departments",
                "/administration/1/keys",
                "/administration/1/sharing",
                "/administration/1/audit",
                "/administration/2/municipalities")) {
            browser.assertAccessibleInEveryLanguage(admin, path);
        }
    }

    private void anApiKeyIsShownOnce(Page admin) {
        admin.navigate("/administration/1/keys");
        admin.fill("#name", "Wetterstation");
        admin.check("#scope-WRITE_OBSERVATIONS");
        admin.click("main form.sk-form button");
        String key = admin.locator("#secret").innerText();
        assertThat(key).startsWith("sk_");
        browser.assertAccessible(admin);
        admin.click("main p a");
        assertThat(admin.locator("main")).containsText("Wetterstation");
        assertThat(admin.locator("main")).not().containsText(key);
    }

    private void aPasskeyIsAddedAndIsEnoughByItself(Page admin) {
        CDPSession devTools = admin.context().newCDPSession(admin);
        devTools.send("WebAuthn.enable");
        JsonObject authenticator = new JsonObject();
        authenticator.addProperty("protocol", "ctap2");
        authenticator.addProperty("transport", "internal");
        authenticator.addProperty("hasResidentKey", true);
        authenticator.addProperty("hasUserVerification", true);
        authenticator.addProperty("isUserVerified", true);
        JsonObject options = new JsonObject();
        options.add("options", authenticator);
        devTools.send("WebAuthn.addVirtualAuthenticator", options);

        admin.navigate("/account");
        admin.getByText("Passkey hinzufügen").click();
        assertThat(admin.locator("form[action$='/passkeys/remove']")).hasCount(1);
        admin.getByText("Abmelden", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(admin).hasURL("http://localhost:" + town.address().getPort() + "/");
        admin.navigate("/sign-in");
        admin.getByText("Mit Passkey anmelden").click();
        assertThat(admin.locator(".sk-account")).containsText("Administration");
        admin.navigate("/administration");
        assertThat(admin.locator("h1")).containsText("Administration");

        admin.navigate("/account");
        admin.locator("form[action$='/passkeys/remove'] button").click();
        assertThat(admin.locator("form[action$='/passkeys/remove']")).hasCount(0);
    }

    private void thePasswordAsksForTheCode(String secret) throws Exception {
        Page again = browser.visitor(Look.DESKTOP);
        TestBrowser.signIn(again, "admin", PASSWORD, ".*/second-factor");
        browser.assertAccessible(again);
        again.navigate("/administration");
        assertThat(again).hasURL(Pattern.compile(".*/sign-in/second-factor"));
        again.fill("#code", nextCode(secret));
        again.click("main form button");
        again.navigate("/administration");
        assertThat(again.locator("h1")).containsText("Administration");
    }

    private void peopleOfTheDirectoryComeInWithTheRolesOfTheirGroups() {
        Page crew = throughTheDirectory(
                "4711", "{\"preferred_username\": \"bruno\", \"name\": \"Bruno Bauhof\", \"groups\": [\"bauhof\"]}");
        assertThat(crew.locator(".sk-account")).containsText("Bruno Bauhof");
        crew.navigate("/operations/orders");
        assertThat(crew.locator("h1")).containsText("Aufträge");

        Page stranger = throughTheDirectory("4712", "{\"preferred_username\": \"bruno\", \"groups\": [\"andere\"]}");
        assertThat(stranger.locator("#errors")).containsText("keine Rolle");
        browser.assertAccessible(stranger);

        Page namesake = throughTheDirectory("4713", "{\"preferred_username\": \"admin\", \"groups\": [\"bauhof\"]}");
        namesake.navigate("/administration");
        assertThat(namesake.locator("h1")).containsText("403");
    }

    private void anotherNameRenamesTheTown() throws IOException {
        int port = town.address().getPort();
        town.close();
        town = start(port, "Neuburg");
        assertThat(town.address()).hasPort(port);
        Page again = browser.visitor(Look.DESKTOP);
        again.navigate("/sign-in");
        assertThat(again.locator(".sk-brand")).containsText("Neuburg");
        assertThat(again.locator(".sk-brand")).not().containsText("Neustadt");
        assertThat(town.output()).doesNotContain("/welcome/");
    }

    private Page throughTheDirectory(String subject, String claims) {
        Page page = browser.visitor(Look.DESKTOP);
        page.route(FONT_OF_THE_DIRECTORY + "**", Route::abort);
        page.navigate("/sign-in");
        page.getByText("Anmelden mit Rathaus").click();
        page.fill("input[name=username]", subject);
        page.fill("textarea[name=claims]", claims);
        page.click("[type=submit]");
        page.waitForURL(
                url -> url.startsWith("http://localhost:" + town.address().getPort()));
        return page;
    }

    /** The code that an app shows now. */
    static String code(String secret) throws GeneralSecurityException {
        return code(secret, Instant.now().getEpochSecond() / 30);
    }

    /** The code of the step to come: the running one may have been used already. */
    private static String nextCode(String secret) throws GeneralSecurityException {
        return code(secret, Instant.now().getEpochSecond() / 30 + 1);
    }

    /** As an app computes it (RFC 6238). */
    private static String code(String secret, long step) throws GeneralSecurityException {
        byte[] key = new byte[20];
        for (int bit = 0; bit < 160; bit++) {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(secret.charAt(bit / 5));
            key[bit / 8] |= (byte) ((value >> 4 - bit % 5 & 1) << 7 - bit % 8);
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
        int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
        return "%06d".formatted(number % 1_000_000);
    }
}
