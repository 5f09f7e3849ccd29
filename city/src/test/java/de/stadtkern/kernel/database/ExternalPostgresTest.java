package de.stadtkern.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalPostgresTest {

    @TempDir
    Path folder;

    @BeforeEach
    void letTheServerEnter() throws Exception {
        Shell.letEverybodyEnter(folder);
    }

    @Test
    void worksWithPostgresFifteenAndNeitherStopsItNorMakesFilesOfItsOwn() throws Exception {
        assumeTrue(Files.isDirectory(TownServer.PROGRAMS), "needs PostgreSQL 15 in " + TownServer.PROGRAMS);
        try (TownServer server = TownServer.start(folder)) {
            Path unused = folder.resolve("data");
            try (Database database = new DatabaseSettings(server.url("geheim"), unused, null).open()) {
                Words words = new Words(database);
                words.keep("row");
                assertThat(words.kept()).containsExactly("row");
                assertThat(words.setting("server_version")).startsWith("15.");
            }
            assertThat(unused).doesNotExist();
            assertThat(server.runs()).isTrue();
        }
    }

    @Test
    void aWrongPasswordIsToldButNotShown() throws Exception {
        assumeTrue(Files.isDirectory(TownServer.PROGRAMS), "needs PostgreSQL 15 in " + TownServer.PROGRAMS);
        try (TownServer server = TownServer.start(folder)) {
            assertThatThrownBy(() -> ExternalPostgres.at(server.url("verraten")))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("password authentication failed for user \"town\"")
                    .hasMessageNotContaining("verraten");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        String address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        assertThatThrownBy(() -> ExternalPostgres.at("jdbc:postgresql://" + address + "/town"))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining(address)
                .hasMessageContaining("Check that it runs");
    }

    @Test
    void anAddressOfAnotherKindIsRefusedWithAnExample() {
        assertThatThrownBy(() -> ExternalPostgres.at("jdbc:mysql://db/town?password=verraten"))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("jdbc:mysql://db/town")
                .hasMessageContaining("jdbc:postgresql://host:5432/stadtkern")
                .hasMessageNotContaining("verraten");
    }
}
