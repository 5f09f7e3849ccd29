package de.stadtkern.services.reportdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.MailRoom;
import de.stadtkern.kernel.portal.PhotoFiles;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.reports.PublicReports;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportDesk;
import de.stadtkern.kernel.reports.ReportRules;
import de.stadtkern.kernel.reports.Responsible;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@TownTest
class ReportDeskTest {

    private static final String AREA = "48.70, 8.70\n48.70, 8.80\n48.80, 8.80\n48.80, 8.70";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    PublicReports publicly;

    @Autowired
    ReportDesk desk;

    @Autowired
    ReportRules rules;

    @Autowired
    ReportCategories categories;

    @Autowired
    Municipalities municipalities;

    @Autowired
    MailRoom mail;

    @Autowired
    Texts texts;

    @Autowired
    TransactionTemplate transaction;

    private final String words = "Schreibtisch-" + UUID.randomUUID();
    private UserDetails moderator;

    @BeforeEach
    void aTownWithAnArea() throws Exception {
        people.add("moderation", Role.MODERATOR, people.municipality());
        moderator = people.of("moderation");
        done("/reportdesk/rules/area", Map.of("course", AREA), people.administrator());
    }

    @AfterEach
    void noAreaAnyMore() throws Exception {
        done("/reportdesk/rules/area", Map.of("course", ""), people.administrator());
        SecurityContextHolder.clearContext();
    }

