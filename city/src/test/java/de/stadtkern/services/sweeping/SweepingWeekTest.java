package de.stadtkern.services.sweeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A week of sweeping in a town of its own, from the class to the fee, over the pages. */
@TownTest
class SweepingWeekTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Clock clock;

    @Autowired
    SweepingRetention retention;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String street = "Kehrgasse " + mark;
    private final String alley = "Einbahngasse " + mark;
    private final String sweepingClass = "K" + mark.substring(0, 6);
    private long town;
    private long twoWay;
    private long oneWay;
    private LocalDate monday;
    private UserDetails officer;
    private UserDetails crew;
    private UserDetails office;

    @BeforeEach
    void aTownWithTwoStreets() {
        town = jdbc.sql("""
            insert into municipality (key, name, kind) values (lower(:name), :name, 'MUNICIPALITY')
            returning id\
            """)
                .param("name", "Kehrstadt " + mark)
                .query(Long.class)
                .single();
        officer = somebody("kehr-leitung", Role.DUTY_OFFICER);
        crew = somebody("kehr-mannschaft", Role.CREW);
        office = somebody("kehr-amt", Role.ADMINISTRATOR);
        long extract = jdbc.sql("""
            insert into segment_extract (file_name, bytes, sha256, segments, attribution, reading)
            values ('test', 1, 'test', 2, 'test', 2) returning id\
            """).query(Long.class).single();
        twoWay = segment(extract, street, false);
        oneWay = segment(extract, alley, true);
        for (long segment : List.of(twoWay, oneWay)) {
            jdbc.sql("""
                insert into street_register (municipality_id, segment_id, sweeping_class, reason, person_name)
                values (:town, :segment, :class, 'Satzung', 'Amt')\
                """)
                    .param("town", town)
                    .param("segment", segment)
                    .param("class", sweepingClass)
                    .update();
        }
        monday = clock.instant().atZone(Rule.TOWN).toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    private UserDetails somebody(String name, Role role) {
        people.add(name + mark, role, town);
        return people.of(name + mark);
    }

    /** 500 m to the east, somewhere where no other test has streets. */
    private long segment(long extract, String name, boolean oneWay) {
        long lon = ThreadLocalRandom.current().nextLong(20_000_000, 30_000_000);
        return jdbc.sql("""
            insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres,
                extract_id, quarter)
            values (1, 0, :name, 'residential', :oneWay, false,
                (:course)::path, 500, :extract, 'Altstadt') returning id\
            """)
                .param("name", name)
                .param("oneWay", oneWay)
                .param("course", "[(%d,60000000),(%d,60000000)]".formatted(lon, lon + 9000))
                .param("extract", extract)
                .query(Long.class)
                .single();
    }

    @Test
    void aWeekIsPlannedReleasedDecidedDrivenAndProven() throws Exception {
        plan(Map.of("noParking", "true", "begins", "07:00", "ends", "12:00"));
        assertThat(page(crew, "/sweeping/week?week=" + day())).contains(street, alley, "beide Seiten", "Halteverbot");

        assertThat(page(null, "/sweeping?municipality=" + town + "&q=" + mark)).contains(street, alley);
        assertThat(page(null, "/sweeping?municipality=" + town + "&street=" + street))
                .contains("jede Woche Montag", "07:00 bis 12:00 Uhr", "Halteverbot");

        act(officer, "/sweeping/week/release", Map.of("week", day()));
        assertThat(jdbc.sql("select count(*) from work_order where municipality_id = ?")
                        .param(town)
                        .query(Integer.class)
                        .single())
                .as("nothing is ordered before somebody decides")
                .isZero();
        long tour = decide();
        assertThat(directions(tour))
                .as("each side is a stop, in the direction of the broom")
                .containsExactlyInAnyOrder("ALONG " + street, "AGAINST " + street, "ALONG " + alley, "ALONG " + alley);

        say(tour, "START", null);
        for (int stop = 1; stop <= 4; stop++) {
            say(tour, "STOP_DONE", stop);
        }
        say(tour, "FINISH", null);
        assertThat(page(crew, "/sweeping/proof?from=" + day() + "&until=" + day()))
                .contains(street, alley, "von Hand gemeldet", "Gekehrt: 2,00 von 2,00 km")
                .doesNotContain("nicht gekehrt");
        assertThat(page(crew, "/sweeping/statistics?year=" + monday.getYear())).contains("Altstadt", "2,00 km");
    }

    @Test
    void whatTheCrewDidNotTickIsNotSweptUntilItsWordOnTheLeftOfAOneWayStreet() throws Exception {
        plan(Map.of());
        act(officer, "/sweeping/week/release", Map.of("week", day()));
        long tour = decide();
        say(tour, "START", null);
        int stop = directions(tour).indexOf("ALONG " + alley) + 1;
        say(tour, "STOP_DONE", stop);
        say(tour, "FINISH", null);

        String proof = page(officer, "/sweeping/proof?from=" + day() + "&until=" + day());
        assertThat(proof).contains("Gekehrt: 0,50 von 2,00 km", "nicht gekehrt", "Links gekehrt: " + alley);
        Map<String, String> word =
                Map.of("from", day(), "until", day(), "day", day(), "segment", Long.toString(oneWay), "side", "LEFT");
        act(crew, "/sweeping/proof/word", word);
        assertThat(page(officer, "/sweeping/proof?from=" + day() + "&until=" + day()))
                .contains("Gekehrt: 1,00 von 2,00 km");
        assertThat(send(crew, "/sweeping/proof/word", with(word, "segment", "1"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void aStreetDiffersFromItsClassAndLeavesComeOnTop() throws Exception {
        plan(Map.of());
        act(
                officer,
                "/sweeping/rules",
                with(
                        rule(Map.of()),
                        "target",
                        "STREET",
                        "name",
                        street,
                        "sides",
                        "RIGHT",
                        "day-MONDAY",
                        "",
                        "day-TUESDAY",
                        "true"));
        act(officer, "/sweeping/rules", with(rule(Map.of()), "kind", "LEAVES", "day-MONDAY", "", "day-FRIDAY", "true"));

        assertThat(csv(street))
                .contains(monday.plusDays(1) + ",")
                .contains("RIGHT,REGULAR")
                .doesNotContain("\r\n" + monday + ",");
        assertThat(csv(street)).contains(monday.plusDays(4) + "," + monday.plusDays(4) + "," + street + ",BOTH,LEAVES");
        assertThat(csv(alley)).contains("\r\n" + monday + "," + monday + "," + alley + ",BOTH,REGULAR,,,false,1000");
    }

    private String csv(String name) throws Exception {
        return page(null, "/sweeping/dates.csv?municipality=" + town + "&street=" + name);
    }

    @Test
    void theCalendarOfAStreetHasItsDays() throws Exception {
        plan(Map.of("noParking", "true", "begins", "07:00", "ends", "12:00"));
        MockHttpServletResponse answer =
                answer(null, "/sweeping/calendar.ics?municipality=" + town + "&street=" + street);

        assertThat(answer.getContentType()).isEqualTo("text/calendar;charset=UTF-8");
        String calendar = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(calendar.replace("\r\n ", ""))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("SUMMARY:Halteverbot: Straßenreinigung " + street);
        assertThat(answer.getHeader("Cache-Control")).contains("max-age=300", "public");
        assertThat(http.perform(get("/sweeping/calendar.ics?municipality=" + town + "&street=" + street)
                                .header("If-None-Match", Objects.requireNonNull(answer.getHeader("ETag"))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .as("who has it already gets nothing")
                .isEqualTo(304);
        assertThat(page(null, "/sweeping/calendar.ics?municipality=" + town).replace("\r\n ", ""))
                .contains("in 2 Straßen", street + " (Halteverbot)");
    }

    @Test
    void signsAreListedTickedAndRemembered() throws Exception {
        plan(Map.of("noParking", "true", "begins", "07:00", "ends", "12:00"));
        String span = "from=" + day() + "&until=" + day();
        assertThat(page(crew, "/sweeping/signs?" + span)).contains(street, "Schild steht: " + street);
        Map<String, String> tick =
                Map.of("from", day(), "until", day(), "day", day(), "street", street, "sides", "BOTH", "up", "true");

        act(crew, "/sweeping/signs", tick);
        act(officer, "/sweeping/signs", with(tick, "up", "false"));

        assertThat(page(officer, "/sweeping/signs?" + span))
                .contains(
                        "abgebaut",
                        "aufgestellt von Test kehr-mannschaft" + mark,
                        "abgebaut von Test kehr-leitung" + mark);
        assertThat(send(crew, "/sweeping/signs", with(tick, "street", "Erfunden"))
                        .getStatus())
                .isEqualTo(400);
        MockHttpServletResponse sheet = answer(crew, "/sweeping/signs.pdf?" + span);
        assertThat(sheet.getContentType()).isEqualTo("application/pdf");
        assertThat(sheet.getContentAsString(StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    }

    @Test
    void marketsStormsAndReportsBecomeProposalsOfTheirOwn() throws Exception {
        act(officer, "/sweeping/rules", with(rule(Map.of()), "kind", "MARKET", "target", "STREET", "name", street));
        act(officer, "/sweeping/week/release", Map.of("week", day()));
        Map<String, String> form = Map.of(
                "kind",
                "REPORT",
                "streets",
                alley,
                "sides",
                "RIGHT",
                "day",
                day(),
                "why",
                "Scherben",
                "report",
                "M-17");
        act(crew, "/sweeping/week/extra", form);

        assertThat(jdbc.sql("select headline || ' ' || raiser || ' ' || raiser_name from proposal where"
                                + " municipality_id = ? order by id")
                        .param(town)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "sweeping.proposal.MARKET PERSON Test kehr-leitung" + mark,
                        "sweeping.proposal.REPORT REPORT M-17");
        assertThat(send(crew, "/sweeping/week/extra", with(form, "report", "")).getStatus())
                .isEqualTo(400);
        assertThat(send(crew, "/sweeping/week/extra", with(form, "streets", "Erfunden"))
                        .getContentAsString())
                .contains("Eine Straße „Erfunden“ gibt es in der Karte nicht");
        assertThat(send(officer, "/sweeping/week/release", Map.of("week", day()))
                        .getStatus())
                .as("a day is released once")
                .isEqualTo(409);
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingIsKept() throws Exception {
        assertThat(send(officer, "/sweeping/rules", with(rule(Map.of()), "every", "0"))
                        .getContentAsString())
                .contains("„0“ ist keine ganze Zahl von 1 bis 52", "every-error");
        assertThat(send(officer, "/sweeping/rules", with(rule(Map.of()), "seasonFrom", "31.02.", "seasonUntil", "1.3."))
                        .getStatus())
                .isEqualTo(400);
        assertThat(send(officer, "/sweeping/rules", with(rule(Map.of()), "begins", "12:00", "ends", "07:00"))
                        .getStatus())
                .isEqualTo(400);
        assertThat(jdbc.sql("select count(*) from sweeping_rule where municipality_id = ?")
                        .param(town)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theRegisterOfFeesIsReadFromAFileChangedAndListed() throws Exception {
        act(office, "/sweeping/fees/rates", Map.of("year", "2026", "rateClass", "S1", "rate", "2,47"));
        act(office, "/sweeping/fees/rates", Map.of("year", "2026", "rateClass", "S2", "rate", "5.12"));
        String heading = "plot;address;street;sweepingClass;metres;share;fileNumber;from\n";
        String good = "1/1;Weg 1;" + street + ";S1;20,4;1;KB-1;2020-01-01\n";

        String wrong = send(
                        office,
                        "/sweeping/fees/import",
                        Map.of(
                                "csv",
                                heading + good + "1/2;;" + street + ";S1;viel;1;KB-2;2020-01-01\n1/3;;" + street
                                        + ";S1;5;1;Erika Muster;2020-01-01\n"))
                .getContentAsString();
        assertThat(wrong)
                .contains("Zeilen: 3. Änderungen: 1. Fehler: 2.", "Zeile 3, metres", "Zeile 4, fileNumber")
                .doesNotContain("Diese Änderungen übernehmen");
        assertThat(plots()).isZero();
        assertThat(send(office, "/sweeping/fees/import", Map.of("csv", heading + good))
                        .getContentAsString())
                .contains("Diese Änderungen übernehmen");
        assertThat(plots()).as("a preview changes nothing").isZero();
        act(office, "/sweeping/fees/import", Map.of("csv", heading + good, "apply", "true"));
        assertThat(page(office, "/sweeping/fees?year=2026")).contains("51,87");
        assertThat(page(office, "/sweeping/fees?year=2026&fees-csv=plain")).contains("51.87", "KB-1");

        Map<String, String> change =
                Map.of("changeStreet", street, "changeClass", "S2", "changeFrom", "2026-07-01", "year", "2026");
        assertThat(page(
                        office,
                        "/sweeping/fees/change?changeStreet=" + street
                                + "&changeClass=S2&changeFrom=2026-07-01&year=2026"))
                .contains("Grundstücke: 1", "79,70");
        assertThat(page(office, "/sweeping/fees?year=2026"))
                .as("asking changes nothing")
                .contains("51,87");
        assertThat(send(office, "/sweeping/fees/change", change).getStatus())
                .as("without a reason")
                .isEqualTo(400);
        act(office, "/sweeping/fees/change", with(change, "changeReason", "Satzung 2026"));
        assertThat(page(office, "/sweeping/fees?year=2026")).contains("79,70");
        assertThat(page(office, "/sweeping/fees/plot?plot=1/1"))
                .contains("Satzung 2026", "Test kehr-amt" + mark, "KB-1");
    }

    private int plots() {
        return jdbc.sql("select count(*) from sweeping_plot where municipality_id = ?")
                .param(town)
                .query(Integer.class)
                .single();
    }

    @Test
    void whatWasTippedCountsInItsMonth() throws Exception {
        jdbc.sql("insert into sweeping_station (municipality_id, name, kind, address, pt) values (?, 'Hof',"
                        + " 'TIP', '', point(1, 1))")
                .param(town)
                .update();
        act(crew, "/sweeping/statistics/tippings", Map.of("station", "Hof", "cubicMetres", "3,5", "kilograms", "1200"));

        assertThat(page(officer, "/sweeping/statistics")).contains("3,5 m³", "1.200 kg", "Test kehr-mannschaft" + mark);
        assertThat(send(crew, "/sweeping/statistics/tippings", Map.of("station", "Hof"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void eachMayDoWhatIsTheirsAndTheNeighboursNothing() throws Exception {
        plan(Map.of("noParking", "true"));
        assertThat(send(crew, "/sweeping/rules", rule(Map.of())).getStatus()).isEqualTo(403);
        assertThat(send(crew, "/sweeping/week/release", Map.of("week", day())).getStatus())
                .isEqualTo(403);
        assertThat(answer(officer, "/sweeping/fees").getStatus()).isEqualTo(403);
        for (String path : List.of("week", "year", "signs", "signs.pdf", "proof", "statistics", "rules")) {
            assertThat(answer(people.foreignOfficer(), "/sweeping/" + path + "?municipality=" + town)
                            .getStatus())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(answer(people.foreignAdministrator(), "/sweeping/fees?municipality=" + town)
                        .getStatus())
                .isEqualTo(404);
        for (String path : List.of(
                "/sweeping/rules",
                "/sweeping/rules/policy",
                "/sweeping/week/release",
                "/sweeping/week/extra",
                "/sweeping/signs",
                "/sweeping/proof/word",
                "/sweeping/statistics/tippings")) {
            assertThat(send(people.foreignOfficer(), path, Map.of("municipality", Long.toString(town)))
                            .getStatus())
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : List.of("rates", "plots", "import", "change")) {
            assertThat(send(
                                    people.foreignAdministrator(),
                                    "/sweeping/fees/" + path,
                                    Map.of("municipality", Long.toString(town)))
                            .getStatus())
                    .as(path)
                    .isIn(400, 404);
        }
        assertThat(plots()).isZero();
    }

    @Test
    void whatIsOverIsForgotten() {
        for (LocalDate day : List.of(LocalDate.of(2001, 5, 1), LocalDate.now(clock))) {
            jdbc.sql("insert into sweeping_tipping (municipality_id, day, station, person_name, entered_at)"
                            + " values (:town, :day, 'Hof', 'x', now())")
                    .param("town", town)
                    .param("day", day)
                    .update();
            jdbc.sql("""
                insert into sweeping_sign_step (municipality_id, day, street, sides, up, person_name, at)
                values (:town, :day, 'A', 'BOTH', true, 'x', now())\
                """).param("town", town).param("day", day).update();
        }
        for (String from : List.of("1990-01-01", "1995-01-01", "2025-01-01")) {
            jdbc.sql("""
                insert into sweeping_plot (municipality_id, plot, address, street, sweeping_class, metres, share,
                    file_number, valid_from, ended, reason, made_by, made_at)
                values (:town, '9', '', 'A', 'S1', 1, 1, 'K1', :from::date, false, '', 'x', now())\
                """).param("town", town).param("from", from).update();
        }

        retention.forget();

        assertThat(count("sweeping_tipping")).isEqualTo(1);
        assertThat(count("sweeping_sign_step")).isEqualTo(1);
        assertThat(jdbc.sql("select valid_from::text from sweeping_plot where municipality_id = ? order by 1")
                        .param(town)
                        .query(String.class)
                        .list())
                .as("what still holds, or held less than ten years ago, stays")
                .containsExactly("1995-01-01", "2025-01-01");
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table + " where municipality_id = ?")
                .param(town)
                .query(Integer.class)
                .single();
    }

    private void say(long tour, String kind, @Nullable Integer stop) throws Exception {
        Map<String, String> form =
                new HashMap<>(Map.of("kind", kind, "id", UUID.randomUUID().toString()));
        if (stop != null) {
            form.put("stop", stop.toString());
        }
        act(crew, "/crew/tours/" + tour, form);
    }

    private static Map<String, String> with(Map<String, String> form, String... more) {
        Map<String, String> changed = new HashMap<>(form);
        for (int i = 0; i < more.length; i += 2) {
            changed.put(more[i], more[i + 1]);
        }
        return changed;
    }

    private void act(UserDetails who, String path, Map<String, String> form) throws Exception {
        MockHttpServletResponse answer = send(who, path, form);
        assertThat(answer.getStatus())
                .as("%s: %s", path, answer.getContentAsString())
                .isEqualTo(302);
    }

    private MockHttpServletResponse send(UserDetails who, String path, Map<String, String> form) throws Exception {
        MockHttpServletRequestBuilder request =
                post(path).with(user(who)).with(csrf()).accept(MediaType.TEXT_HTML);
        form.forEach(request::param);
        return http.perform(request).andReturn().getResponse();
    }

    private MockHttpServletResponse answer(@Nullable UserDetails who, String path) throws Exception {
        MockHttpServletRequestBuilder request = get(path);
        return http.perform(who == null ? request : request.with(user(who)))
                .andReturn()
                .getResponse();
    }

    private String page(@Nullable UserDetails who, String path) throws Exception {
        MockHttpServletResponse answer = answer(who, path);
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private List<String> directions(long tour) {
        return jdbc.sql("""
            select case when (s -> 'course' -> 0 ->> 'lon')::float8 < (s -> 'course' -> 1 ->> 'lon')::float8
                then 'ALONG' else 'AGAINST' end || ' ' || (s ->> 'name')
            from dispatch_tour t cross join jsonb_array_elements(t.stops) s where t.id = ?\
            """).param(tour).query((rs, row) -> rs.getString(1)).list();
    }

    private long decide() throws Exception {
        List<String> proposal = jdbc.sql(
                        "select id::text, headline, measures[1] from proposal where municipality_id = ?")
                .param(town)
                .query((rs, row) -> List.of(rs.getString(1), rs.getString(2), rs.getString(3)))
                .single();
        act(
                officer,
                "/operations/proposals/" + proposal.get(0),
                Map.of("headline", proposal.get(1), "measure", proposal.get(2), "reason", "Nach Plan"));
        return jdbc.sql("select id from dispatch_tour where municipality_id = ?")
                .param(town)
                .query(Long.class)
                .single();
    }

    private String day() {
        return monday.toString();
    }

    private void plan(Map<String, String> more) throws Exception {
        act(officer, "/sweeping/rules", rule(more));
    }

    private Map<String, String> rule(Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "kind", "REGULAR",
                "target", "CLASS",
                "name", sweepingClass,
                "sides", "BOTH",
                "day-MONDAY", "true",
                "every", "1",
                "unit", "WEEKS",
                "nth", "1",
                "anchor", day()));
        form.putAll(more);
        return form;
    }
}
