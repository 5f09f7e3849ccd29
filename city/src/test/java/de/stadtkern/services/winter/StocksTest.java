package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.services.winter.Stocks.Good;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@TownTest
class StocksTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Stocks stocks;

    private final String depot = "Hof " + UUID.randomUUID();
    private long vehicle;

    @BeforeEach
    void aDepotWithASpreader() {
        long id =
                insert("insert into fleet_depot (municipality_id, name, address, pt) values (%d, '%s', '', point(1, 1))"
                        .formatted(people.municipality(), depot));
        vehicle = insert("""
            insert into fleet_vehicle (municipality_id, name, kind, equipment, needs, depot_id, capacity_unit, energy)
            values (%d, '%s', 'SPREADER', '{}', '{}', %d, '', 'DIESEL')\
            """.formatted(people.municipality(), depot, id));
    }

    @Test
    void countsDeliveriesAndProofsMakeTheStockAndEachProofIsBookedOnce() throws Exception {
        assertThat(write("COUNT", "SALT", "50")).isEqualTo(302);
        assertThat(write("DELIVERY", "SALT", "12,5")).isEqualTo(302);
        proof("[{\"name\": \"Salz\", \"amount\": 2500, \"unit\": \"kg\"}]", null, "[]");

        stocks.book();
        stocks.book();

        assertThat(level(Good.SALT).amount()).isEqualTo(60, within(1e-9));
        assertThat(level(Good.SALT).nights()).isEqualTo(24, within(1e-9));
        assertThat(page("/winter/stock")).contains("Angabe der Besatzung", depot);
        assertThat(page("/winter/stock?entries-csv=plain")).contains("12.50", depot);
    }

    @Test
    void whatTheSpreaderCountedWinsOverTheCrewAndFs30IsSaltAndBrine() throws Exception {
        proof(
                "[{\"name\": \"Salz\", \"amount\": 9999, \"unit\": \"kg\"}]",
                1000.0,
                "[{\"quantity\": \"winter.dose.agent.fs30\", \"value\": 10, \"unit\": \"g/m2\", \"time\":"
                        + " \"2026-01-01T00:00:00Z\"}]");

        stocks.book();

        assertThat(level(Good.SALT).amount()).isEqualTo(-0.7, within(1e-9));
        assertThat(level(Good.BRINE).amount()).isEqualTo(-0.3 / 1.148, within(1e-9));
        assertThat(page("/winter/stock")).contains("Streuautomat", "nie gezählt");
    }

    @Test
    void withoutBothTheDoseTimesTheAreaIsTakenAndSaidToBeComputed() throws Exception {
        proof(
                "[]",
                null,
                "[{\"quantity\": \"winter.dose.agent.grit\", \"value\": 100, \"unit\": \"g/m2\", \"time\":"
                        + " \"2026-01-01T00:00:00Z\"}]");

        stocks.book();

        // 1000 m, 6 m wide, 100 g on each square metre
        assertThat(level(Good.GRIT).amount()).isEqualTo(-0.6, within(1e-9));
        assertThat(page("/winter/stock")).contains("berechnet: Dosis mal Fläche");
    }

    @Test
    void whenItGetsLowThoseWhoOrderAreToldOnceUntilThereIsEnoughAgain() throws Exception {
        write("COUNT", "GRIT", "5");
        assertThat(post("/winter/stock/limit", people.officer(), "good", "GRIT", "below", "10"))
                .isEqualTo(302);
        write("COUNT", "GRIT", "4");
        assertThat(told()).isEqualTo(1);

        write("DELIVERY", "GRIT", "20");
        write("COUNT", "GRIT", "3");

        assertThat(told()).isEqualTo(2);
    }

    @Test
    void aNumberThatIsNoneIsRefusedAndNothingIsWritten() throws Exception {
        assertThat(write("COUNT", "SALT", "viel")).isEqualTo(400);
        assertThat(stocks.levels(people.municipality()))
                .noneMatch(one -> one.depot().equals(depot));
    }

    @Test
    void theNeighbourSeesAndWritesNothing() throws Exception {
        assertThat(post("/winter/stock", people.foreignAdministrator(), "kind", "COUNT", "good", "SALT", "amount", "1"))
                .isEqualTo(404);
        assertThat(http.perform(get("/winter/stock").with(user(people.crew())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void brineIsComputedOnThePage() throws Exception {
        assertThat(page("/winter/stock?volume=10&percent=20")).contains("2.296 kg Salz", "9,18 m³ Wasser");
    }

    private Stocks.Level level(Good good) {
        return stocks.levels(people.municipality()).stream()
                .filter(one -> one.depot().equals(depot) && one.good() == good)
                .findFirst()
                .orElseThrow();
    }

    private long told() {
        return jdbc.sql(
                        "select count(*) / count(distinct person_id) from notification where topic = 'winter.topic.stock' and"
                                + " :depot = any(arguments)")
                .param("depot", depot)
                .query(Long.class)
                .single();
    }

    private int write(String kind, String good, String amount) throws Exception {
        return post("/winter/stock", people.officer(), "kind", kind, "good", good, "amount", amount);
    }

    private int post(String path, UserDetails who, String... fields) throws Exception {
        var request = MockMvcRequestBuilders.post(path)
                .param("municipality", Long.toString(people.municipality()))
                .param("depot", depot);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return http.perform(request.with(user(who)).with(csrf()))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private String page(String path) throws Exception {
        String own = path + (path.contains("?") ? "&" : "?") + "entries-q=" + depot.substring(4);
        return http.perform(get(own).with(user(people.officer())))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private void proof(String materials, @Nullable Double kilograms, String evidence) {
        long proposal = insert("""
            insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,
                raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
            values (%d, 'winter', gen_random_uuid(), 'r', 'h', 'p', point(1, 1), '{m}', '{}', now(), now(), now(), '[]',
                '[]', 'DECIDED')\
            """.formatted(people.municipality()));
        long decision = insert("""
            insert into decision (proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at)
            values (%d, %d, 1, 'x', 'winter.measure.salt', 'x', now())\
            """.formatted(proposal, people.municipality()));
        insert("""
            insert into proof (decision_id, municipality_id, kind, tour_id, source, made_at, content)
            values (%1$d, %2$d, 'TOUR', -%1$d, 'winter', now(), '{"municipality": "m", "source": "winter",
                    "headline": "h", "place": "p", "origin": null, "position": {"lon": 11.9, "lat": 50.3}, "rule": "r",
                    "raisedAt": "%5$s", "evidence": %3$s,
                    "decision": {"personName": "E", "reason": "r", "at": "%5$s", "measure": "winter.measure.salt",
                    "changes": null}, "work": {"orderId": 1, "startedAt": "%5$s", "startedBy": "K", "doneAt": "%5$s",
                    "doneBy": "K", "weatherAtStart": [], "weatherAtEnd": [], "driven": [], "tour": {"orderId": 1, "tourId": 1, "name": "Tour", "vehicleId": %4$d,
                "vehicle": "S", "crew": [], "startedAt": "%5$s", "startedBy": "K", "endedAt": "%5$s", "endedBy": "K",
                "brokenOff": false, "mode": null, "streets": [{"segmentId": 1, "forward": true, "street": "s",
                "lengthMetres": 2000, "course": [], "share": 0.5, "unprovenShare": 0, "first": null, "last": null,
                "passes": 1, "kilograms": %6$s, "gramsPerSquareMetre": null, "grade": "MANUAL", "note": null}],
                "track": null, "materials": %7$s, "notes": [], "attachments": []}}}')\
            """.formatted(decision, people.municipality(), evidence, vehicle, Instant.now(), kilograms, materials));
    }

    private long insert(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }
}
