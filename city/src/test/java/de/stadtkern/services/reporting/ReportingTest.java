package de.stadtkern.services.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.reports.PublicReports;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportWork;
import de.stadtkern.kernel.reports.Reported;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.xml.sax.InputSource;

/** What citizens do on the pages, without account and with one. */
@TownTest
class ReportingTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    ApplicationContext program;

    @Autowired
    PublicReports publicly;

    @Autowired
    ReportWork work;

    private final String word = "wort" + UUID.randomUUID().toString().replace("-", "");
    private final Position place = Reported.somewhere();
    private Reported reported;

    @BeforeEach
    void fixture() {
        reported = new Reported(program);
    }

    @Test
    void inTwoStepsWithoutAccountAndADoublePressIsOneReport() throws Exception {
        assertThat(text(ask("/reports/new", null))).contains("Schritt 1 von 2", "Illegaler Müll", "Wo ist es?");
        String second = text(say("/reports/new/what", Map.of("category", "road", "lat", lat(), "lon", lon())));
        assertThat(second).contains("Schritt 2 von 2", "Straßenschaden");
        Map<String, String> form = form(second, "road", word);

        MockHttpServletResponse sent = send(form, Reported.photo(), "10.5.0.1", null);
        assertThat(sent.getRedirectedUrl()).isEqualTo("/reports/new/sent?token=" + form.get("token"));
        assertThat(send(form, null, "10.5.0.1", null).getRedirectedUrl()).isEqualTo(sent.getRedirectedUrl());

        long number = number();
        assertThat(text(ask("/reports/new/sent?token=" + form.get("token"), null)))
                .contains("Ihre Meldung hat die Nummer " + number, "Eine erste Antwort wollen wir bis");
        assertThat(count("select count(*) from report_photo where report_id = " + number))
                .isEqualTo(1);
        assertThat(ask("/reports/" + number, null).getStatus()).isEqualTo(404);
        assertThat(ask("/reports/new/sent?token=erfunden", null).getRedirectedUrl())
                .isEqualTo("/reports/new");
    }

    @Test
    void refusedInputKeepsWhatWasTyped() throws Exception {
        MockHttpServletResponse nothing = say("/reports/new/what", Map.of("category", "road", "where", ""));
        assertThat(nothing.getStatus()).isEqualTo(400);
        assertThat(text(nothing)).contains("Bitte sagen, wo es ist");
        MockHttpServletResponse vague = say("/reports/new/what", Map.of("category", "road", "where", word));
        assertThat(text(vague)).contains("Diesen Ort kennen wir nicht", "value=\"" + word + "\"");
        String second = text(say(
                "/reports/new/what", Map.of("category", "road", "where", word, "asked", word, "place", Where.WORDS)));
        assertThat(second).contains("Schritt 2 von 2", word);
        Map<String, String> form = new HashMap<>(form(second, "road", word));
        form.put("lat", "");
        form.put("lon", "");
        form.put("where", word);
        form.put("mail", "keine-adresse");
        MockHttpServletResponse refused = send(form, null, "10.5.0.2", null);
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(text(refused))
                .contains("„keine-adresse“ ist keine E-Mail-Adresse", ">" + word + "</textarea>", form.get("token"));
        form.put("mail", "");
        assertThat(send(form, "kein Foto".getBytes(StandardCharsets.UTF_8), "10.5.0.2", null)
                        .getStatus())
                .isEqualTo(400);
        assertThat(send(form, null, "10.5.0.2", null).getStatus()).isEqualTo(302);
        assertThat(count("select count(*) from report where pt is null and id = " + number()))
                .isEqualTo(1);
    }

    @Test
    void whatWasReportedNearByIsShownAndMeTooIsEnough() throws Exception {
        long known = reported.released("light", place, word);
        String second = text(say("/reports/new/what", Map.of("category", "light", "lat", lat(), "lon", lon())));
        assertThat(second).contains("Ist es eine davon?", word, "Ja, Meldung " + known);
        Map<String, String> vote = Map.of("voter", form(second, "light", word).get("token"));
        assertThat(say("/reports/" + known + "/me-too", vote).getRedirectedUrl())
                .isEqualTo("/reports/" + known);
        say("/reports/" + known + "/me-too", vote);
        assertThat(publicly.get(known).votes()).isEqualTo(1);
        assertThat(text(say("/reports/new/what", Map.of("category", "road", "lat", lat(), "lon", lon()))))
                .doesNotContain("Ist es eine davon?");
    }

    @Test
    void oneAddressCannotFloodTheTown() throws Exception {
        String second = text(say("/reports/new/what", Map.of("category", "other", "lat", lat(), "lon", lon())));
        Map<String, String> form = form(second, "other", word);
        for (int i = 0; i < 20; i++) {
            assertThat(send(form, null, "10.5.9.9", null).getStatus()).isEqualTo(302);
        }
        assertThat(send(form, null, "10.5.9.9", null).getStatus()).isEqualTo(503);
        assertThat(send(form, null, "10.5.9.8", null).getStatus()).isEqualTo(302);
    }

    @Test
    void everybodyFindsReleasedReportsInListMapFeedFilesAndSearch() throws Exception {
        long number = reported.released("waste", place, word + " <b>&\"");
        long other = reported.released("road", place, word);
        String filter = "category=waste&state=OPEN";
        assertThat(text(ask("/reports?reports-q=" + word + "&" + filter, null)))
                .contains("/reports/" + number, "Illegaler Müll", "Eingegangen")
                .doesNotContain("/reports/" + other);
        assertThat(text(ask("/reports/" + number, null))).contains(word + " &lt;b&gt;&amp;", "Betrifft mich auch");
        for (String path : new String[] {"reports.geojson", "open.geojson", "open.csv", "feed"}) {
            assertThat(text(ask("/reports/" + path + "?q=" + word + "&" + filter, null)))
                    .as(path)
                    .contains(Long.toString(number))
                    .doesNotContain("/reports/" + other);
        }
        String feed = text(ask("/reports/feed?q=" + word, null));
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(feed)))
                        .getElementsByTagName("entry")
                        .getLength())
                .isEqualTo(2);
        assertThat(ask("/reports/open.csv", null).getHeader("Link")).contains("dl-de/by-2-0", "license");
        assertThat(text(ask("/suche?q=" + word, null))).contains("/reports/" + number);
        assertThat(ask("/reports?state=UNSINN", null).getStatus()).isEqualTo(400);
        assertThat(text(ask("/reports/" + number, null, "/leicht"))).contains("Müll, der dort nicht hin gehört");
    }

    @Test
    void openingALinkChangesNothingAndAPressOfTheButtonDoes() throws Exception {
        long number = reported.released("green", place, word);
        String token = word;
        jdbc.sql("""
            insert into report_follower (report_id, municipality_id, mail, language, token, created_at)
            values (:number, :here, :mail, 'GERMAN', :token, now())\
            """)
                .param("number", number)
                .param("here", people.municipality())
                .param("mail", word + "@example.org")
                .param("token", token)
                .update();
        String confirmed =
                "select count(*) from report_follower where confirmed_at is not null and report_id = " + number;
        assertThat(text(ask("/reports/confirm/" + token, null))).contains("Meldung " + number + " folgen?");
        assertThat(count(confirmed)).isZero();
        say("/reports/confirm/" + token, Map.of());
        assertThat(count(confirmed)).isEqualTo(1);
        ask("/reports/unfollow/" + token, null);
        assertThat(count(confirmed)).isEqualTo(1);
        say("/reports/unfollow/" + token, Map.of());
        assertThat(count("select count(*) from report_follower where report_id = " + number))
                .isZero();
        assertThat(ask("/reports/unfollow/" + token, null).getStatus()).isEqualTo(404);
    }

    @Test
    void fromTheReportByTheOrderAndItsProofToTheCitizen() throws Exception {
        String second = text(say("/reports/new/what", Map.of("category", "bins", "lat", lat(), "lon", lon())));
        Map<String, String> form = new HashMap<>(form(second, "bins", word));
        form.put("follow", "true");
        assertThat(send(form, null, "10.5.0.7", people.citizen()).getStatus()).isEqualTo(302);
        long number = number();
        assertThat(text(ask("/reports/mine", people.citizen())))
                .contains("Meldung " + number, "Noch nicht geprüft", word);
        assertThat(ask("/reports/mine", null).getRedirectedUrl()).isEqualTo("/sign-in");

        long proposal = Reported.as(people.officer(), () -> work.propose(number));
        MockHttpServletResponse decided = perform(post("/operations/proposals/" + proposal)
                .param("headline", "Papierkörbe und Container")
                .param("measure", "reports.measure.repair")
                .param("reason", "muss weg")
                .with(user(people.officer())));
        assertThat(decided.getStatus()).as(text(decided)).isEqualTo(302);
        assertThat(state(number)).isEqualTo(State.IN_PROGRESS);

        long tour = count("""
            select t.id from dispatch_tour t join report r on r.order_id = t.order_id where r.id = %d\
            """.formatted(number));
        long crew = people.add("mannschaft", Role.CREW, people.municipality());
        Instant began = Instant.now().minusSeconds(600);
        MockHttpServletResponse driven = perform(post("/crew/tours/" + tour + "/events?person=" + crew)
                .content("[%s, %s]".formatted(event("START", began), event("FINISH", began.plusSeconds(300))))
                .contentType(MediaType.APPLICATION_JSON)
                .with(user(people.crew())));
        assertThat(driven.getStatus()).as(text(driven)).isEqualTo(200);

        assertThat(state(number)).isEqualTo(State.DONE);
        assertThat(count("select count(*) from report_note where text = 'Vor Ort erledigt.' and report_id = " + number))
                .isEqualTo(1);
        assertThat(text(ask("/inbox", people.citizen())))
                .contains("Meldung " + number + ": In Arbeit", "Meldung " + number + ": Erledigt. Vor Ort erledigt.");
        assertThat(count("select count(*) from proposal where proposal::text like '%" + word + "%'"))
                .as("the author's words stay in the report")
                .isZero();
    }

    private static String event(String kind, Instant at) {
        return "{\"id\": \"%s\", \"at\": \"%s\", \"kind\": \"%s\", \"stop\": null}"
                .formatted(UUID.randomUUID(), at, kind);
    }

    private State state(long number) {
        return State.valueOf(jdbc.sql("select state from report where id = " + number)
                .query(String.class)
                .single());
    }

    /** Of the report with the word of this test. */
    private long number() {
        return count("select id from report where description = '" + word + "'");
    }

    private Map<String, String> form(String second, String category, String description) {
        var token = TOKEN.matcher(second);
        assertThat(token.find()).isTrue();
        return Map.of(
                "token", token.group(1), "category", category, "lat", lat(), "lon", lon(), "description", description);
    }

    private MockHttpServletResponse send(
            Map<String, String> form, byte @Nullable [] photo, String address, @Nullable UserDetails who)
            throws Exception {
        var request = multipart("/reports/new");
        if (photo != null) {
            request.file(new MockMultipartFile("photo", "bild.jpg", "image/jpeg", photo));
        }
        form.forEach(request::param);
        request.with(changed -> {
            changed.setRemoteAddr(address);
            return changed;
        });
        if (who != null) {
            request.with(user(who));
        }
        return http.perform(request.with(csrf()).accept(MediaType.TEXT_HTML))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse say(String path, Map<String, String> fields) throws Exception {
        MockHttpServletRequestBuilder request = post(path);
        fields.forEach(request::param);
        return perform(request);
    }

    private MockHttpServletResponse ask(String path, @Nullable UserDetails who) throws Exception {
        return perform(who == null ? get(path) : get(path).with(user(who)));
    }

    private MockHttpServletResponse ask(String path, @Nullable UserDetails who, String language) throws Exception {
        return perform(get(language + path).contextPath("").servletPath(language + path));
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request.with(csrf()).accept(MediaType.TEXT_HTML, MediaType.ALL))
                .andReturn()
                .getResponse();
    }

    private static String text(MockHttpServletResponse answer) throws Exception {
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private String lat() {
        return Double.toString(place.lat());
    }

    private String lon() {
        return Double.toString(place.lon());
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
