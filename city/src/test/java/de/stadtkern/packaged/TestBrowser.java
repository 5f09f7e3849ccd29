package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/** A real browser. Errors on the console and requests to other hosts are failures; every page is looked at by axe. */
final class TestBrowser implements AutoCloseable {

    private static final Path PACKAGES = Path.of("node_modules").toAbsolutePath();
    private static final String AXE = """
            async (rules) => {
              const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
              return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join(" | "));
            }""";

    /* Longer than a busy machine stands still. */
    private static final double LONGEST_WAIT_MILLIS = 20_000;

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final Map<String, String> OTHER_LANGUAGES = Map.of("/en", "en", "/leicht", "de-x-leicht");

    private static final @Nullable String CHROMIUM = System.getenv("STADTKERN_CHROMIUM");
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(driver(CHROMIUM != null)));
    /** One for all tests of this run: each has contexts of its own in it. */
    private static @Nullable Browser chromium;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final URI town;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> allowed = new CopyOnWriteArrayList<>();
    private final String axe;

    TestBrowser(URI town) {
        PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MILLIS);
        this.town = town;
        this.axe = read(PACKAGES.resolve("axe-core/axe.min.js"));
    }

    private static Browser chromium() {
        if (chromium == null || !chromium.isConnected()) {
            BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
            if (CHROMIUM != null) {
                options.setExecutablePath(Path.of(CHROMIUM));
            }
            chromium = PLAYWRIGHT.chromium().launch(options);
        }
        return chromium;
    }

    /** How somebody looks at the town. */
    record Look(int width, ColorScheme colors, boolean javaScript) {

        static final Look DESKTOP = new Look(1280, ColorScheme.LIGHT, true);
    }

    /** A new visitor who has not signed in. */
    Page visitor(Look look) {
        BrowserContext context = chromium()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(town.toString())
                        .setViewportSize(look.width(), 900)
                        .setColorScheme(look.colors())
                        .setJavaScriptEnabled(look.javaScript())
                        .setAcceptDownloads(true));
        contexts.add(context);
        return watched(context.newPage());
    }

    /** A browser that remembers, in this folder, what it kept when it was closed; it may be asked where it is. */
    BrowserContext device(Path profile) {
        BrowserType.LaunchPersistentContextOptions options = new BrowserType.LaunchPersistentContextOptions()
                .setArgs(ARGUMENTS)
                .setBaseURL(town.toString())
                .setViewportSize(400, 900)
                .setPermissions(List.of("geolocation"));
        if (CHROMIUM != null) {
            options.setExecutablePath(Path.of(CHROMIUM));
        }
        BrowserContext context = PLAYWRIGHT.chromium().launchPersistentContext(profile, options);
        contexts.add(context);
        return context;
    }

    /** The page, whose errors and requests to other hosts are failures. */
    Page watched(Page page) {
        page.onConsoleMessage(message -> {
            boolean expected = message.text().contains("the server responded with a status of 4")
                    || message.text().contains("the server responded with a status of 503")
                    || message.text().contains("net::ERR_")
                    // The same said by htmx: the town was killed, or the page left, while a part of it was asked for.
                    || message.text().contains("Failed to fetch");
            if (message.type().equals("error") && !expected) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(town.toString())
                    && !request.url().startsWith("data:")
                    && allowed.stream().noneMatch(request.url()::startsWith)) {
                complaints.add("foreign request: " + request.url());
            }
        });
        return page;
    }

    /** A new visitor who has signed in. */
    Page signedIn(String login, String password) {
        Page page = visitor(Look.DESKTOP);
        signIn(page, login, password);
        return page;
    }

    static void signIn(Page page, String login, String password) {
        signIn(page, login, password, "^((?!/sign-in).)*$");
    }

    /** Signs in by password, and waits for an address that matches. */
    static void signIn(Page page, String login, String password, String then) {
        page.navigate("/sign-in");
        page.fill("#username", login);
        page.fill("#password", password);
        page.click("main form button");
        page.waitForURL(Pattern.compile(then));
    }

    /** Addresses that begin like this may be asked too. */
    void allow(String address) {
        allowed.add(address);
    }

    /** The page breaks no rule of WCAG 2.2 AA that a program can find, and does not scroll sideways. */
    void assertAccessible(Page page) {
        assertAxe(page, STANDARDS);
    }

    /** The colours of the page can be read, and it does not scroll sideways: what another look can break. */
    private void assertColors(Page page) {
        assertAxe(page, List.of("color-contrast"));
    }

    /**
     * The page at this address in every language. Axe looks at the whole German page once wide and light, once narrow
     * and dark, and at the colours in the other two looks. The other languages are the same elements with other words:
     * they name themselves, and no word makes the page scroll sideways.
     */
    void assertAccessibleInEveryLanguage(Page page, String address) {
        SoftAssertions.assertSoftly(softly -> {
            softly.check(() -> {
                open(page, address, "de");
                assertAccessible(page);
                look(page, 1280, ColorScheme.DARK);
                assertColors(page);
                look(page, 320, ColorScheme.DARK);
                assertAccessible(page);
                look(page, 320, ColorScheme.LIGHT);
                assertColors(page);
            });
            OTHER_LANGUAGES.forEach((prefix, language) -> softly.check(() -> {
                open(page, prefix + address, language);
                assertNoSidewaysScrolling(page);
                look(page, 320, ColorScheme.LIGHT);
                assertNoSidewaysScrolling(page);
            }));
        });
        look(page, 1280, ColorScheme.LIGHT);
    }

    private static void open(Page page, String address, String language) {
        look(page, 1280, ColorScheme.LIGHT);
        page.navigate(address);
        assertThat(page.getAttribute("html", "lang")).as(page.url()).isEqualTo(language);
    }

    private static void look(Page page, int width, ColorScheme colors) {
        page.setViewportSize(width, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
    }

    private void assertAxe(Page page, List<String> rules) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(axe);
        }
        assertThat((List<?>) page.evaluate(AXE, rules))
                .as("axe on %s", seen(page))
                .isEmpty();
        assertNoSidewaysScrolling(page);
    }

    private static void assertNoSidewaysScrolling(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("no sideways scrolling on %s", seen(page))
                .isEqualTo(true);
    }

    private static String seen(Page page) {
        return "%s at %s".formatted(page.url(), page.viewportSize().width);
    }

    void assertQuiet() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
    }

    /** Playwright's driver from the npm package: the bundled one takes half a minute to unpack. */
    private static Map<String, String> driver(boolean hasBrowser) {
        try {
            Path folder = Files.createTempDirectory("playwright-driver");
            Files.createSymbolicLink(folder.resolve("package"), PACKAGES.resolve("playwright-core"));
            System.setProperty("playwright.cli.dir", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_NODEJS_PATH", node());
        if (hasBrowser) {
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        }
        return environment;
    }

    private static String node() {
        @Nullable String path = System.getenv("PATH");
        return Stream.of(path == null ? new String[0] : path.split(":"))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node in the PATH: install Node.js 20 or newer"))
                .toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
