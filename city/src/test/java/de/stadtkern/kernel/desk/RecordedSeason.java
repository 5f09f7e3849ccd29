package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.database.TestDatabase;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record of a town in a schema of its own, written row by row, so that every number can be counted by hand. */
final class RecordedSeason {

    static final long HERE = 1;
    static final long NEXT_DOOR = 2;

    final JdbcClient jdbc;
    private int proofs;

    private RecordedSeason(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static RecordedSeason empty() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestDatabase.url() + "&currentSchema=desk_season");
        JdbcClient jdbc = JdbcClient.create(source);
        jdbc.sql("drop schema if exists desk_season cascade").update();
        jdbc.sql("create schema desk_season").update();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:de/stadtkern/**/*.sql")
                .load()
                .migrate();
        RecordedSeason season = new RecordedSeason(jdbc);
        season.run("delete from municipality");
        season.run("insert into municipality (id, key, name, kind) values (1, 'hier', 'Hier', 'MUNICIPALITY'),"
                + " (2, 'nebenan', 'Nebenan', 'MUNICIPALITY')");
        season.run(
                "insert into fleet_depot (id, municipality_id, name, address, pt) values (1, 1, 'd', '', point(1, 1))");
        return season;
    }

    long proposal(long municipality, String urgency, String raisedAt, String validUntil) {
        return id("""
                insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,
                    raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state, urgency)
                values (%d, 'winter', gen_random_uuid(), 'r', 'h', 'p', point(1, 1), '{m}', '{}', '%s', '%s', '%s', '[]',
                    '[]', 'OPEN', '%s')""".formatted(municipality, raisedAt, raisedAt, validUntil, urgency));
    }

    long decide(long proposal, String kind, String at) {
        run("update proposal set state = 'DECIDED' where id = " + proposal);
        return id("""
                insert into decision (proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at, kind,
                    place)
                select id, municipality_id, 1, 'Erika Einsatz', 'winter.measure.salt', 'weil', '%s', '%s', place
                from proposal where id = %d""".formatted(at, kind, proposal));
    }

    long order(long decision, @Nullable String start, @Nullable String done) {
        long order = id("""
                insert into work_order (decision_id, municipality_id, stops, started_at, started_by, done_at, done_by)
                select id, municipality_id, '[]', %s, %s, %s, %s from decision where id = %d""".formatted(
                quoted(start), start == null ? "null" : "'b'", quoted(done), done == null ? "null" : "'b'", decision));
        run("insert into dispatch_order (order_id, municipality_id, changed_by, changed_at)"
                + " select id, municipality_id, 'x', now() from work_order where id = " + order);
        return order;
    }

    long vehicle(String name, @Nullable Double perKm, @Nullable Double perHour, @Nullable Double co2) {
        return id("""
                insert into fleet_vehicle (municipality_id, name, kind, equipment, needs, depot_id, capacity_unit,
                    euros_per_km, euros_per_hour, energy, grams_co2_per_km)
                values (1, '%s', 'SPREADER', '{}', '{}', 1, '', %s, %s, 'DIESEL', %s)""".formatted(name, perKm, perHour, co2));
    }

    /** A tour with two streets of 1000 m and 500 m. */
    long tour(long order, @Nullable Long vehicle, String state, String start, @Nullable String end) {
        return id("""
                insert into dispatch_tour (order_id, municipality_id, name, vehicle_id, stops, state, started_at, ended_at)
                select id, municipality_id, 'Runde', %s,
                    '[{"number": 1, "lengthMetres": 1000}, {"number": 2, "lengthMetres": 500}]', '%s', '%s', %s
                from work_order where id = %d""".formatted(vehicle, state, start, quoted(end), order));
    }

    void said(long tour, String kind, @Nullable Integer stop, String at) {
        run("""
                insert into dispatch_event (tour_id, id, municipality_id, at, kind, stop, received_at, person_name)
                values (%d, gen_random_uuid(), 1, '%s', '%s', %s, '%s', 'b')""".formatted(tour, at, kind, stop, at));
    }

    /** The proof of a tour; null metres when there were no positions. */
    long tourProof(long decision, long tour, String at, @Nullable Double metres, String materials) {
        String track = metres == null ? "null" : "{\"treatedMetres\": " + metres + "}";
        return proof(decision, tour, "TOUR", at, """
                {"place": "p", "decision": {"measure": "winter.measure.salt"}, "evidence": [],
                 "work": {"weatherAtStart": [{"quantity": "winter.air", "value": -2.5, "unit": "Cel", "time": "2026-01-01T00:00:00Z"}],
                  "tour": {"track": %s, "materials": %s, "streets": [{"grade": "GPS", "share": 1}, {"grade": "MANUAL", "share": 1},
                   {"grade": "GPS", "share": 0.5}, {"grade": "MANUAL", "share": 0}]}}}""".formatted(track, materials));
    }

    long noActionProof(long decision, String at) {
        return proof(decision, null, "DECISION", at, """
                {"place": "p", "decision": {"measure": "operations.measure.no-action"}, "evidence": [], "work": null}""");
    }

    private long proof(long decision, @Nullable Long tour, String kind, String at, String content) {
        long proof = id("""
                insert into proof (decision_id, municipality_id, source, made_at, content, kind, tour_id)
                select id, municipality_id, 'winter', '%s', '%s', '%s', %s from decision where id = %d""".formatted(at, content, kind, tour, decision));
        proofs++;
        run("insert into proof_link select municipality_id, %d, id, 'c%d', 'h%d' from proof where id = %d"
                .formatted(proofs, proofs, proofs, proof));
        return proof;
    }

    long id(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }

    void run(String sql) {
        jdbc.sql(sql).update();
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }
}
