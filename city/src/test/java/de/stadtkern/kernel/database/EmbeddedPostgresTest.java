package de.stadtkern.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    @BeforeEach
    void letTheServerEnter() throws Exception {
        Shell.letEverybodyEnter(folder);
    }

    @AfterEach
    void leaveNoServerBehind() throws IOException {
        Optional<Postmaster> left = Postmaster.findFor(cluster().data());
        if (left.isPresent() && left.get().isAlive()) {
            left.get().kill();
        }
    }

    @Test
    void firstStartMakesADurableDatabaseAndARestartKeepsItsRows() throws Exception {
        try (EmbeddedPostgres first = TestServer.start(folder)) {
            Words words = new Words(first);
            words.keep("before");
            for (String durable : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(words.setting(durable)).as(durable).isEqualTo("on");
            }
            assertThat(words.setting("listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(words.setting("server_version"))
                    .startsWith(Files.readString(cluster().data().resolve("PG_VERSION"))
                            .strip());
        }
        try (EmbeddedPostgres second = TestServer.start(folder)) {
            assertThat(new Words(second).kept()).containsExactly("before");
        }
        assertThat(cluster().data().resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        PreparedFolder.copyTo(folder);
        try (EmbeddedPostgres postgres = TestServer.start(folder)) {
            Path password = cluster().passwordFile();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            String url = postgres.login().url();
            assertThatThrownBy(() -> DriverManager.getConnection(url, "stadtkern", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void adoptsTheServerOfAKilledProgram() throws Exception {
        PreparedFolder.copyTo(folder);
        killAProgram();
        Postmaster orphan = postmaster();
        try (EmbeddedPostgres adopted = TestServer.start(folder)) {
            assertThat(postmaster().pid()).isEqualTo(orphan.pid());
            assertThat(new Words(adopted).kept()).containsExactly("child");
        }
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void replacesALeftServerThatDoesNotAnswer() throws Exception {
        PreparedFolder.copyTo(folder);
        killAProgram();
        long orphan = postmaster().pid();
        Shell.run("kill", "-STOP", Long.toString(orphan));
        try (EmbeddedPostgres replacement = TestServer.start(folder, Duration.ofSeconds(1))) {
            assertThat(postmaster().pid()).isNotEqualTo(orphan);
            assertThat(new Words(replacement).kept()).containsExactly("child");
        }
    }

    @Test
    void replaysTheLogOfAServerThatWasKilledToo() throws Exception {
        PreparedFolder.copyTo(folder);
        killAProgram();
        postmaster().kill();
        try (EmbeddedPostgres restarted = TestServer.start(folder)) {
            assertThat(new Words(restarted).kept()).containsExactly("child");
        }
    }

    @Test
    void isNotHinderedByAStrangerWhoHasTheDeadServersProcessId() throws Exception {
        PreparedFolder.copyTo(folder);
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    cluster().data().resolve("postmaster.pid"),
                    "%d\n%s\n1\n5432\n\n127.0.0.1\n1 1\nready   \n"
                            .formatted(stranger.pid(), cluster().data()));
            TestServer.start(folder).close();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void isNotHinderedByAPidFileThatAPowerFailureSpoilt() throws Exception {
        PreparedFolder.copyTo(folder);
        for (String left : List.of("", "4711\n", "\0".repeat(90), "\0\n".repeat(8))) {
            Files.writeString(cluster().data().resolve("postmaster.pid"), left);
            TestServer.start(folder).close();
        }
    }

    @Test
    void endsTheChildrenThatAKilledServerLeftBehind() throws Exception {
        PreparedFolder.copyTo(folder);
        try (ChildProgram child =
                ChildProgram.start(SupervisedProgram.class, folder).awaitReady()) {
            Postmaster server = postmaster();
            List<ProcessHandle> children =
                    ProcessHandle.of(server.pid()).orElseThrow().children().toList();
            List<ProcessHandle> stuck = new ArrayList<>();
            for (ProcessHandle running : children) {
                if (stop(running)) {
                    stuck.add(running);
                }
            }
            child.kill();
            server.kill();
            assertThat(stuck).isNotEmpty().allMatch(ProcessHandle::isAlive);
            try (EmbeddedPostgres restarted = TestServer.start(folder)) {
                assertThat(new Words(restarted).kept()).containsExactly("child");
            }
            CompletableFuture.allOf(stuck.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void endsAServerWhosePidFileIsLost() throws Exception {
        PreparedFolder.copyTo(folder);
        killAProgram();
        Postmaster orphan = postmaster();
        Files.delete(cluster().data().resolve("postmaster.pid"));
        try (EmbeddedPostgres restarted = TestServer.start(folder)) {
            assertThat(new Words(restarted).kept()).containsExactly("child");
            assertThat(orphan.isAlive()).isFalse();
        }
    }

    @Test
    void bringsAServerBackThatIsKilledUnderARunningProgram() throws Exception {
        PreparedFolder.copyTo(folder);
        try (EmbeddedPostgres postgres = TestServer.start(folder)) {
            Words words = new Words(postgres);
            for (String word : List.of("a", "b", "c")) {
                words.keep(word);
                postmaster().kill();
                await().ignoreExceptions().until(() -> words.kept().contains(word));
            }
            assertThat(words.kept()).containsExactly("a", "b", "c");
        }
        assertThat(cluster().data().resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void recoversFromAFirstStartThatWasKilledHalfWay() throws Exception {
        try (ChildProgram child = ChildProgram.start(SupervisedProgram.class, folder)) {
            awaitHalfMadeCluster();
            child.kill();
        }
        assertThat(cluster().directory()).doesNotExist();
        try (EmbeddedPostgres recovered = TestServer.start(folder)) {
            new Words(recovered).keep("after");
            assertThat(new Words(recovered).kept()).containsExactly("after");
        }
        TestServer.start(folder).close();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void refusesASecondProgramOnTheSameFolder() throws Exception {
        PreparedFolder.copyTo(folder);
        try (ChildProgram child =
                ChildProgram.start(SupervisedProgram.class, folder).awaitReady()) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThatThrownBy(() -> TestServer.start(folder))
                        .isInstanceOf(DatabaseFailure.class)
                        .hasMessageContaining(Long.toString(child.pid()))
                        .hasMessageContaining(folder.toRealPath().toString())
                        .hasMessageContaining("--data");
            }
            child.end();
        }
    }

    @Test
    void refusesASecondStartInTheSameProgram() throws Exception {
        PreparedFolder.copyTo(folder);
        EmbeddedPostgres first = TestServer.start(folder);
        assertThatThrownBy(() -> TestServer.start(folder)).isInstanceOf(DatabaseFailure.class);
        try (ChildProgram child = ChildProgram.start(SupervisedProgram.class, folder)) {
            assertThat(child.awaitFailure()).contains("Another Stadtkern (process ");
        }
        first.close();
        TestServer.start(folder).close();
    }

    @Test
    void namesThePasswordFileWhenItsPasswordIsWrong() throws Exception {
        PreparedFolder.copyTo(folder);
        Files.writeString(cluster().passwordFile(), "wrong");
        assertThatThrownBy(() -> TestServer.start(folder))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining(cluster().passwordFile().toString());
        assertThat(Postmaster.findFor(cluster().data())).isEmpty();
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws Exception {
        PreparedFolder.copyTo(folder);
        Files.writeString(cluster().data().resolve("PG_VERSION"), "17\n");
        assertThatThrownBy(() -> TestServer.start(folder))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("made by PostgreSQL 17")
                .hasMessageContaining("Make a backup")
                .hasMessageContaining("--db");
    }

    @Test
    void tellsWhatPostgresSaidWhenItDoesNotStart() throws Exception {
        PreparedFolder.copyTo(folder);
        Files.writeString(cluster().data().resolve("postgresql.conf"), "no_such_setting = 1\n");
        assertThatThrownBy(() -> TestServer.start(folder))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("no_such_setting");
    }

    @Test
    void leavesNoServerBehindWhenTheProgramIsTerminated() throws Exception {
        PreparedFolder.copyTo(folder);
        try (ChildProgram child =
                ChildProgram.start(SpringProgram.class, folder).awaitReady()) {
            Postmaster server = postmaster();
            child.terminate();
            assertThat(server.isAlive()).isFalse();
        }
    }

    /** Whether the process could be stopped: a worker of PostgreSQL may have ended a moment ago. */
    private static boolean stop(ProcessHandle process) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                        .start()
                        .waitFor()
                == 0;
    }

    private void killAProgram() throws IOException, InterruptedException {
        try (ChildProgram child =
                ChildProgram.start(SupervisedProgram.class, folder).awaitReady()) {
            child.kill();
        }
    }

    private Cluster cluster() throws IOException {
        return Cluster.in(folder.toRealPath().resolve("postgres"));
    }

    private Postmaster postmaster() throws IOException {
        return Postmaster.findFor(cluster().data()).orElseThrow();
    }

    private void awaitHalfMadeCluster() throws IOException, InterruptedException {
        while (unfinished().stream().noneMatch(made -> Files.exists(made.resolve("data/PG_VERSION")))) {
            Thread.sleep(5);
        }
    }

    private List<Path> unfinished() throws IOException {
        Path home = folder.resolve("postgres");
        if (Files.notExists(home)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(home)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("unfinished-"))
                    .toList();
        }
    }
}
