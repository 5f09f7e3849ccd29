package de.stadtkern.kernel.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts embedded servers with the PostgreSQL that this test run is about: the one in the folder
 * STADTKERN_POSTGRES_BINARIES, else the one that comes along.
 */
final class TestServer {

    static final @Nullable Path PROGRAMS = Optional.ofNullable(System.getenv("STADTKERN_POSTGRES_BINARIES"))
            .map(Path::of)
            .orElse(null);

    private TestServer() {}

    static EmbeddedPostgres start(Path folder) {
        return EmbeddedPostgres.start(folder, PROGRAMS);
    }

    static EmbeddedPostgres start(Path folder, Duration patience) {
        return EmbeddedPostgres.start(folder, PROGRAMS, patience);
    }
}
