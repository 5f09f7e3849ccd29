package de.stadtkern.kernel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.Proposals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An order that an officer has decided, over streets in a row, each 500 m to the east of the one before. */
final class WinterOrder {

    private static final String SALT = "winter.measure.salt";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MockMvc http;
    private final JdbcClient jdbc;
    private final TestPeople people;
    private final Position origin = new Position(
            ThreadLocalRandom.current().nextDouble(8, 11),
            ThreadLocalRandom.current().nextDouble(48, 54));
    private final long id;

    /** @param stages of the streets; null for one without winter class */
    WinterOrder(MockMvc http, JdbcClient jdbc, TestPeople people, Proposals proposals, @Nullable Integer... stages)
            throws Exception {
        this("test", UUID.randomUUID().toString(), http, jdbc, people, proposals);
        jdbc.sql("update dispatch_tour set stops = :stops::jsonb where order_id = :order")
                .param("stops", JSON.writeValueAsString(stops(stages)))
                .param("order", id)
                .update();
    }

    /** With the tours that it has from the beginning. */
    WinterOrder(String source, String subject, MockMvc http, JdbcClient jdbc, TestPeople people, Proposals proposals)
            throws Exception {
        this.http = http;
        this.jdbc = jdbc;
        this.people = people;
        proposals.raise(
                new NewProposal(
                        people.municipality(),
                        source,
                        subject,
                        "test/1",
                        "winter.danger.hoarfrost",
                        "Prüfplatz",
                        null,
                        origin,
                        List.of(SALT),
                        List.of(),
                        Instant.now().plusSeconds(3600),
                        List.of()),
                Duration.ofHours(1));
        long proposal = jdbc.sql("select id from proposal where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
        MockHttpServletResponse decided = http.perform(post("/operations/proposals/" + proposal)
                        .param("headline", "winter.danger.hoarfrost")
                        .param("measure", SALT)
                        .param("reason", "Reif")
                        .with(user(people.officer()))
                        .with(csrf())
                        .accept(MediaType.TEXT_HTML))
                .andReturn()
                .getResponse();
        assertThat(decided.getStatus()).isEqualTo(302);
        id = jdbc.sql("""
                        select w.id from work_order w join decision d on d.id = w.decision_id
                        where d.proposal_id = :proposal""").param("proposal", proposal).query(Long.class).single();
    }

    private List<TourStop> stops(@Nullable Integer... stages) {
        List<TourStop> stops = new ArrayList<>();
        for (Integer stage : stages) {
            int number = stops.size() + 1;
            stops.add(new TourStop(
                    number,
                    "Straße " + number,
                    false,
                    -100L - number,
                    List.of(place(number * 500), place(number * 500 + 300)),
                    300,
                    stage,
                    TourStop.State.OPEN,
                    null));
        }
        return stops;
    }

    /** So many metres to the east of the origin, about. */
    Position place(double metres) {
        return new Position(origin.lon() + metres / 111_195 / Math.cos(Math.toRadians(origin.lat())), origin.lat());
    }

    long id() {
        return id;
    }

    JsonNode order() throws Exception {
        return get(people.officer(), "/operations/api/orders/" + id);
    }

    /** The tours that have stops or are not over. */
    List<JsonNode> tours() throws Exception {
        List<JsonNode> tours = new ArrayList<>();
        for (JsonNode tour : order().path("tours")) {
            if (!tour.path("stops").isEmpty() || !tour.path("state").asString().equals("BROKEN_OFF")) {
                tours.add(tour);
            }
        }
        return tours;
    }

    long onlyTour() throws Exception {
        assertThat(tours()).hasSize(1);
        return tours().getFirst().path("id").asLong();
    }

    int version() throws Exception {
        return order().path("version").asInt();
    }

    /** What stands in the row, as JSON, with the version of the order. */
    Map<String, Object> with(Object... fields) throws Exception {
        Map<String, Object> body = new TreeMap<>(Map.of("version", version()));
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i].toString(), fields[i + 1]);
        }
        return body;
    }

    JsonNode get(UserDetails who, String path) throws Exception {
        MockHttpServletResponse answer = answer(who, path);
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return JSON.readTree(answer.getContentAsByteArray());
    }

    MockHttpServletResponse answer(UserDetails who, String path) throws Exception {
        return http.perform(request(HttpMethod.GET, path).with(user(who)))
                .andReturn()
                .getResponse();
    }

    /** Sends JSON; of a refusal the answer holds the text. */
    MockHttpServletResponse send(UserDetails who, String path, Object body) throws Exception {
        return http.perform(post(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(JSON.writeValueAsString(body))
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    JsonNode act(String path, Object body) throws Exception {
        MockHttpServletResponse answer = send(people.officer(), path, body);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isBetween(200, 201);
        return JSON.readTree(answer.getContentAsByteArray());
    }

    /** A tour over these stops of the order instead of the tour that has them, for nobody in particular. */
    long split(String name, List<Integer> numbers) throws Exception {
        long from = jdbc.sql("select min(id) from dispatch_tour where order_id = :order")
                .param("order", id)
                .query(Long.class)
                .single();
        long fresh = jdbc.sql("""
                        insert into dispatch_tour (order_id, municipality_id, name, stops, dispatched_at, state)
                        select order_id, municipality_id, :name,
                            (select jsonb_agg(s) from jsonb_array_elements(stops) s
                             where (s ->> 'number')::int = any(:numbers)), now(), 'DISPATCHED'
                        from dispatch_tour where id = :from returning id""")
                .param("name", name)
                .param("numbers", numbers.toArray(Integer[]::new))
                .param("from", from)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        update dispatch_tour set stops =
                            (select jsonb_agg(s) from jsonb_array_elements(stops) s
                             where (s ->> 'number')::int <> all(:numbers)) where id = :from""")
                .param("numbers", numbers.toArray(Integer[]::new))
                .param("from", from)
                .update();
        return fresh;
    }

    /** A vehicle of the town, whose depot is so far to the east of the origin. */
    long vehicle(String name, double metres) {
        Position depot = place(metres);
        long at = insert("""
                insert into fleet_depot (municipality_id, name, address, pt)
                values (%d, '%s', '', point(%d, %d))""".formatted(people.municipality(), UUID.randomUUID(), depot.microLon(), depot.microLat()));
        return insert("""
                insert into fleet_vehicle (municipality_id, name, kind, equipment, needs, depot_id, capacity,
                    capacity_unit, energy)
                values (%d, '%s %s', 'SPREADER', '{SPREADER}', '{LICENCE_C}', %d, 3000, 'kg', 'DIESEL')""".formatted(people.municipality(), name, UUID.randomUUID(), at));
    }

    /** A member of the town's crew. */
    long member(String name, @Nullable Long person, String... qualifications) {
        long member = insert("insert into fleet_member (municipality_id, person_id, name) values (%d, %s, '%s %s')"
                .formatted(people.municipality(), person, name, UUID.randomUUID()));
        for (String kind : qualifications) {
            jdbc.sql("insert into fleet_qualification values (:member, :kind, null)")
                    .param("member", member)
                    .param("kind", kind)
                    .update();
        }
        return member;
    }

    private long insert(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }

    static List<Integer> numbers(JsonNode tour) {
        List<Integer> numbers = new ArrayList<>();
        tour.path("stops").forEach(stop -> numbers.add(stop.path("number").asInt()));
        return numbers;
    }
}
