package de.stadtkern.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

    @TempDir
    Path folder;

    @Test
    void aMachineWithoutProgramsIsNamedTogetherWithTheWayOut() {
        assertThatThrownBy(() -> PostgresBinaries.requireFor("Mac OS X", "aarch64"))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("Mac OS X on aarch64")
                .hasMessageContaining("--db jdbc:postgresql://");
    }

    @Test
    void programsThatAPowerFailureSpoiltAreUnpackedAgain() throws IOException {
        Path postgres = PostgresBinaries.bundled(folder).directory().resolve("postgres");
        long size = Files.size(postgres);
        Object untouched = Files.getLastModifiedTime(postgres);
        PostgresBinaries.bundled(folder);
        assertThat(Files.getLastModifiedTime(postgres)).isEqualTo(untouched);

        Files.write(postgres, new byte[0]);
        PostgresBinaries.bundled(folder);
        assertThat(postgres).hasSize(size).isExecutable();

        Files.write(folder.resolve("bin-18.6.0/files.crc32c"), new byte[] {0, -1});
        PostgresBinaries.bundled(folder);
        assertThat(PostgresBinaries.at(postgres.resolveSibling("")).major()).isEqualTo(18);
    }

    @Test
    void aFolderWithoutProgramsIsNamed() {
        assertThatThrownBy(() -> PostgresBinaries.at(folder))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("There is no PostgreSQL in " + folder)
                .hasMessageContaining("--postgres-binaries");
    }

    @Test
    void programsThatAreTooOldAreRefused() throws IOException {
        Path postgres =
                Files.writeString(folder.resolve("postgres"), "#!/bin/sh\necho 'postgres (PostgreSQL) 14.19'\n");
        Files.setPosixFilePermissions(postgres, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> PostgresBinaries.at(folder))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("postgres (PostgreSQL) 14.19")
                .hasMessageContaining("15 or newer");
    }
}
