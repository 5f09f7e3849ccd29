package de.stadtkern.kernel.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.Dump;
import de.stadtkern.Stadtkern;
import de.stadtkern.kernel.database.TestDatabase;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.MailSignIn;
import de.stadtkern.kernel.identity.OwnAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;

class TombstonesTest {

    private static final String SOURCE = "tombstone_source";
    private static final String TARGET = "tombstone_target";

    @TempDir
    Path folder;

    private final String word = UUID.randomUUID().toString();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void whoLeftAfterTheBackupDoesNotComeBackWithIt() {
        Path file = folder.resolve("town.zip");
        try (Town town = Town.empty(TestDatabase.url(), SOURCE);
                Town restored = Town.empty(TestDatabase.url(), TARGET)) {
            try (var program = start(SOURCE)) {
                signIn("a-" + word, program);
                town.backupTo(file);
                program.getBean(OwnAccount.class).close();
                signIn("b-" + word, program);
                program.getBean(OwnAccount.class).close();
            }
            assertThat(Dump.tablesWith(word, town.sql())).isEmpty();

            restored.restore(file);
            assertThat(Dump.tablesWith(word, restored.sql())).contains("person");

            long another;
            try (var program = start(TARGET)) {
                assertThat(Dump.tablesWith(word, restored.sql())).isEmpty();
                another = signIn("c-" + word, program);
            }
            assertThat(restored.sql()
                            .sql("select count(*) from backup_tombstone where person_id = :id")
                            .param("id", another)
                            .query(Long.class)
                            .single())
                    .as("the id of somebody who came and left after the backup is given again")
                    .isOne();
            try (var program = start(TARGET)) {
                assertThat(Dump.tablesWith("c-" + word, restored.sql())).contains("person");
            }
        }
    }

    @Test
    void theFileIsOnlyAddedToAndHalfALineIsSeen() throws Exception {
        TombstoneFile file = TombstoneFile.in(folder.resolve("deep/er"));
        Tombstone one = new Tombstone(7, UUID.randomUUID(), Instant.parse("2026-01-02T03:04:05.678901Z"));
        Tombstone two = new Tombstone(8, UUID.randomUUID(), Instant.EPOCH);
        assertThat(file.read()).isEmpty();
        file.append(List.of(one));
        file.append(List.of(two));
        assertThat(file.read()).containsExactly(one, two);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())))
                .isEqualTo("rw-------");

        Files.writeString(file.file(), "9 6ba7", StandardOpenOption.APPEND);
        file.append(List.of(two));
        assertThat(Files.readAllLines(file.file())).hasSize(4);
        assertThatThrownBy(file::read)
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("Line 3")
                .hasMessageContaining("Nothing was changed.");
    }

    @Test
    void manyWhoLeaveAtOnceAllGetALine() throws Exception {
        TombstoneFile file = TombstoneFile.in(folder);
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long id = 1; id <= 50; id++) {
                Tombstone one = new Tombstone(id, UUID.randomUUID(), Instant.EPOCH);
                all.submit(() -> {
                    file.append(List.of(one));
                    return one;
                });
            }
        }
        assertThat(file.read()).hasSize(50);
    }

    private long signIn(String name, ConfigurableApplicationContext program) {
        MailSignIn mail = program.getBean(MailSignIn.class);
        String token =
                mail.request(name + "@weg.example", "tombstones").orElseThrow().token();
        mail.signIn(token, new MockHttpServletRequest(), new MockHttpServletResponse());
        return program.getBean(Access.class).person().id();
    }

    private ConfigurableApplicationContext start(String schema) {
        return SpringApplication.run(
                Stadtkern.class,
                "--stadtkern.db=" + TestDatabase.url() + "&currentSchema=" + schema,
                "--stadtkern.data=" + folder,
                "--stadtkern.port=0",
                "--stadtkern.mqtt-port=-1");
    }
}
