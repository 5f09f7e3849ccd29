package de.stadtkern.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a full or read-only disk does. Only root can mount a small one. */
class DiskTest {

    private static final int TOO_SMALL_FOR_THE_PROGRAMS = 20;
    private static final int TOO_SMALL_FOR_THE_DATA = 75;
    private static final int ENOUGH = 220;

    @TempDir
    Path folder;

    @BeforeEach
    void letTheServerEnter() throws Exception {
        Shell.letEverybodyEnter(folder);
    }

    @Test
    void aDiskThatIsTooSmallIsNamedAtTheFirstStart() throws Exception {
        for (int megabytes : new int[] {TOO_SMALL_FOR_THE_PROGRAMS, TOO_SMALL_FOR_THE_DATA}) {
            try (Mount disk = Mount.ofMegabytes(megabytes, folder.resolve("small"))) {
                assertTellsThatItIsFull(() -> EmbeddedPostgres.start(disk.folder(), null));
                Shell.run(
                        "mount",
                        "-o",
                        "remount,size=" + ENOUGH + "m",
                        disk.folder().toString());
                EmbeddedPostgres.start(disk.folder(), null).close();
            }
        }
    }

    @Test
    void aDiskThatRanFullIsNamedAtTheNextStart() throws Exception {
        try (Mount disk = Mount.ofMegabytes(ENOUGH, folder.resolve("small"))) {
            PreparedFolder.copyTo(disk.folder());
            Path ballast = disk.fill();
            assertTellsThatItIsFull(() -> TestServer.start(disk.folder()));
            Files.delete(ballast);
            TestServer.start(disk.folder()).close();
        }
    }

    @Test
    void aServerWhoseDiskRunsFullGoesOnWhenThereIsRoomAgain() throws Exception {
        try (Mount disk = Mount.ofMegabytes(ENOUGH, folder.resolve("small"))) {
            PreparedFolder.copyTo(disk.folder());
            try (EmbeddedPostgres postgres = TestServer.start(disk.folder())) {
                new Words(postgres).keep("small");
                Path ballast = disk.fill();
                long kept = 1;
                while (tryToKeepMuch(postgres)) {
                    kept++;
                }
                Files.delete(ballast);
                await().atMost(Duration.ofMinutes(1)).until(() -> tryToKeepMuch(postgres));
                assertThat(count(postgres)).isGreaterThanOrEqualTo(kept + 1);
            }
        }
    }

    @Test
    void aReadOnlyDiskIsNamed() throws Exception {
        try (Mount disk = Mount.ofMegabytes(ENOUGH, folder.resolve("fixed"))) {
            PreparedFolder.copyTo(disk.folder());
            disk.makeReadOnly();
            assertTellsThatItIsReadOnly(() -> TestServer.start(disk.folder()));
            assertTellsThatItIsReadOnly(() -> TestServer.start(disk.folder().resolve("new")));
        }
    }

    private static void assertTellsThatItIsFull(ThrowingCallable start) {
        assertThatThrownBy(start)
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("The disk of ")
                .hasMessageContaining("small")
                .hasMessageContaining(" is full: ")
                .hasMessageContaining("Make room")
                .hasMessageContaining("--data");
    }

    private static void assertTellsThatItIsReadOnly(ThrowingCallable start) {
        assertThatThrownBy(start)
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("fixed")
                .hasMessageContaining(" is read-only")
                .hasMessageContaining("--data");
    }

    private static boolean tryToKeepMuch(EmbeddedPostgres postgres) {
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into kept select string_agg(md5(random()::text), '') from generate_series(1, 10000)");
            return true;
        } catch (SQLException full) {
            return false;
        }
    }

    private static long count(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from kept")) {
            row.next();
            return row.getLong(1);
        }
    }
}
