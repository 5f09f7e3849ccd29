package de.stadtkern.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only root can start programs as somebody else; as an ordinary user every other test shows that this works. */
class ServerAccountTest {

    private static final List<String> AS_SOMEBODY =
            List.of("setpriv", "--reuid=1000", "--regid=1000", "--clear-groups");

    @TempDir
    Path folder;

    @BeforeEach
    void onlyRootCanBecomeSomebodyElse() {
        assumeTrue(new UnixSystem().getUid() == 0, "needs root: starts programs as other accounts");
    }

    @Test
    void rootRunsTheServerAsNobodyWhereNobodyMayEnter() throws Exception {
        Shell.letEverybodyEnter(folder);
        PreparedFolder.copyTo(folder);
        for (int start = 1; start <= 2; start++) {
            try (EmbeddedPostgres postgres = TestServer.start(folder)) {
                new Words(postgres).keep("row");
                assertThat(userOfServer()).isEqualTo(FileOwner.NOBODY.uid());
            }
        }
    }

    @Test
    void rootRunsTheServerInAUserNamespaceWhereOnlyRootMayEnter() throws Exception {
        assumeTrue(userNamespacesAreAllowed(), "needs user namespaces: they are forbidden here");
        PreparedFolder.copyTo(folder);
        try (EmbeddedPostgres postgres = TestServer.start(folder)) {
            new Words(postgres).keep("row");
            assertThat(userOfServer()).isZero();
        }
    }

    @Test
    void rootNeedsNoUserNamespacesWhereNobodyMayEnter() throws Exception {
        Shell.letEverybodyEnter(folder);
        PreparedFolder.copyTo(folder);
        try (ChildProgram child = startWithCommands("setpriv", "test").awaitReady()) {
            assertThat(userOfServer()).isEqualTo(FileOwner.NOBODY.uid());
            child.end();
        }
    }

    @Test
    void rootNeedsNoSetprivWhereUserNamespacesAreAllowed() throws Exception {
        assumeTrue(userNamespacesAreAllowed(), "needs user namespaces: they are forbidden here");
        Shell.letEverybodyEnter(folder);
        PreparedFolder.copyTo(folder);
        try (ChildProgram child = startWithCommands("unshare", "test").awaitReady()) {
            assertThat(userOfServer()).isZero();
            child.end();
        }
    }

    @Test
    void rootIsToldWhenNothingCanGiveTheServerAnotherAccount() throws Exception {
        PreparedFolder.copyTo(folder);
        assertThat(startWithCommands("test").awaitFailure())
                .contains("PostgreSQL refuses to run as root, and neither setpriv nor unshare")
                .contains("Start Stadtkern as an ordinary user, or give the address of a server with --db.");
    }