    @Test
    void aReportByPhoneIsReviewedAndPixelatedBeforeAnybodySeesIt() throws Exception {
        long number = enter(Map.of("channel", "PHONE", "name", "Anna Anruferin", "mail", "anna@schreibtisch.example"));
        assertThat(open("/reportdesk/" + number)).contains(words, "Anna Anruferin", "Telefon", "Noch nicht geprüft");
        assertThat(publicly.find(number)).isEmpty();
        long photo = photo(number);
        byte[] received = photoBytes(number, photo, moderator);
        assertThat(new String(received, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "GPS");

        String preview = act(
                        "/reportdesk/" + number + "/photos/" + photo + "/preview",
                        Map.of("left1", "0", "top1", "0", "width1", "100", "height1", "100,0"),
                        moderator)
                .getContentAsString();
        assertThat(preview).contains("data:image/jpeg;base64,");
        done(
                "/reportdesk/" + number + "/photos/" + photo + "/release",
                Map.of("left1", "25", "top1", "0", "width1", "50", "height1", "100"),
                moderator);
        done("/reportdesk/" + number + "/release", Map.of("released", "Eine Matratze liegt dort."), moderator);

        assertThat(publicly.get(number).text()).isEqualTo("Eine Matratze liegt dort.");
        assertThat(publicly.get(number).photos()).containsExactly(photo);
        BufferedImage shown =
                ImageIO.read(new ByteArrayInputStream(publicly.getPhoto(photo).jpeg()));
        Color middle = new Color(shown.getRGB(shown.getWidth() / 2, 20));
        assertThat(middle.getRed()).isBetween(60, 200);
        assertThat(middle.getBlue()).isBetween(60, 200);
        assertThat(jdbc.sql("select count(*) from report_photo where id = :id and received is not null")
                        .param("id", photo)
                        .query((rs, n) -> rs.getInt(1))
                        .single())
                .isZero();
        assertThat(open("/reportdesk/" + number)).contains("Öffentlich", "Foto " + photo + ": Öffentlich");
    }

    @Test
    void aPhotoThatIsNotToBeSeenIsDeleted() throws Exception {
        long number = enter(Map.of());
        long photo = photo(number);
        done("/reportdesk/" + number + "/photos/" + photo + "/block", Map.of(), moderator);

        assertThat(jdbc.sql("select received is null and released is null from report_photo where id = :id")
                        .param("id", photo)
                        .query((rs, n) -> rs.getBoolean(1))
                        .single())
                .isTrue();
        assertThat(open("/reportdesk/" + number + "/photos/" + photo)).contains("nichts davon aufbewahrt");
    }

    @Test
    void partsThatAreNoneAreRefusedWithWhatWasTyped() throws Exception {
        long number = enter(Map.of());
        MockHttpServletResponse refused = act(
                "/reportdesk/" + number + "/photos/" + photo(number) + "/release",
                Map.of("left2", "80", "top2", "1", "width2", "40", "height2", "5"),
                moderator);

        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains("Markieren Sie mindestens eine Stelle", "href=\"#left2\"", "value=\"80\"");
    }

    @Test
    void theQueueFindsWhatIsUnreviewedOverdueAndMine() throws Exception {
        long number = enter(Map.of());
        assertThat(open("/reportdesk?show=UNREVIEWED&reports-q=" + words)).contains("/reportdesk/" + number + "\"");
        assertThat(open("/reportdesk?show=OVERDUE&reports-q=" + words)).doesNotContain("/reportdesk/" + number + "\"");
        assertThat(open("/reportdesk?who=mine&reports-q=" + words)).doesNotContain("/reportdesk/" + number + "\"");
        assertThat(open("/reportdesk?who=nobody&reports-q=" + words)).contains("/reportdesk/" + number + "\"");
        assertThat(open("/reportdesk/map.geojson?reports-q=" + words)).contains("report-" + number);

        jdbc.sql("update report set answer_by = now() - interval '1 hour' where id = :id")
                .param("id", number)
                .update();
        String department = department();
        jdbc.sql("insert into department_member select :department, id from person where login = 'moderation'")
                .param("department", Long.valueOf(department.substring(1)))
                .update();
        done("/reportdesk/" + number + "/responsible", Map.of("responsible", department), moderator);

        assertThat(open("/reportdesk?show=OVERDUE&who=mine&reports-q=" + words))
                .contains("/reportdesk/" + number + "\"", "Antwort bis");
        assertThat(open("/")).contains("/reportdesk?show=OVERDUE");
        assertThat(open("/reportdesk?show=OVERDUE&state=DONE&reports-q=" + words))
                .doesNotContain("/reportdesk/" + number + "\"");
    }

    @Test
    void severalAreChangedAtOnceOrNone() throws Exception {
        long one = enter(Map.of());
        long two = enter(Map.of());
        String department = department();
        String numbers = one + "," + two;
        done(
                "/reportdesk",
                Map.of("number", numbers, "responsible", department, "state", "IN_PROGRESS", "answer", "Wir kommen."),
                moderator);
        for (long number : List.of(one, two)) {
            assertThat(state(number)).isEqualTo(State.IN_PROGRESS);
            assertThat(open("/reportdesk/" + number)).contains("Wir kommen.", "Amt " + words);
        }

        MockHttpServletResponse refused = act(
                "/reportdesk?reports-q=" + words,
                Map.of("number", numbers, "responsible", "nobody", "state", "NOT_POSSIBLE"),
                moderator);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains("aria-label=\"Meldung " + one + " auswählen\" checked");
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(state(one)).isEqualTo(State.IN_PROGRESS);
        assertThat(open("/reportdesk/" + one)).contains("Amt " + words);
        assertThat(act("/reportdesk", Map.of("state", "DONE"), moderator).getContentAsString(StandardCharsets.UTF_8))
                .contains("Keine Meldung ist ausgewählt");
        assertThat(act("/reportdesk", Map.of("number", numbers), moderator).getStatus())
                .isEqualTo(400);
    }

    @Test
    void answersFromTemplatesAreReadByEverybodyAndNotesByNobodyElse() throws Exception {
        long number = enter(Map.of());
        done("/reportdesk/" + number + "/release", Map.of("released", "Müll"), moderator);
        done(
                "/reportdesk/templates",
                Map.of("name", words, "text", "Der Bauhof ist unterwegs.", "state", "IN_PROGRESS"),
                people.administrator());
        long template = jdbc.sql("select id from reportdesk_template where name = :name")
                .param("name", words)
                .query((rs, n) -> rs.getLong(1))
                .single();
        assertThat(open("/reportdesk/" + number + "?template=" + template))
                .contains(">Der Bauhof ist unterwegs.</textarea>");

        done(
                "/reportdesk/" + number + "/answer",
                Map.of("answer", "Der Bauhof ist unterwegs.", "state", "IN_PROGRESS"),
                moderator);
        done("/reportdesk/" + number + "/note", Map.of("note", "Der ruft jede Woche an."), moderator);

        assertThat(publicly.listNotes(number).toString())
                .contains("Der Bauhof ist unterwegs.")
                .doesNotContain("jede Woche", "moderation");
        assertThat(open("/reportdesk/" + number)).contains("Der ruft jede Woche an.", "Test moderation");
        done("/reportdesk/templates/" + template + "/remove", Map.of(), people.administrator());
        assertThat(act("/reportdesk/templates", Map.of("name", "x", "text", "y"), moderator)
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void theSameReportNearByIsSuggestedMergedAndOpenedAgain() throws Exception {
        long first = enter(Map.of());
        long second = enter(Map.of());
        assertThat(open("/reportdesk/" + second)).contains("Mit Meldung " + first + " zusammenlegen");

        done("/reportdesk/" + second + "/merge", Map.of("into", Long.toString(first)), moderator);
        assertThat(state(second)).isEqualTo(State.DUPLICATE);
        assertThat(open("/reportdesk/" + second)).contains("Geht weiter in Meldung " + first);

        done("/reportdesk/" + second + "/reopen", Map.of("again", "Es ist doch eine andere."), moderator);
        assertThat(state(second)).isEqualTo(State.RECEIVED);
        MockHttpServletResponse refused =
                act("/reportdesk/" + second + "/merge", Map.of("into", "999999999"), moderator);
        assertThat(refused.getStatus()).isIn(400, 404);
    }

    @Test
    void workIsProposedAndTheProposalLinked() throws Exception {
        long number = enter(Map.of());
        done("/reportdesk/" + number + "/work", Map.of(), moderator);
        long proposal = jdbc.sql("select proposal_id from report where id = :id")
                .param("id", number)
                .query((rs, n) -> rs.getLong(1))
                .single();

        assertThat(open("/reportdesk/" + number)).contains("/operations/proposals/" + proposal, "Arbeit vorgeschlagen");
        jdbc.sql("update proposal set state = 'LAPSED' where id = :id")
                .param("id", proposal)
                .update();
    }

    @Test
    void aBodyOutsideGetsALetterWithoutWhoReportedIt() throws Exception {
        long number = enter(Map.of("name", "Anna Geheim", "mail", "anna@geheim.example"));
        done("/reportdesk/" + number + "/release", Map.of("released", "Wasser tritt aus."), moderator);
        String name = "Wasserwerk " + words;
        done(
                "/reportdesk/rules/bodies",
                Map.of("name", name, "mail", "Stoerung@wasser.example"),
                people.administrator());
        long body = rulesOf(moderator).listBodies(people.municipality()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
        HandOvers handOvers =
                new HandOvers(desk, rules, categories, municipalities, mail.letters(Clock.systemUTC()), texts);
        transaction.executeWithoutResult(
                status -> handOvers.handOver(number, new Responsible(null, body, ""), "Bitte bis Freitag."));

        String letter = jdbc.sql("select subject || text from notification_letter where address = :mail")
                .param("mail", "stoerung@wasser.example")
                .query((rs, n) -> rs.getString(1))
                .single();
        jdbc.sql("delete from notification_letter where address = 'stoerung@wasser.example'")
                .update();
        assertThat(letter)
                .contains("Wasser tritt aus.", "Bitte bis Freitag.", Long.toString(number))
                .doesNotContain("Anna", "geheim", words);
        assertThat(open("/reportdesk/" + number)).contains(name);
        jdbc.sql("update report set body_id = null where id = :id")
                .param("id", number)
                .update();
        jdbc.sql("delete from report_body where id = :id").param("id", body).update();
    }

    @Test
    void theRulesSayWhoIsResponsibleWhere() throws Exception {
        String department = department();
        long category = category();
        done(
                "/reportdesk/rules/duties",
                Map.of("category", Long.toString(category), "responsible", department, "course", AREA),
                people.administrator());
        long number = enter(Map.of());
        assertThat(open("/reportdesk/" + number)).contains("Amt " + words);
        long duty = jdbc.sql("select max(id) from report_duty")
                .query((rs, n) -> rs.getLong(1))
                .single();
        String shown = open("/reportdesk/rules", people.administrator());
        assertThat(shown).contains("Amt " + words, "gezeichnetes Gebiet");
        assertThat(open("/reportdesk/rules/map.geojson", people.administrator()))
                .contains("Polygon");
        done("/reportdesk/rules/duties/" + duty + "/remove", Map.of(), people.administrator());

        assertThat(act(
                                "/reportdesk/rules/duties",
                                Map.of("responsible", department, "course", "1, 1"),
                                people.administrator())
                        .getStatus())
                .isEqualTo(400);
        assertThat(act(
                                "/reportdesk/rules/duties",
                                Map.of("responsible", department, "course", "quer"),
                                people.administrator())
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void aCategoryHasNamesInThreeLanguagesAndDaysForItsDeadlines() throws Exception {
        String code = "tisch-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> fields = Map.of(
                "code",
                code,
                "german",
                "Kaputte Bank",
                "english",
                "Broken bench",
                "easy",
                "Bank ist kaputt",
                "keywords",
                "Sitz, Bank",
                "answerDays",
                "1",
                "solutionDays",
                "5",
                "similarMetres",
                "20",
                "active",
                "true");
        done("/reportdesk/rules/categories/new", fields, people.administrator());
        long id = categories.find(people.municipality(), code).orElseThrow().id();
        assertThat(open("/reportdesk/rules/categories/" + id, people.administrator()))
                .contains("Broken bench", "Sitz, Bank");
        assertThat(act("/reportdesk/rules/categories/new", fields, people.administrator())
                        .getStatus())
                .isEqualTo(409);

        Map<String, String> less = new HashMap<>(fields);
        less.remove("active");
        less.put("answerDays", "viele");
        assertThat(act("/reportdesk/rules/categories/" + id, less, people.administrator())
                        .getStatus())
                .isEqualTo(400);
        less.put("answerDays", "2");
        done("/reportdesk/rules/categories/" + id, less, people.administrator());
        assertThat(categories.get(id).active()).isFalse();
        assertThat(categories.get(id).targets().answerDays()).isEqualTo(2);
    }

    @Test
    void theStatisticsTellTimesInDays() throws Exception {
        long number = enter(Map.of());
        jdbc.sql("""
            update report set created_at = '2019-03-04 08:00Z', answered_at = '2019-03-06 20:00Z',
                closed_at = '2019-03-14 08:00Z', answer_by = '2019-03-05 08:00Z', solve_by = '2019-04-01 08:00Z'
            where id = :id\
            """).param("id", number).update();
        String csv = open("/reportdesk/statistics?first=2019-03-01&last=2019-03-31&months-csv=plain");

        assertThat(csv).contains("\"2019-03\",1,0,2.5,2.5,0,10.0,10.0,100");
        assertThat(open("/reportdesk/statistics?first=2019-03-01&last=2019-03-31"))
                .contains("1 Meldungen, davon 0 offen", "Stadtteil nicht bekannt");
        assertThat(open("/reportdesk/statistics?first=gestern")).contains("ist kein Tag");
    }

    @Test
    void othersLearnNothing() throws Exception {
        long number = enter(Map.of());
        long photo = photo(number);
        for (String path : List.of("", "/photos/" + photo, "/photos/" + photo + "/photo.jpg", "/map.geojson")) {
            String address = "/reportdesk/" + number + path;
            assertThat(answer(address, people.foreignOfficer()).getStatus()).isEqualTo(404);
            assertThat(answer(address, people.foreignAdministrator()).getStatus())
                    .isEqualTo(404);
            assertThat(answer(address, people.citizen()).getStatus()).isEqualTo(403);
            assertThat(answer(address, people.crew()).getStatus()).isEqualTo(403);
        }
        for (String action :
                List.of("release", "block", "answer", "note", "category", "responsible", "merge", "reopen", "work")) {
            Map<String, String> fields = Map.of(
                    "released",
                    "x",
                    "reason",
                    "x",
                    "answer",
                    "x",
                    "note",
                    "x",
                    "again",
                    "x",
                    "category",
                    Long.toString(category()),
                    "responsible",
                    "nobody",
                    "into",
                    "1");
            String address = "/reportdesk/" + number + "/" + action;
            assertThat(act(address, fields, people.foreignOfficer()).getStatus())
                    .as(action)
                    .isEqualTo(404);
            assertThat(act(address, fields, people.citizen()).getStatus())
                    .as(action)
                    .isEqualTo(403);
        }
        assertThat(act("/reportdesk", Map.of("number", Long.toString(number), "answer", "x"), people.foreignOfficer())
                        .getStatus())
                .isEqualTo(404);
        assertThat(open("/reportdesk?show=ALL&reports-q=" + words, people.foreignOfficer()))
                .doesNotContain("/reportdesk/" + number + "\"");
        assertThat(answer("/reportdesk/rules", moderator).getStatus()).isEqualTo(403);
        assertThat(answer("/reportdesk/statistics?municipality=" + people.municipality(), people.foreignOfficer())
                        .getStatus())
                .isEqualTo(404);
        assertThat(desk(moderator).listNotes(number)).isEmpty();
    }

    @Test
    void everyPageSpeaksThreeLanguages() throws Exception {
        long number = enter(Map.of());
        for (String path : List.of(
                "",
                "/new",
                "/statistics",
                "/templates",
                "/rules",
                "/rules/area",
                "/rules/categories/new",
                "/" + number)) {
            for (String prefix : List.of("/en", "/leicht")) {
                String address = prefix + "/reportdesk" + path;
                assertThat(http.perform(get(address).servletPath(address).with(user(people.administrator())))
                                .andReturn()
                                .getResponse()
                                .getStatus())
                        .as(address)
                        .isEqualTo(200);
            }
        }
    }

    private long enter(Map<String, String> more) throws Exception {
        Map<String, String> fields = new HashMap<>(Map.of(
                "channel",
                "DESK",
                "category",
                Long.toString(category()),
                "place",
                "beim " + words,
                "lat",
                "48.75",
                "lon",
                "8,75",
                "description",
                "Sperrmüll " + words,
                "token",
                UUID.randomUUID().toString()));
        fields.putAll(more);
        byte[] file = PhotoFiles.withPlace(PhotoFiles.jpeg(400, 300), 1);
        var request = multipart("/reportdesk/new")
                .file(new MockMultipartFile("photo", file))
                .with(csrf())
                .with(user(moderator));
        fields.forEach((field, value) -> request.param(field, value));
        MockHttpServletResponse answer = http.perform(request).andReturn().getResponse();
        assertThat(answer.getStatus())
                .as(answer.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(302);
        String address = Objects.requireNonNull(answer.getRedirectedUrl());
        return Long.parseLong(address.substring(address.lastIndexOf('/') + 1));
    }

    private long category() {
        return categories.find(people.municipality(), "waste").orElseThrow().id();
    }

    /** Its key in the forms. */
    private String department() {
        return "d"
                + jdbc.sql("""
                    insert into department (municipality_id, name) values (:here, :name)
                    on conflict (municipality_id, name) do update set name = excluded.name returning id\
                    """)
                        .param("here", people.municipality())
                        .param("name", "Amt " + words)
                        .query((rs, n) -> rs.getLong(1))
                        .single();
    }

    private long photo(long number) {
        return jdbc.sql("select id from report_photo where report_id = :number")
                .param("number", number)
                .query((rs, n) -> rs.getLong(1))
                .single();
    }

    private byte[] photoBytes(long number, long photo, UserDetails by) throws Exception {
        return answer("/reportdesk/" + number + "/photos/" + photo + "/photo.jpg", by)
                .getContentAsByteArray();
    }

    private State state(long number) {
        return desk(moderator).get(number).state();
    }

    private ReportDesk desk(UserDetails by) {
        signIn(by);
        return desk;
    }

    private ReportRules rulesOf(UserDetails by) {
        signIn(by);
        return rules;
    }

    private static void signIn(UserDetails by) {
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(by, null, by.getAuthorities())));
    }

    private String open(String path) throws Exception {
        return open(path, moderator);
    }

    private String open(String path, UserDetails by) throws Exception {
        return answer(path, by).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse answer(String path, UserDetails by) throws Exception {
        return http.perform(get(path).with(user(by))).andReturn().getResponse();
    }

    private void done(String path, Map<String, String> fields, UserDetails by) throws Exception {
        MockHttpServletResponse answer = act(path, fields, by);
        assertThat(answer.getStatus())
                .as(answer.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(302);
    }

    private MockHttpServletResponse act(String path, Map<String, String> fields, UserDetails by) throws Exception {
        var request = post(path).with(csrf()).with(user(by));
        fields.forEach((field, value) -> request.param(field, value));
        return http.perform(request).andReturn().getResponse();
    }
}
