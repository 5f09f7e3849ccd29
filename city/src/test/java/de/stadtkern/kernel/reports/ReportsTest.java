package de.stadtkern.kernel.reports;

import static de.stadtkern.kernel.reports.Reported.as;
import static de.stadtkern.kernel.reports.Reported.moved;
import static de.stadtkern.kernel.reports.Reported.somewhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.Letters;
import de.stadtkern.kernel.notifications.MailRoom;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.Report.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the report to the end: taken once, public when released, near by the metre, forgotten in time. */
@TownTest
class ReportsTest {

    @Autowired
    ApplicationContext program;

    @Autowired
    Reports reports;

    @Autowired
    PublicReports publicly;

    @Autowired
    ReportDesk desk;

    @Autowired
    ReportModeration moderation;

    @Autowired
    ReportRules rules;

    @Autowired
    ReportSettings settings;

    @Autowired
    Letters letters;

    @Autowired
    MailRoom room;

    @Autowired
    TestPeople people;

    @Autowired
    People accounts;

    @Autowired
    JdbcClient jdbc;

    private final String word = "wort-" + UUID.randomUUID();
    private Reported reported;

    @BeforeEach
    void fixture() {
        reported = new Reported(program);
    }

    @Test
    void aRadiusIsInMetresInEveryDirection() {
        Position middle = somewhere();
        long near = reported.released("light", moved(middle, 10, 0), word);
        long east = reported.released("light", moved(middle, 46, 0), word);
        long north = reported.released("light", moved(middle, 0, -49), word);
        long beyond = reported.released("light", moved(middle, 37, 37), word);
        long far = reported.released("light", moved(middle, 0, 500), word);

        assertThat(around(middle, 50)).containsExactly(near, east, north);
        assertThat(around(middle, 54)).containsExactly(near, east, north, beyond);
        assertThat(around(middle, 499)).doesNotContain(far);
        assertThat(around(middle, 501)).endsWith(far);
        assertThat(publicly.count(PublicQuery.all().around(middle, 501))).isEqualTo(5);
    }

    @Test
    void theSameFormSentAtOnceFromSeveralSidesIsOneReport() throws Exception {
        NewReport wish = reported.wish("road", somewhere(), word, List.of(Reported.photo()));
        try (var senders = Executors.newFixedThreadPool(4)) {
            Callable<Long> send = () -> reports.submit(wish);
            assertThat(senders.invokeAll(List.of(send, send, send, send)))
                    .extracting(sent -> sent.get())
                    .containsOnly(reports.submit(wish));
        }
        assertThat(count("select count(*) from report where description = '" + word + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from report_photo p join report r on r.id = p.report_id where description = '"
                        + word + "'"))
                .isEqualTo(1);
    }

    @Test
    void nothingIsPublicBeforeItIsReleasedAndThenOnlyWhatWasReleased() {
        Position place = somewhere();
        long number = reports.submit(reported.wish("waste", place, word + " Frau Geheim", List.of(Reported.photo())));
        long photo = count("select id from report_photo where report_id = " + number);
        byte[] received = staff(() -> moderation.read(photo));
        assertThat(publicly.find(number)).isEmpty();

        staff(() -> moderation.release(number, word + " [Name entfernt]"));
        PublicReport shown = publicly.get(number);
        assertThat(shown.text()).isEqualTo(word + " [Name entfernt]");
        assertThat(shown.photos()).isEmpty();
        assertThatThrownBy(() -> publicly.getPhoto(photo)).isInstanceOf(Refusal.class);
        assertThat(staff(() -> desk.get(number)).description()).endsWith("Frau Geheim");

        staff(() -> moderation.releasePhoto(photo, Reported.photo()));
        assertThat(publicly.get(number).photos()).containsExactly(photo);
        assertThat(publicly.getPhoto(photo).jpeg()).isNotEqualTo(received);
        assertThat(count("select count(*) from report_photo where received is not null and id = " + photo))
                .isZero();

        staff(() -> desk.note(number, "nur intern"));
        staff(() -> moderation.block(number, "Beleidigung"));
        assertThat(publicly.find(number)).isEmpty();
        assertThat(publicly.listNotes(number)).isEmpty();
        assertThatThrownBy(() -> publicly.getPhoto(photo)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> reports.meToo(number, "x")).isInstanceOf(Refusal.class);
    }

    @Test
    void similarIsOfTheSameKindNearReleasedAndNotLongClosed() {
        Position place = somewhere();
        long open = reported.released("light", moved(place, 20, 0), word);
        reported.pending("light", moved(place, 5, 0), word);
        reported.released("road", moved(place, 5, 0), word);
        reported.released("light", moved(place, 30, 0), word);
        long closed = reported.released("light", moved(place, 10, 0), word);
        long old = reported.released("light", moved(place, 11, 0), word);
        staff(() -> desk.answer(closed, State.DONE, ""));
        staff(() -> desk.answer(old, State.DONE, ""));
        jdbc.sql("update report set closed_at = closed_at - interval '40 days' where id = " + old)
                .update();

        assertThat(publicly.listSimilar(reported.category("light").id(), place))
                .extracting(PublicReport::number)
                .containsExactly(closed, open);
        assertThat(publicly.listSimilar(reported.category("other").id(), place)).isEmpty();
    }

