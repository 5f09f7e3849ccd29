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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    private final Playwright playwright;
    private final Browser browser;
    private final URI town;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> allowed = new CopyOnWriteArrayList<>();
    private final String axe;

    TestBrowser(URI town) {
        PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MILLIS);
        this.town = town;
        String chromium = System.getenv("STADTKERN_CHROMIUM");
        this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(driver(chromium != null)));
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
        if (chromium != null) {
            options.setExecutablePath(Path.of(chromium));
        }
        this.browser = playwright.chromium().launch(options);
        this.axe = read(PACKAGES.resolve("axe-core/axe.min.js"));
    }

    /** How somebody looks at the town. */
    record Look(int width, ColorScheme colors, boolean javaScript) {

        static final Look DESKTOP = new Look(1280, ColorScheme.LIGHT, true);
    }

    /** A new visitor who has not signed in. */
    Page visitor(Look look) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(town.toString())
                .setViewportSize(look.width(), 900)
                .setColorScheme(look.colors())
                .setJavaScriptEnabled(look.javaScript())
                .setAcceptDownloads(true));
        return watched(context.newPage());
    }

    /** A browser that remembers, in this folder, what it kept when it was closed; it may be asked where it is. */
    BrowserContext device(Path profile) {
        BrowserType.LaunchPersistentContextOptions options = new BrowserType.LaunchPersistentContextOptions()
                .setArgs(ARGUMENTS)
                .setBaseURL(town.toString())
                .setViewportSize(400, 900)
                .setPermissions(List.of("geolocation"));
        String chromium = System.getenv("STADTKERN_CHROMIUM");
        if (chromium != null) {
            options.setExecutablePath(Path.of(chromium));
        }
        return playwright.chromium().launchPersistentContext(profile, options);
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
    void assertColors(Page page) {
        assertAxe(page, List.of("color-contrast"));
    }

    private void assertAxe(Page page, List<String> rules) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(axe);
        }
        String seen = "%s at %s".formatted(page.url(), page.viewportSize().width);
        assertThat((List<?>) page.evaluate(AXE, rules)).as("axe on %s", seen).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("no sideways scrolling on %s", seen)
                .isEqualTo(true);
    }

    void assertQuiet() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        playwright.close();
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
