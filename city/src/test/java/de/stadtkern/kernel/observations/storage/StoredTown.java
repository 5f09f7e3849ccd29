package de.stadtkern.kernel.observations.storage;

import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.database.DatabaseSettings;
import de.stadtkern.kernel.database.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of a town in a schema of their own, with the datastreams 1 to 3, and what keeps their observations. */
final class StoredTown implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final List<String> FURNITURE = List.of(
            "insert into municipality (key, name) values ('a', 'A')",
            "insert into thing (municipality_id, name, description) values (1, 't', '')",
            "insert into sensor (municipality_id, name, description, encoding_type, metadata) values (1, 's', '', '', '1')",
            "insert into observed_property (municipality_id, name, definition, description) values (1, 'o', '', '')",
            "insert into datastream (thing_id, sensor_id, observed_property_id, name, description, observation_type, unit)"
                    + " select 1, 1, 1, 'd', '', '', '{}' from generate_series(1, 3)");

    final Database database;
    final JdbcClient sql;
    final Months months;
    final Folding folding;
    private final FoldedObservations folded;
    private final TransactionTemplate transaction;
    final Profiles profiles;
    final Figures figures;
    final Expiry expiry;
    final Packing packing;

    private StoredTown(Database database) {
        this.database = database;
        this.sql = JdbcClient.create(database.source());
        JdbcTransactionManager transactions = new JdbcTransactionManager(database.source());
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        StorageFigures counters = new StorageFigures(new SimpleMeterRegistry());
        this.transaction = new TransactionTemplate(transactions);
        this.months = new Months(sql, transactions);
        this.folding = new Folding(
                sql,
                transactions,
                months,
                clock,
                new StorageSettings(Duration.ofDays(7), 3, Duration.ofDays(90)),
                counters);
        this.folded = new FoldedObservations(sql);
        this.profiles = new Profiles(sql);
        this.figures = new Figures(sql, transactions, profiles);
        this.packing = new Packing(sql);
        this.expiry = new Expiry(sql, transactions, figures, clock, counters);
    }

    static StoredTown empty(String schema) {
        return empty(schema, MigrationVersion.LATEST);
    }

    /** As it was when the last change of its tables was this one. */
    static StoredTown empty(String schema, MigrationVersion version) {
        StoredTown town = at(TestDatabase.url() + "&currentSchema=" + schema);
        town.sql.sql("drop schema if exists " + schema + " cascade").update();
        town.sql.sql("create schema " + schema).update();
        town.migrate(version);
        FURNITURE.forEach(row -> town.sql.sql(row).update());
        return town;
    }

    /** The one that is there. */
    static StoredTown at(String url) {
        return new StoredTown(new DatabaseSettings(url, Path.of("unused"), null).open());
    }

    void migrate(MigrationVersion version) {
        Flyway.configure()
                .dataSource(database.source())
                .locations("classpath:de/stadtkern/**/*.sql")
                .target(version)
                .load()
                .migrate();
    }

    long add(long datastream, Instant time, double result) {
        long id = ObservationIds.of(
                sql.sql("select nextval('observation_id')").query(Long.class).single(), datastream, time);
        sql.sql("insert into observation_row (datastream_id, phenomenon_time, id, result) values (:d, :t, :i, :r)")
                .param("d", datastream)
                .param("t", time.atOffset(ZoneOffset.UTC))
                .param("i", id)
                .param("r", result)
                .update();
        figures.touch(new Long[] {datastream}, new String[] {time.toString()});
        return id;
    }

    /** A change of what may be folded, as the program makes it. */
    void change(long observation, String statement) {
        transaction.executeWithoutResult(status -> {
            folded.unfold(observation);
            sql.sql(statement).param("id", observation).update();
        });
    }

    void unfold(Long... observations) {
        transaction.executeWithoutResult(status -> folded.unfold(observations));
    }

    void unfold(Long[] datastreams, Long[] features) {
        transaction.executeWithoutResult(status -> folded.unfold(datastreams, features));
    }

    void remove(Long... datastreams) {
        transaction.executeWithoutResult(status -> folded.remove(datastreams));
    }

    long count(String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Every observation to the last bit, by id. */
    Map<Long, String> everything() {
        Map<Long, String> all = new TreeMap<>();
        sql.sql("""
                        select id, concat_ws('|', datastream_id, phenomenon_time, result_time, float8send(result), result_json,
                            parameters, phenomenon_end, feature_id) from observation""").query(row -> {
            all.put(row.getLong(1), row.getString(2));
        });
        return all;
    }

    @Override
    public void close() {
        database.close();
    }
}
