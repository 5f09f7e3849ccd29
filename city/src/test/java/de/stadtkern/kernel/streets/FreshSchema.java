package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.database.TestDatabase;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A schema that holds the tables of roads and map only, in the database of the test run. */
public final class FreshSchema {

    private FreshSchema() {}

    public static Streets streets() {
        return streets(create());
    }

    public static Streets streets(DataSource dataSource) {
        return new Streets(new SegmentRows(dataSource), transactions(dataSource));
    }

    public static TransactionTemplate transactions(DataSource dataSource) {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
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
                .locations("classpath:de/stadtkern/kernel/streets/*.sql", "classpath:de/stadtkern/kernel/basemap/*.sql")
                .load()
                .migrate();
        return dataSource;
    }
}