    @Test
    void eachVoterCountsOnce() {
        long number = reported.released("green", somewhere(), word);
        reports.meToo(number, word);
        reports.meToo(number, word);
        reports.meToo(number, word + "2");
        assertThat(publicly.get(number).votes()).isEqualTo(2);
    }

    @Test
    void onTheBorderIsInsideAndBeyondItIsRefused() {
        Position corner = somewhere();
        List<Position> rim = List.of(corner, moved(corner, 1000, 0), moved(corner, 1000, 1000), moved(corner, 0, 1000));
        long there = people.foreignMunicipality();
        as(people.foreignAdministrator(), () -> {
            rules.setArea(there, rim);
            return "";
        });
        try {
            assertThat(rules.isInside(there, corner)).isTrue();
            assertThat(rules.isInside(there, moved(corner, 999, 500))).isTrue();
            assertThat(rules.isInside(there, moved(corner, 1002, 500))).isFalse();
            assertThat(rules.findMunicipality(moved(corner, 500, 500))
                            .orElseThrow()
                            .id())
                    .isEqualTo(there);
            assertThatThrownBy(() -> as(people.officer(), () -> {
                        rules.setArea(people.municipality(), rim);
                        return "";
                    }))
                    .isInstanceOf(Refusal.class);
        } finally {
            as(people.foreignAdministrator(), () -> {
                rules.setArea(there, List.of());
                return "";
            });
        }
    }

    @Test
    void theMostSpecialDutyHolds() {
        Position corner = somewhere();
        long town = department("Stadt");
        long quarter = department("Viertel");
        long lights = department("Licht");
        long category = reported.category("light").id();
        duty(null, List.of(), town);
        duty(null, List.of(corner, moved(corner, 100, 0), moved(corner, 100, 100), moved(corner, 0, 100)), quarter);
        long inside = reported.pending("road", moved(corner, 50, 50), word);
        long outside = reported.pending("road", moved(corner, 500, 50), word);
        long inWords = reports.submit(reported.wish("road", null, word, List.of()));
        duty(category, List.of(), lights);
        long light = reported.pending("light", moved(corner, 50, 50), word);

        assertThat(responsible(inside)).isEqualTo(quarter);
        assertThat(responsible(outside)).isEqualTo(town);
        assertThat(responsible(inWords)).isEqualTo(town);
        assertThat(responsible(light)).isEqualTo(lights);
        staff(() -> desk.changeCategory(light, reported.category("road").id()));
        assertThat(responsible(light)).isEqualTo(quarter);
        jdbc.sql("delete from department where id in (%d, %d, %d)".formatted(town, quarter, lights))
                .update();
        assertThat(staff(() -> desk.get(inside)).responsible()).isEqualTo(Responsible.NOBODY);
    }

    @Test
    void mergedGoesOnInTheOtherAndReopenedByItself() {
        long one = reported.released("bins", somewhere(), word);
        long other = reported.released("bins", somewhere(), word);
        reports.meToo(one, word);
        staff(() -> desk.merge(one, other));

        assertThat(publicly.get(one).state()).isEqualTo(State.DUPLICATE);
        assertThat(publicly.get(one).mergedInto()).isEqualTo(other);
        assertThat(publicly.get(other).votes()).isEqualTo(2);
        assertThatThrownBy(() -> staff(() -> desk.merge(other, one))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> staff(() -> desk.merge(other, other))).isInstanceOf(Refusal.class);

        staff(() -> desk.reopen(one, "Doch etwas anderes"));
        assertThat(publicly.get(one)).satisfies(open -> {
            assertThat(open.state()).isEqualTo(State.RECEIVED);
            assertThat(open.mergedInto()).isNull();
            assertThat(open.closedAt()).isNull();
        });
        assertThat(publicly.listNotes(one)).extracting(PublicNote::text).containsExactly("", "Doch etwas anderes");
    }

    @Test
    void whoMayNotHandleReportsIsRefused() {
        long number = reported.pending("signs", somewhere(), word);
        for (var stranger : List.of(people.foreignOfficer(), people.citizen(), people.crew())) {
            assertThatThrownBy(() -> as(stranger, () -> desk.get(number))).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> as(stranger, () -> {
                        moderation.release(number, "frei");
                        return "";
                    }))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(as(people.administrator(), () -> desk.get(number)).description())
                .isEqualTo(word);
    }

