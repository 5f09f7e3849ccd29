package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.database.TestDatabase;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A schema that holds the tables of roads, map and addresses only, in the database of the test run. */
public final class FreshSchema {

    private FreshSchema() {}

    public static Streets streets() {
        return Streets.in(create());
    }

    public static DataSource create() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(TestDatabase.url());
        String schema = "streets_test";
        JdbcClient.create(dataSource)
                .sql("drop schema if exists " + schema + " cascade")
                .update();
        dataSource.setCurrentSchema(schema);
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .locations(
                        "classpath:de/stadtkern/kernel/streets/*.sql",
                        "classpath:de/stadtkern/kernel/basemap/*.sql",
                        "classpath:de/stadtkern/kernel/addresses/*.sql")
                .load()
                .migrate();
        return dataSource;
    }
}
