package de.stadtkern.kernel.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

/** The desk of a large town in a hard night: 300 vehicles are out on 200 orders of 60 streets each. */
@TownTest
class HardNightTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Test
    void theDeskShowsThemAll() throws Exception {
        UserDetails officer = officerOfAHardNight();

        assertThat(look("/operations", officer))
                .contains("Laufende Aufträge (200)", "Draußen (300)", "30 von 60 Halten erledigt, 1 ausgelassen");
        assertThat(look("/operations/vehicles", officer)).contains("Streuer 1", "Streuer 300");
    }

    private UserDetails officerOfAHardNight() {
        String name = "grossstadt-" + UUID.randomUUID();
        long town = jdbc.sql(
                        "insert into municipality (key, name, kind) values (:name, :name, 'MUNICIPALITY') returning id")
                .param("name", name)
                .query(Long.class)
                .single();
        people.add(name, Role.DUTY_OFFICER, town);
        run("insert into fleet_depot (municipality_id, name, address, pt) values (:town, 'd', '', point(1, 1))", town);
        run("""
                insert into fleet_vehicle (municipality_id, name, kind, equipment, needs, depot_id, capacity_unit, energy)
                select :town, 'Streuer ' || n, 'SPREADER', '{}', '{}', d.id, '', 'DIESEL'
                from fleet_depot d, generate_series(1, 300) n where d.municipality_id = :town""", town);
        run("""
                insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,
                    raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
                select :town, 'winter', n, 'r', 'winter.danger.hoarfrost', 'Ort ' || n, point(11900000, 50300000), '{m}', '{}',
                    now(), now(), now() + interval '1 hour', '[]', '[]', case when n > 200 then 'OPEN' else 'DECIDED' end
                from generate_series(1, 250) n""", town);
        run("""
                insert into decision (proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at, place)
                select id, :town, 1, 'x', 'winter.measure.salt', 'x', now(), place from proposal
                where municipality_id = :town and state = 'DECIDED'""", town);
        run("""
                insert into work_order (decision_id, municipality_id, stops, started_at, started_by)
                select d.id, :town, (select jsonb_agg(jsonb_build_object('segmentId', n, 'street', 's', 'lengthMetres', 100,
                    'course', '[{"lon": 11.90, "lat": 50.3}, {"lon": 11.901, "lat": 50.301}, {"lon": 11.902, "lat": 50.302}]'::jsonb))
                    from generate_series(1, 60) n), now(), 'x'
                from decision d where d.municipality_id = :town""", town);
        run("""
                insert into dispatch_order (order_id, municipality_id, changed_by, changed_at)
                select id, :town, 'x', now() from work_order where municipality_id = :town""", town);
        run("""
                insert into dispatch_tour (order_id, municipality_id, name, vehicle_id, stops, state, started_at)
                select w.id, :town, v.name, v.id, (select jsonb_agg(stop || jsonb_build_object(
                    'number', n, 'name', 's', 'place', false, 'state', 'OPEN'))
                    from jsonb_array_elements(w.stops) with ordinality one (stop, n)), 'RUNNING', now() - interval '1 hour'
                from (select id, name, row_number() over (order by id) as n from fleet_vehicle where municipality_id = :town) v
                join (select id, stops, row_number() over (order by id) as n from work_order where municipality_id = :town) w
                    on w.n = (v.n - 1) % 200 + 1""", town);
        run("""
                insert into dispatch_event (tour_id, id, municipality_id, at, kind, stop, received_at, person_name)
                select t.id, gen_random_uuid(), :town, now() - interval '1 minute', case when n = 31 then 'STOP_LEFT' else 'STOP_DONE' end,
                    n, now(), 'x'
                from dispatch_tour t, generate_series(1, 31) n where t.municipality_id = :town""", town);
        return people.of(name);
    }

    private void run(String sql, long town) {
        jdbc.sql(sql).param("town", town).update();
    }

    private String look(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who))).andReturn().getResponse().getContentAsString();
    }
}
