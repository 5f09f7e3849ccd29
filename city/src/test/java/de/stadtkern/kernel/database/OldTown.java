package de.stadtkern.kernel.database;

import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables as they were before a migration, in a schema of their own that goes when it is closed. */
public final class OldTown implements AutoCloseable {

    private final String schema = "old_" + UUID.randomUUID().toString().replace("-", "");
    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final JdbcClient sql;

    /** @param version of the migration that has not run yet, as 20261129.0510 */
    public OldTown(String version) {
        source.setUrl(TestDatabase.url() + "&currentSchema=" + schema);
        MigrationVersion changed = MigrationVersion.fromVersion(version);
        MigrationVersion before = Arrays.stream(flyway().load().info().all())
                .map(MigrationInfo::getVersion)
                .filter(one -> one.compareTo(changed) < 0)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        flyway().target(before).load().migrate();
        sql = JdbcClient.create(source);
    }

    public JdbcClient sql() {
        return sql;
    }

    /** Brings the tables up to date. */
    public void migrate() {
        flyway().load().migrate();
    }

    @Override
    public void close() {
        sql.sql("drop schema " + schema + " cascade").update();
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(source).schemas(schema).locations("classpath:de/stadtkern/**/*.sql");
    }
}