    @Test
    void theAuthorIsForgottenInTimeAndWhatWasReleasedStays() {
        NewReport plain = reported.wish("playground", somewhere(), word, List.of(Reported.photo()));
        long number = reports.submit(new NewReport(
                plain.municipalityId(),
                plain.categoryId(),
                plain.position(),
                word,
                word,
                plain.photos(),
                Map.of(),
                new Report.Author(word + "@Example.ORG", word, null),
                Report.Channel.PHONE,
                plain.clientToken()));
        staff(() -> moderation.release(number, "Schaukel kaputt"));
        staff(() -> desk.note(number, word));
        staff(() -> desk.answer(number, State.DONE, "Repariert."));
        assertThat(staff(() -> desk.get(number)).author().mail()).isEqualTo(word + "@example.org");

        forget(settings.eraseAfter().minus(Duration.ofMinutes(5)));
        assertThat(staff(() -> desk.get(number)).description()).isEqualTo(word);
        forget(settings.eraseAfter().plus(Duration.ofMinutes(5)));

        assertThat(count("select count(*) from report r where r::text like '%" + word + "%'"))
                .isZero();
        assertThat(count("select count(*) from report_note n where n::text like '%" + word + "%'"))
                .isZero();
        assertThat(count("select count(*) from report_photo where received is not null and report_id = " + number))
                .isZero();
        assertThat(publicly.get(number).text()).isEqualTo("Schaukel kaputt");
        assertThat(publicly.listNotes(number)).extracting(PublicNote::text).containsExactly("Repariert.");
    }

    @Test
    void whoFollowsByMailConfirmsFirstAndNeverReadsWhatWasNotReleased() {
        ReportFollowers followers = new ReportFollowers(
                program.getBean(FollowerRows.class),
                program.getBean(ReportRows.class),
                publicly,
                program.getBean(Notifications.class),
                room.letters(Clock.systemUTC()),
                program.getBean(Texts.class),
                program.getBean(PublicAddress.class),
                program.getBeanProvider(ReportLinks.class),
                program.getBean(Access.class),
                Clock.systemUTC());
        String mail = word + "@example.org";
        long number = reported.pending("bins", somewhere(), word + " Frau Geheim");
        assertThatThrownBy(() -> followers.followByMail(number, mail, Language.GERMAN))
                .as("of what is not public nobody hears")
                .isInstanceOf(Refusal.class);
        staff(() -> moderation.release(number, "Papierkorb voll"));
        followers.followByMail(number, mail.toUpperCase(Locale.ROOT), Language.GERMAN);
        followers.followByMail(number, mail, Language.ENGLISH);
        assertThat(letters(mail)).singleElement().asString().contains("/reports/confirm/");

        Report report = program.getBean(ReportRows.class).get(number);
        followers.tell(report, "Morgen.");
        assertThat(letters(mail)).hasSize(1);
        followers.confirm(jdbc.sql("select token from report_follower where mail = :mail")
                .param("mail", mail)
                .query(String.class)
                .single());
        followers.tell(report, "Morgen.");
        assertThat(letters(mail))
                .hasSize(2)
                .last()
                .asString()
                .satisfies(letter -> assertThat(letter)
                        .contains("Morgen.", "/reports/" + number, "/reports/unfollow/")
                        .doesNotContain(word + " Frau", "Geheim"));
        room.letters(Clock.systemUTC()).forget(mail);
    }

    private List<String> letters(String mail) {
        return jdbc.sql("select l::text from notification_letter l where l::text like :mail order by id")
                .param("mail", "%" + mail + "%")
                .query((rs, n) -> rs.getString(1))
                .list();
    }

    private void forget(Duration after) {
        new ReportForgetting(
                        jdbc,
                        accounts,
                        letters,
                        settings,
                        Clock.fixed(Instant.now().plus(after), ZoneOffset.UTC))
                .forgetWhatIsOver();
    }

    private List<Long> around(Position middle, double metres) {
        return publicly.list(PublicQuery.all().around(middle, metres), 100, 0).stream()
                .map(PublicReport::number)
                .toList();
    }

    private @Nullable Long responsible(long number) {
        return staff(() -> desk.get(number)).responsible().departmentId();
    }

    private long department(String name) {
        return count("insert into department (municipality_id, name) values (%d, '%s %s') returning id"
                .formatted(people.municipality(), name, word));
    }

    private void duty(@Nullable Long category, List<Position> rim, long department) {
        as(people.administrator(), () -> {
            rules.addDuty(
                    new ReportDuty(0, people.municipality(), category, rim, new Responsible(department, null, "Amt")));
            return "";
        });
    }

    private <T> T staff(Supplier<T> work) {
        return as(people.officer(), work);
    }

    private void staff(Runnable work) {
        as(people.officer(), () -> {
            work.run();
            return "";
        });
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
