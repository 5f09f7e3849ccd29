package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import de.stadtkern.Stadtkern;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Every page of the program, found by its controllers: a new page is walked without a word here. A page whose address
 * holds a number is found by a link to it.
 */
final class PageWalk {

    private static final List<String> MORE = List.of("/nix", "/sign-in?error", "/suche?q=e", "/addresses?q=Bauhof");
    /**
     * What no link leads to: SignInIT and MailSignInTest look at the first three; the call is in the inbox, HofNightBrowserTest looks at it; of reports
     * ReportingBrowserTest looks at one and at what is opened by a form or a letter.
     */
    private static final Set<String> WITHOUT_LINK = Set.of(
            "/sign-in/second-factor",
            "/sign-in/mail/{token:[A-Za-z0-9_-]{43}}",
            "/welcome/{token}",
            "/winter/call-outs/{id:[0-9]{1,18}}",
            "/reports/{number:[0-9]{1,18}}",
            "/reports/new/sent",
            "/reports/confirm/{token:[A-Za-z0-9_-]{1,80}}",
            "/reports/unfollow/{token:[A-Za-z0-9_-]{1,80}}");

    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)");
    private static final int MOST_TABS = 400;
    private static final int TABS_AT_ONCE = 25;
    /** Notes what gets the focus from now on, and an empty text when nothing has it any more. */
    private static final String WATCH_FOCUS = """
        () => {
          document.activeElement.blur();
          window.focused = [];
          addEventListener("focusin", ({target}) => {
            const style = getComputedStyle(target);
            const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
            window.focused.push((ring ? "" : "invisible: ") + target.outerHTML.slice(0, 120));
          });
          addEventListener("focusout", ({relatedTarget}) => relatedTarget || window.focused.push(""));
        }\
        """;

    private final TestBrowser browser;
    private final List<Page> people;
    private final List<Stop> stops;

    /** People from the one who may least to the one who may most. */
    PageWalk(TestBrowser browser, URI town, List<Page> people) {
        this.browser = browser;
        this.people = people;
        this.stops = stops(town);
    }

    /** An address, and somebody who may open it. */
    record Stop(String address, Page person) {}

    void everyPageIsAccessible() {
        SoftAssertions.assertSoftly(softly -> stops.forEach(
                stop -> softly.check(() -> browser.assertAccessibleInEveryLanguage(stop.person(), stop.address()))));
    }

    /** The first tab reaches the skip link; every stop is visible; the end is reached. */
    void everyPageCanBeWalkedByKeyboard() {
        SoftAssertions.assertSoftly(softly ->
                stops.forEach(stop -> softly.check(() -> walk(stop.person(), stop.address()))));
    }

    private static void walk(Page page, String address) {
        page.navigate(address);
        boolean summary = page.locator("#errors").count() > 0;
        List<String> seen = focused(page);
        if (!summary) {
            assertThat(seen.getFirst()).as("first stop of %s", page.url()).contains("sk-skip");
        }
        assertThat(seen).as("focus on %s", page.url()).noneMatch(one -> one.startsWith("invisible"));
        assertThat(seen).as("a way out of %s", page.url()).contains("");
    }

    /** What has the focus, tab after tab, until nothing has it. */
    @SuppressWarnings("unchecked")
    private static List<String> focused(Page page) {
        page.evaluate(WATCH_FOCUS);
        List<String> seen;
        do {
            for (int tab = 0; tab < TABS_AT_ONCE; tab++) {
                page.keyboard().press("Tab");
            }
            seen = (List<String>) page.evaluate("window.focused");
        } while (!seen.contains("") && seen.size() < MOST_TABS);
        return seen;
    }

    private List<Stop> stops(URI town) {
        Map<PathPattern, Stop> found = new LinkedHashMap<>();
        Set<PathPattern> wanted = patterns();
        for (Page person : people) {
            for (String address : addresses(town, person, wanted)) {
                pageAt(address, wanted).ifPresent(pattern -> found.putIfAbsent(pattern, new Stop(address, person)));
            }
        }
        assertThat(found.keySet()).as("pages that are reached").isEqualTo(wanted);
        return Stream.concat(
                        found.values().stream(), MORE.stream().map(address -> new Stop(address, people.getFirst())))
                .toList();
    }

    /** One address of each page that this person may open: its own, or that of a link to it. */
    private static Set<String> addresses(URI town, Page person, Set<PathPattern> patterns) {
        Deque<String> open = new ArrayDeque<>(MORE);
        patterns.stream()
                .map(PathPattern::getPatternString)
                .filter(path -> !path.contains("{"))
                .forEach(open::add);
        Set<String> tried = new HashSet<>(open);
        Set<PathPattern> missing = new HashSet<>(patterns);
        Set<String> reached = new TreeSet<>();
        while (!open.isEmpty()) {
            String address = open.poll();
            html(person, town + address).ifPresent(html -> {
                pageAt(address, patterns).ifPresent(missing::remove);
                reached.add(address);
                LINK.matcher(html)
                        .results()
                        .map(link -> link.group(1).replace("&amp;", "&"))
                        .filter(link ->
                                pageAt(link, patterns).filter(missing::contains).isPresent())
                        .filter(tried::add)
                        .forEach(open::add);
            });
        }
        return reached;
    }

    private static Optional<String> html(Page person, String address) {
        APIResponse answer = person.context()
                .request()
                .get(
                        address,
                        RequestOptions.create().setHeader("Accept", "text/html").setMaxRedirects(0));
        return answer.status() == 200 ? Optional.of(answer.text()) : Optional.empty();
    }

    /** The page that answers there: the most specific that matches. */
    private static Optional<PathPattern> pageAt(String address, Set<PathPattern> patterns) {
        PathContainer path = PathContainer.parsePath(address.replaceAll("\\?.*", ""));
        return patterns.stream().filter(pattern -> pattern.matches(path)).min(Comparator.naturalOrder());
    }

    /** What the program's controllers answer with a page. */
    private static Set<PathPattern> patterns() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        Set<PathPattern> patterns = new TreeSet<>();
        scanner.findCandidateComponents(Stadtkern.class.getPackageName()).forEach(bean -> {
            try {
                Class<?> controller = Class.forName(bean.getBeanClassName());
                for (Method method : controller.getDeclaredMethods()) {
                    GetMapping get = AnnotatedElementUtils.findMergedAnnotation(method, GetMapping.class);
                    if (get != null && method.getReturnType() == ModelAndView.class) {
                        String pattern = prefix(controller) + path(get);
                        if (!WITHOUT_LINK.contains(pattern)) {
                            patterns.add(PathPatternParser.defaultInstance.parse(pattern));
                        }
                    }
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
        return patterns;
    }

    private static String prefix(Class<?> controller) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        return mapping == null || mapping.path().length == 0 ? "" : mapping.path()[0];
    }

    private static String path(GetMapping mapping) {
        return mapping.path().length == 0 ? "" : mapping.path()[mapping.path().length - 1];
    }
}
