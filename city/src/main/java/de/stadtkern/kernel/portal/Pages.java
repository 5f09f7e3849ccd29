package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Makes the {@link Page} of a request. */
@Component
class Pages {

    private final Access access;
    private final List<NavigationEntry> navigation;
    private final Texts texts;
    private final Clock clock;
    private final Municipalities municipalities;
    private final PageFrame.Look.Source look;
    private final List<PageFrame.Link> footer;
    private final String version;

    Pages(
            Access access,
            List<NavigationEntry> navigation,
            Texts texts,
            Clock clock,
            Municipalities municipalities,
            PageFrame.Look.Source look,
            List<PageFrame.Link> footer,
            BuildProperties build) {
        this.access = access;
        this.navigation = navigation.stream()
                .sorted(Comparator.comparingInt(NavigationEntry::position))
                .toList();
        this.texts = texts;
        this.clock = clock;
        this.municipalities = municipalities;
        this.look = look;
        this.footer = footer;
        this.version = version(build);
    }

    Page of(HttpServletRequest request) {
        Person person = access.findPerson().orElse(null);
        Language language = LanguagePrefix.of(request);
        return new Page(
                language,
                path(request, language),
                query(request),
                Notices.of(request),
                person,
                navigation.stream()
                        .filter(entry -> isVisible(entry.permission(), person))
                        .toList(),
                (CsrfToken) request.getAttribute(CsrfToken.class.getName()),
                new PageFrame(texts, clock, municipalities.getFor(person).name(), version, look.look(), footer));
    }

    private static Map<String, String> query(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> decoded(pair.split("=", 2)[0]))
                        .distinct()
                        .filter(name -> request.getParameter(name) != null)
                        .collect(Collectors.toUnmodifiableMap(Function.identity(), request::getParameter));
    }

    private static String decoded(String name) {
        return UriUtils.decode(name, StandardCharsets.UTF_8);
    }

    /** Without language prefix; of the address that failed when this is the page of an error. */
    private static String path(HttpServletRequest request, Language language) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String address = failed instanceof String uri ? uri : request.getRequestURI();
        String path = address.startsWith(language.prefix())
                ? address.substring(language.prefix().length())
                : address;
        return path.isEmpty() ? "/" : path;
    }

    private static String version(BuildProperties build) {
        Instant built = build.getTime();
        return built == null ? "0" : Long.toString(built.getEpochSecond(), Character.MAX_RADIX);
    }

    private static boolean isVisible(@Nullable Permission needed, @Nullable Person person) {
        return needed == null
                || (person != null && !person.municipalitiesWith(needed).isEmpty());
    }
}
