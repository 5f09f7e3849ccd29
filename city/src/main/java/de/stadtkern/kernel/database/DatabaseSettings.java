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

    Database open() {
        if (db == null || db.isBlank()) {
            return EmbeddedPostgres.start(data, postgresBinaries);
        }
        return ExternalPostgres.at(db);
    }
}
