package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

/** The log of nights of January 2025, in which nothing else happened in the town of the tests. */
@TownTest
class NightsTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private final String place = "Brücke " + UUID.randomUUID();
    private long proposal;

    @BeforeEach
    void aNight() {
        proposal = insert("""
            insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,
                raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
            values (%d, 'winter', '%s', 'roadweather/9', 'winter.danger.hoarfrost', '%s', point(1, 1), '{m}', '{}',
                '2025-01-10T23:00Z', '2025-01-10T23:00Z', '2025-01-11T03:00Z',
                '[{"quantity": "winter.dose.agent.fs30", "value": 12.5, "unit": "g/m2", "time": "2025-01-10T23:00:00Z"},
                  {"quantity": "winter.quantity.forecast-surface", "value": -4.5, "unit": "Cel", "time": "2025-01-11T04:00:00Z",
                   "source": {"name": "Wetterdienst, Talbrücke", "issuedAt": "2025-01-10T21:00:00Z", "old": false}}]',
                '[]', 'DECIDED')\
            """.formatted(people.municipality(), UUID.randomUUID(), place));
        jdbc.sql("insert into proposal_seen values (%d, %d, 1, 'Sabine Sieht', '2025-01-10T23:10Z')"
                        .formatted(proposal, people.municipality()))
                .update();
    }

    @Test
    void theLogSaysWhoSawAndDecidedWhatAndWhyAndWhatWasDrivenWithProofAndGaps() throws Exception {
        long decision = decide("winter.measure.salt", "ACCEPTED");
        long order = insert(
                "insert into work_order (decision_id, municipality_id, stops, started_at) values (%d, %d, '[]', '2025-01-10T23:40Z')"
                        .formatted(decision, people.municipality()));
        jdbc.sql(
                        "insert into dispatch_order (order_id, municipality_id, changed_by, changed_at) values (%d, %d, 'x', now())"
                                .formatted(order, people.municipality()))
                .update();
        long tour = insert("""
            insert into dispatch_tour (order_id, municipality_id, name, stops, state, dispatched_at, dispatched_by, started_at)
            values (%d, %d, 'Nordrunde', '[{"number": 1, "name": "Bergstraße", "place": false, "segmentId": 1, "course": [],
                    "lengthMetres": 100, "stage": null, "state": "OPEN", "note": null}]', 'DONE', '2025-01-10T23:30Z',
                'Erika Einsatz', '2025-01-10T23:40Z')\
            """.formatted(order, people.municipality()));
        jdbc.sql("""
            insert into dispatch_event (tour_id, id, municipality_id, at, kind, stop, note, received_at, person_name)
            values (%d, gen_random_uuid(), %d, '2025-01-10T23:55Z', 'STOP_LEFT', 1, 'Baum liegt quer', now(), 'Karl Kehr')\
            """.formatted(tour, people.municipality())).update();
        long proof = proof(decision, tour);

        String shown = read("/winter/nights?night=2025-01-10", people.officer()).getContentAsString();

        assertThat(shown)
                .contains(place, "roadweather/9", "12,5 g/m²", "Sabine Sieht", "Erika Einsatz", "weil es glatt wird")
                .contains("Nordrunde, Bergstraße, Baum liegt quer", "Karl Kehr", "Talweg", "h-" + proof)
                .contains("Bei 1 behandelten Straßen fehlt die Uhrzeit")
                .contains("1 behandelte Straßen sind nur von Hand gemeldet")
                .contains("−4,5 °C (11.01.2025", "vorhergesagt: Wetterdienst, Talbrücke, ausgegeben 10.01.2025");
        assertThat(read("/winter/nights?night=2025-01-11", people.officer()).getContentAsString())
                .as("the next night has nothing of it")
                .contains("Darum ist auch nicht festgehalten, was damals vorhergesagt war")
                .doesNotContain(place);
        String sheet = pdf("2025-01-10");
        assertThat(sheet.replaceAll("\\s+", " "))
                .contains("Sabine Sieht", "Baum liegt quer", "Talweg", "Streuer 7", "weil es glatt wird");
    }

    @Test
    void noActionIsAnEntryAndWhatNobodyDecidedIsAGap() throws Exception {
        decide("operations.measure.no-action", "NO_ACTION");
        long open = insert("""
            insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,
                raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
            values (%d, 'winter', gen_random_uuid(), 'r', 'h', '%s', point(1, 1), '{m}', '{}', '2025-01-11T01:00Z',
                '2025-01-11T01:00Z', '2025-01-11T02:00Z', '[]', '[]', 'LAPSED')\
            """.formatted(people.municipality(), place));

        String shown = read("/winter/nights?night=2025-01-10", people.officer()).getContentAsString();

        assertThat(shown)
                .contains(
                        "entschieden: keine Maßnahme",
                        "weder gesehen noch entschieden",
                        "/operations/proposals/" + open + "\"");
        assertThat(shown).containsPattern("Bei \\d+ Warnungen ist nicht festgehalten, was damals vorhergesagt war");
        assertThat(shown).containsPattern("Über \\d+ Warnungen hat bis zum Ende der Nacht niemand entschieden");
    }

    @Test
    void nightsGoFromNoonToNoonAlsoWhenTheClockChanges() {
        Nights.Night changed = new Nights.Night(LocalDate.of(2026, 10, 24));

        assertThat(Duration.between(changed.from(), changed.until())).isEqualTo(Duration.ofHours(25));
        assertThat(Nights.Night.of("", Instant.parse("2026-12-02T10:59:59Z")).evening())
                .isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(Nights.Night.of("", Instant.parse("2026-12-02T11:00:00Z")).evening())
                .isEqualTo(LocalDate.of(2026, 12, 2));
    }

    @Test
    void theHashChangesWithWhatIsSaid() throws Exception {
        String before = hash();
        assertThat(hash()).isEqualTo(before);

        decide("operations.measure.no-action", "NO_ACTION");

        assertThat(hash()).isNotEqualTo(before);
    }

    @Test
    void aControlDriveThatFoundNothingStandsInTheLogAndCannotBeChanged() throws Exception {
        MockHttpServletResponse answer = control("NOTHING", "50.301, 11.901", people.officer());

        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(read("/winter/nights", people.officer()).getContentAsString())
                .contains("Kontrollfahrt: keine Maßnahme nötig", place);
        assertThatThrownBy(() ->
                        jdbc.sql("update winter_control set state = 'anders'").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aControlDriveThatFoundIceBecomesAProposalOfWhoeverFoundIt() throws Exception {
        MockHttpServletResponse answer = control("SPREAD", "50.31, 11.91", people.officer());

        assertThat(answer.getRedirectedUrl()).startsWith("/operations/proposals/");
        assertThat(jdbc.sql("select raiser from proposal where why = :state")
                        .param("state", place)
                        .query(String.class)
                        .single())
                .isEqualTo("PERSON");
    }

    @Test
    void aControlDriveNobodyKnowsWhereOrWhenIsRefused() throws Exception {
        assertThat(control("NOTHING", "nirgendwo an keinem Ort", people.officer())
                        .getStatus())
                .isEqualTo(400);
        assertThat(jdbc.sql("select count(*) from winter_control where state = :state")
                        .param("state", place)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theNeighbourNeitherReadsNorWrites() throws Exception {
        String ofHere = "?municipality=" + people.municipality();
        assertThat(read("/winter/nights" + ofHere, people.foreignAdministrator())
                        .getStatus())
                .isEqualTo(404);
        assertThat(read("/winter/nights/log.pdf" + ofHere, people.foreignAdministrator())
                        .getStatus())
                .isEqualTo(404);
        assertThat(control("NOTHING", "50.301, 11.901", people.foreignAdministrator())
                        .getStatus())
                .isIn(403, 404);
        assertThat(read("/winter/nights", people.citizen()).getStatus()).isEqualTo(403);
    }

    private MockHttpServletResponse control(String result, String where, UserDetails who) throws Exception {
        return http.perform(post("/winter/nights/control")
                        .param("municipality", Long.toString(people.municipality()))
                        .param("place", where)
                        .param("state", place)
                        .param("result", result)
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse read(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who))).andReturn().getResponse();
    }

    private String hash() throws Exception {
        String shown = read("/winter/nights?night=2025-01-10", people.officer()).getContentAsString();
        return shown.replaceFirst("(?s).*dieses Protokoll festhält: ([0-9a-f]{64}).*", "$1");
    }

    private String pdf(String night) throws Exception {
        byte[] bytes =
                read("/winter/nights/log.pdf?night=" + night, people.officer()).getContentAsByteArray();
        try (var document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private long decide(String measure, String kind) {
        return insert("""
            insert into decision (proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at, kind, place)
            values (%d, %d, 1, 'Erika Einsatz', '%s', 'weil es glatt wird', '2025-01-10T23:20Z', '%s', 'p')\
            """.formatted(proposal, people.municipality(), measure, kind));
    }

    private long proof(long decision, long tour) {
        long proof = insert("""
            insert into proof (decision_id, municipality_id, kind, tour_id, source, made_at, content)
            values (%d, %d, 'TOUR', %d, 'winter', '2025-01-11T02:00Z', '{"municipality": "m", "source": "winter",
                    "headline": "h", "place": "p", "origin": null, "position": {"lon": 11.9, "lat": 50.3}, "rule": "r",
                    "raisedAt": "2025-01-10T23:00:00Z", "evidence": [],
                    "decision": {"personName": "E", "reason": "r", "at": "2025-01-10T23:20:00Z",
                    "measure": "winter.measure.salt", "changes": null},
                    "work": {"orderId": 1, "startedAt": "2025-01-10T23:40:00Z", "startedBy": "K",
                    "doneAt": "2025-01-11T01:00:00Z", "doneBy": "K", "weatherAtEnd": [], "driven": [], "weatherAtStart": [], "tour": {"orderId": 1, "tourId": 1,
                "name": "Nordrunde", "vehicleId": null, "vehicle": "Streuer 7", "crew": [], "startedAt": "2025-01-10T23:40:00Z",
                "startedBy": "Karl Kehr", "endedAt": "2025-01-11T01:00:00Z", "endedBy": "Karl Kehr", "brokenOff": false,
                "mode": null, "streets": [{"segmentId": 1, "forward": true, "street": "Talweg", "lengthMetres": 100,
                "course": [], "share": 1, "unprovenShare": 0, "first": null, "last": null, "passes": 1, "kilograms": null,
                "gramsPerSquareMetre": null, "grade": "MANUAL", "note": null}], "track": null, "materials": [],
                "notes": [], "attachments": []}}}')\
            """.formatted(decision, people.municipality(), tour));
        jdbc.sql("""
            insert into proof_link select :here, coalesce(max(number), 0) + 1, :proof, 'c', 'h-' || :proof
            from proof_link where municipality_id = :here\
            """).param("here", people.municipality()).param("proof", proof).update();
        return proof;
    }

    private long insert(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }
}
