package de.stadtkern.kernel.backup;

import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.database.DatabaseSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A town in a schema of its own. */
record Town(Database database, JdbcClient sql) implements AutoCloseable {

    private static final List<String> ROWS = List.of(
            "insert into municipality (key, name) values ('a', 'Süßen \u20ac')",
            "insert into person (login, name, password_hash, home_id)"
                    + " values ('erika', 'Erika, \"E\"', 'h', 1), ('leer', '', '', 1)",
            "insert into person_role select id, 1, 'CREW' from person",
            "insert into audit_entry (login, action, detail) values (null, 'a', E'zwei\\nZeilen\\r\\n\\t\\\\N'), ('', '', '\\.')",
            "insert into thing (municipality_id, name, description, properties)"
                    + " values (1, 'n', 'd', '{\"ä\": [1.50, null, \"\\n\"]}'), (1, 'n', 'd', null)",
            "insert into location (municipality_id, name, description, encoding_type, location, pt, bbox)"
                    + " values (1, 'l', 'd', 'e', '{\"b\": 1.50,  \"a\": \"\\n\"}', point(11900000.1, 1e-300), '(2,3),(1,0.1)')",
            "insert into thing_location values (1, 1)",
            "insert into sensor (municipality_id, name, description, encoding_type, metadata) values (1, 's', '', '', '\"\"')",
            "insert into observed_property (municipality_id, name, definition, description) values (1, 'o', '', '')",
            "insert into datastream (thing_id, sensor_id, observed_property_id, name, description, observation_type, unit)"
                    + " values (1, 1, 1, 'd', '', '', '{}')",
            "insert into observation_row (datastream_id, phenomenon_time, result)"
                    + " values (1, '2026-10-25 02:30:00.123456+02', 0.1), (1, '2026-10-25 02:30:00.123456+01', -0.0),"
                    + " (1, '1800-01-01Z', 1.7976931348623157e308), (1, '2026-01-01Z', 'NaN')",
            "insert into observation_row (datastream_id, phenomenon_time, rest.result_json, rest.parameters)"
                    + " values (1, '2026-01-02Z', '\"x,(\"', '{\"a\": \"(\\\"b\\\",)\"}')",
            "create table observation_2026_02 partition of observation_row for values from ('2026-02-01Z') to ('2026-03-01Z')",
            "insert into observation_row (datastream_id, phenomenon_time, result) values (1, '2026-02-01Z', 0.1)",
            "insert into observation_chunk values (1, '2026-03-01Z', 1, '[100,101)', 1, 0, 0, 100, 0, null, '{0}', '{0}', null,"
                    + " '{0.1}', '{null}', '{null}')",
            "insert into last_observation select datastream_id, phenomenon_time, id, result from observation where id = 1",
            "insert into segment_extract (file_name, bytes, sha256, segments, attribution, reading) values ('f', 1, 's', 1, 'a', 1)",
            "insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres, extract_id)"
                    + " values (1, 1, 'n', 'c', true, false, '[(1,2),(3.5,4)]', 0.3, 1)",
            "insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,"
                    + " raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state) values (1, 's', 's',"
                    + " 'r', 'h', 'p', point(1, 2), '{\"a,b\",null,\"\"}', '{}', now(), now(), now(), '[]', '{}', 'DECIDED')",
            "insert into decision (proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at)"
                    + " values (1, 1, 1, 'p', 'm', 'r', now())",
            "insert into spring_session values ('p', 's', 1, 1, 1, 1, 'erika')",
            "create table backup_test_reading_2026_10 partition of backup_test_reading"
                    + " for values from ('2026-10-01Z') to ('2026-11-01Z')",
            "create table backup_test_reading_2026_11 partition of backup_test_reading"
                    + " for values from ('2026-11-01Z') to ('2026-12-01Z')",
            "insert into backup_test_reading select '2026-10-20Z'::timestamptz + n * interval '1 hour', n / 3.0"
                    + " from generate_series(1, 500) n");

    /** An empty schema, made anew. */
    static Town empty(String url, String schema) {
        Database database = new DatabaseSettings(url + "&currentSchema=" + schema, Path.of("unused"), null).open();
        JdbcClient sql = JdbcClient.create(database.source());
        sql.sql("drop schema if exists " + schema + " cascade").update();
        sql.sql("create schema " + schema).update();
        return new Town(database, sql);
    }

    /** A schema with tables and rows that are hard to carry. */
    static Town furnished(String url, String schema) {
        Town town = empty(url, schema);
        Flyway.configure()
                .dataSource(town.database.source())
                .locations("classpath:de/stadtkern/**/*.sql")
                .load()
                .migrate();
        ROWS.forEach(row -> town.sql.sql(row).update());
        return town;
    }

    Backup.Written backupTo(Path file) {
        return new Backup(database, line -> {}).writeTo(file);
    }

    void restore(Path file) {
        try (Restore restore = Restore.of(file, line -> {})) {
            restore.into(database);
        }
    }

    /** The rows of every table, whatever their order, as a number. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        for (String table : sql.sql("select table_name from information_schema.tables"
                        + " where table_schema = current_schema() and table_name not like 'flyway%'"
                        + " and table_name not like 'spring_session%'")
                .query(String.class)
                .list()) {
            contents.put(
                    table,
                    sql.sql("select count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from %s t"
                                    .formatted(table))
                            .query(String.class)
                            .single());
        }
        return contents;
    }

    long count(String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }

    @Override
    public void close() {
        database.close();
    }
}
