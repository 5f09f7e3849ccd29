package de.stadtkern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.reports.NewReport;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportDesk;
import de.stadtkern.kernel.reports.ReportModeration;
import de.stadtkern.kernel.reports.Reported;
import de.stadtkern.kernel.reports.Reports;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Walks every GET route of the running program in every language and format, as nobody and as a citizen, while the town
 * has reports that nobody has released, that are blocked, censored and released: what was not released is nowhere, also not
 * in what people are told, and not any more where it was before.
 */
@TownTest
class PublicReportsWalkTest {

    private static final List<String> LANGUAGES = List.of("", "/en", "/leicht");
    private static final List<String> FORMATS = List.of(
            MediaType.TEXT_HTML_VALUE,
            MediaType.APPLICATION_JSON_VALUE,
            MediaType.APPLICATION_XML_VALUE,
            "application/geo+json",
            "text/csv",
            MediaType.APPLICATION_ATOM_XML_VALUE);
    private static final Pattern ONE_REPORT = Pattern.compile("/reports/\\d");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::(?:[^{}]|\\{[^{}]*})*)?}");

    @Autowired
    MockMvc http;

    @Autowired
    ApplicationContext program;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Reports reports;

    @Autowired
    ReportDesk desk;

    @Autowired
    ReportModeration moderation;

    /** Stands in what is released, so that the walk would see the rest too. */
    private final String open = word("offen");

    /** Stands in everything that is not. */
    private final String secret = word("geheim");

    private final Position place = Reported.somewhere();
    private final List<Long> numbers = new ArrayList<>();
    private final List<byte[]> secretPhotos = new ArrayList<>();
    private final List<Long> photoIds = new ArrayList<>();
    private final Map<String, String> seen = new LinkedHashMap<>();
    private Reported reported;

    @BeforeEach
    void report() {
        reported = new Reported(program);
        long pending = submit(secret);
        long blocked = submit(secret);
        long censored = submit(open + " " + secret);
        long released = submit(open);
        long blockedLater = submit(open + " " + secret);
        long hiddenCategory = submit(secret);
        staff(() -> moderation.block(blocked, secret));
        staff(() -> moderation.release(censored, open));
        staff(() -> moderation.release(released, open));
        staff(() -> moderation.release(blockedLater, open + " " + secret));
        staff(() -> moderation.release(hiddenCategory, secret));
        jdbc.sql("""
            insert into report_category (municipality_id, code, grouping, name_de, name_en, name_leicht, keywords, active,
                in_public, similar_metres, answer_days, solution_days, needs_work)
            values (:here, :code, '', :code, :code, :code, '{}', false, false, 50, 1, 1, false)\
            """)
                .param("here", people.municipality())
                .param("code", word("intern"))
                .update();
        jdbc.sql("update report set category_id = (select max(id) from report_category) where id = :id")
                .param("id", hiddenCategory)
                .update();
        for (long number : List.of(pending, blocked, censored, released, blockedLater)) {
            staff(() -> desk.note(number, secret));
        }
        for (long photo : photos(blocked)) {
            staff(() -> moderation.releasePhoto(photo, photo(secretPhotos)));
        }
        staff(() -> moderation.releasePhoto(photos(released).getFirst(), Reported.photo()));
        staff(() -> moderation.blockPhoto(photos(censored).getFirst()));
        routes().stream()
                .filter(PublicReportsWalkTest::isOfReports)
                .forEach(route -> addresses(route).forEach(address -> ask(null, address, MediaType.TEXT_HTML_VALUE)));
        staff(() -> moderation.block(blockedLater, "doch nicht"));
        staff(() -> desk.answer(pending, State.IN_PROGRESS, ""));
        staff(() -> desk.answer(released, State.DONE, "Erledigt."));
    }

    @Test
    void whatWasNotReleasedIsNowhere() {
        walk("nobody", null);
        walk("a citizen", people.citizen());

        assertThat(seen.values()).as("pages on which released words were seen").hasSizeGreaterThan(8);
        assertThat(seen.keySet().toString())
                .contains("/reports/feed", "/reports/open.csv", "/reports/open.geojson", "/suche");
        for (String table : List.of("notification", "notification_letter")) {
            assertThat(jdbc.sql("select count(*) from " + table + " t where t::text like :word")
                            .param("word", "%" + secret + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    /** What is about reports in every language and format; all else in every language as a page, and as JSON. */
    private void walk(String who, @Nullable UserDetails person) {
        for (String route : routes()) {
            for (String address : addresses(route)) {
                for (String language : LANGUAGES) {
                    List<String> formats =
                            isOfReports(route) ? FORMATS : FORMATS.subList(0, language.isEmpty() ? 2 : 1);
                    formats.forEach(format -> look(who, person, language + address, format));
                }
            }
        }
    }

    private void look(String who, @Nullable UserDetails person, String address, String format) {
        byte[] answer = ask(person, address, format);
        String text = new String(answer, StandardCharsets.UTF_8);
        assertThat(text).as("%s asks %s as %s", who, address, format).doesNotContain(secret);
        for (byte[] photo : secretPhotos) {
            assertThat(Arrays.equals(answer, photo)).as("photo at %s", address).isFalse();
        }
        if (address.contains(part()) && !ONE_REPORT.matcher(address).find()) {
            assertThat(text).as("what %s finds", address).doesNotContain("/reports/" + numbers.getFirst() + "\"");
        }
        if (text.contains(open)) {
            seen.put(address, format);
        }
    }

    private byte[] ask(@Nullable UserDetails person, String address, String format) {
        try {
            URI uri = URI.create(address);
            var request = get(uri).servletPath(uri.getRawPath().replaceAll("/$", ""))
                    .accept(MediaType.parseMediaType(format), MediaType.ALL);
            return http.perform(person == null ? request : request.with(user(person)))
                    .andReturn()
                    .getResponse()
                    .getContentAsByteArray();
        } catch (Exception e) {
            throw new AssertionError(address + " as " + format, e);
        }
    }

    private static boolean isOfReports(String route) {
        return route.startsWith("/reports") || route.contains("open311") || route.contains("georeport");
    }

    /** Finds the secret, and what repeats the question does not hold it. */
    private String part() {
        return secret.substring(0, secret.length() - 1);
    }

    /** With the number of each report in it, with the words of the search, and as it is. */
    private List<String> addresses(String route) {
        boolean ofReports = isOfReports(route);
        List<String> ids = ofReports
                ? (route.contains("photo") ? photoIds : numbers)
                        .stream().map(String::valueOf).toList()
                : List.of(String.valueOf(numbers.getFirst()));
        Stream<String> filled = VARIABLE.matcher(route).find()
                ? ids.stream().map(id -> VARIABLE.matcher(route).replaceAll(id))
                : Stream.of(route);
        return filled.map(path -> path.replace("(", "%28").replace(")", "%29").replace("/**", ""))
                .flatMap(path -> path.equals("/suche")
                        ? Stream.of("/suche?q=" + open, "/suche?q=" + part())
                        : ofReports
                                ? Stream.of(
                                        path,
                                        path + "?q=" + open + "&reports-q=" + open,
                                        path + "?q=" + part() + "&reports-q=" + part())
                                : Stream.of(path))
                .toList();
    }

    /** All that are read by GET, without streams that stay open. */
    private TreeSet<String> routes() {
        TreeSet<String> routes = new TreeSet<>();
        program.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().stream()
                        .filter(PublicReportsWalkTest::isRead)
                        .forEach(info -> routes.addAll(info.getPatternValues())));
        routes.remove("");
        routes.remove("/live");
        assertThat(routes).hasSizeGreaterThan(100);
        return routes;
    }

    private static boolean isRead(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(RequestMethod.GET);
    }

    private long submit(String words) {
        NewReport plain = reported.wish("light", place, words, List.of(Reported.photo()));
        long number = reports.submit(new NewReport(
                plain.municipalityId(),
                plain.categoryId(),
                place,
                secret,
                words,
                plain.photos(),
                Map.of(secret, secret),
                new Report.Author(secret + "@example.org", secret, null),
                plain.channel(),
                plain.clientToken()));
        numbers.add(number);
        photoIds.addAll(photos(number));
        secretPhotos.addAll(photos(number).stream()
                .map(photo -> Reported.as(people.officer(), () -> moderation.read(photo)))
                .toList());
        return number;
    }

    private List<Long> photos(long number) {
        return jdbc.sql("select id from report_photo where report_id = :number order by id")
                .param("number", number)
                .query((rs, n) -> rs.getLong(1))
                .list();
    }

    private static byte[] photo(List<byte[]> kept) {
        byte[] photo = Reported.photo();
        kept.add(photo);
        return photo;
    }

    private static String word(String begin) {
        return begin + UUID.randomUUID().toString().replace("-", "");
    }

    private void staff(Runnable work) {
        Reported.as(people.officer(), () -> {
            work.run();
            return "";
        });
    }
}
