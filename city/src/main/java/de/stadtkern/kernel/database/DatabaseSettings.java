package de.stadtkern.kernel.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the operator wants the rows to lie.
 *
 * @param db JDBC URL of a PostgreSQL server, user and password may stand in it; absent means the embedded one
 * @param data the folder of everything the program keeps; the embedded PostgreSQL lies in its {@code postgres}
 * @param postgresBinaries folder of the programs that run the embedded PostgreSQL; absent means those we bring along
 */
@ConfigurationProperties("stadtkern")
public record DatabaseSettings(
        @Nullable String db,
        @DefaultValue("data") Path data,
        @Nullable Path postgresBinaries) {

    /** For a program that runs the town: makes an embedded database where there is none. */
    public Database open() {
        return db == null || db.isBlank() ? EmbeddedPostgres.start(data, postgresBinaries) : ExternalPostgres.at(db);
    }

    /** For a program that only looks: also beside the one that runs the town, and only where there are data. */
    public Database visit() {
        return db == null || db.isBlank() ? EmbeddedPostgres.visit(data, postgresBinaries) : ExternalPostgres.at(db);
    }
}