    @Test
    void aSmallSharedMemoryIsEnoughAndNothingLiesInIt() throws Exception {
        Shell.letEverybodyEnter(folder);
        PreparedFolder.copyTo(folder);
        List<String> withSmallSharedMemory = List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=64k,mode=1777 tmpfs /dev/shm && exec \"$@\"",
                "sh");
        try (ChildProgram child = ChildProgram.start(
                        withSmallSharedMemory, System.getProperty("java.class.path"), SupervisedProgram.class, folder)
                .awaitReady()) {
            Path server = Path.of(
                    "/proc",
                    Long.toString(Postmaster.findFor(data()).orElseThrow().pid()));
            assertThat(Files.readString(server.resolve("maps"))).doesNotContain("/dev/shm/PostgreSQL");
            try (Stream<Path> shared = Files.list(server.resolve("root/dev/shm"))) {
                assertThat(shared).isEmpty();
            }
            child.end();
        }
    }

    @Test
    void rootKeepsTheOwnerOfDataThatSomebodyMade() throws Exception {
        Shell.letEverybodyEnter(folder);
        PreparedFolder.copyTo(folder);
        Shell.run("chown", "-R", "1000:1000", folder.toString());
        try (EmbeddedPostgres postgres = TestServer.start(folder)) {
            new Words(postgres).keep("root");
            assertThat(userOfServer()).isEqualTo(1000);
        }
        try (ChildProgram child = startAsSomebody().awaitReady()) {
            assertThat(userOfServer()).isEqualTo(1000);
            child.end();
        }
    }

    @Test
    void rootNamesTheFolderThatTheServerMayNotEnter() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Shell.run("chmod", "700", closed.toString());
        Shell.run("chown", "1000", closed.toString());
        Shell.letEverybodyEnter(folder);
        assertThatThrownBy(() -> TestServer.start(closed.resolve("data")))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("may not enter the folder " + closed.toRealPath() + ".")
                .hasMessageContaining("--data");
    }

    @Test
    void anOrdinaryUserRunsTheServerHimself() throws Exception {
        Shell.letEverybodyEnter(folder);
        Shell.run("chown", "1000:1000", folder.toString());
        try (ChildProgram child = startAsSomebody().awaitReady()) {
            assertThat(userOfServer()).isEqualTo(1000);
            child.end();
        }
        assertThat(Postmaster.findFor(data())).isEmpty();
    }

    @Test
    void anOrdinaryUserIsToldWhoseTheFolderIs() throws Exception {
        Shell.letEverybodyEnter(folder);
        PreparedFolder.copyTo(folder);
        assertThat(startAsSomebody().awaitFailure())
                .contains("The folder " + folder.toRealPath().resolve("postgres") + " belongs to ")
                .contains("(user 65534), but Stadtkern runs as ")
                .contains("(user 1000)")
                .contains("sudo chown -R");
    }

    @Test
    void anOrdinaryUserIsToldWhereNothingCanBeMade() throws Exception {
        Shell.letEverybodyEnter(folder);
        assertThat(startAsSomebody().awaitFailure())
                .contains("The folder " + folder.toRealPath() + " belongs to root (user 0)")
                .contains("--data");
    }

    @Test
    void anOrdinaryUserIsToldThatHisFolderIsReadOnly() throws Exception {
        Shell.letEverybodyEnter(folder);
        PreparedFolder.copyTo(folder);
        Shell.run("chown", "-R", "1000:1000", folder.toString());
        Shell.run("chmod", "500", folder.resolve("postgres").toString());
        assertThat(startAsSomebody().awaitFailure())
                .contains("The folder " + folder.toRealPath().resolve("postgres") + " is read-only")
                .contains("chmod u+w")
                .contains("--data");
    }

    private ChildProgram startWithCommands(String... commands) throws IOException {
        Path path = Files.createDirectory(folder.resolve("commands"));
        for (String command : commands) {
            Files.copy(Path.of("/usr/bin", command), path.resolve(command), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return ChildProgram.startWithCommands(path, SupervisedProgram.class, folder);
    }

    private ChildProgram startAsSomebody() throws IOException, InterruptedException {
        return ChildProgram.start(AS_SOMEBODY, readableClassPath(), SupervisedProgram.class, folder);
    }

    /** The class path may lie in root's home: a copy that everybody can read. */
    private String readableClassPath() throws IOException, InterruptedException {
        Path copies = Files.createTempDirectory(folder, "classpath");
        List<String> copy = new ArrayList<>(List.of("cp", "-r", "-t", copies.toString()));
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry))) {
                copy.add(entry);
                classPath.add(copies.resolve(Path.of(entry).getFileName()).toString());
            }
        }
        Shell.run(copy.toArray(String[]::new));
        Shell.run("chmod", "-R", "a+rX", copies.toString());
        return String.join(File.pathSeparator, classPath);
    }

    private static boolean userNamespacesAreAllowed() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
    }

    private int userOfServer() throws IOException {
        Postmaster postmaster = Postmaster.findFor(data()).orElseThrow();
        return FileOwner.of(Path.of("/proc", Long.toString(postmaster.pid()))).uid();
    }

    private Path data() throws IOException {
        return Cluster.in(folder.toRealPath().resolve("postgres")).data();
    }
}
