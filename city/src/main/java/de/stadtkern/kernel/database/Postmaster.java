package de.stadtkern.kernel.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A server process as its file {@code postmaster.pid} describes it. The file outlives a server that was killed.
 *
 * @param file that file: process id in line 1, port in line 4
 */
record Postmaster(long pid, int port, Path file) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    private static final String STILL_STARTING = "57P03";
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** No process has this id: Linux stops at 2²². */
    private static final String NO_PID = Integer.toString(Integer.MAX_VALUE);

    static Optional<Postmaster> findFor(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        try {
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(PID_LINE).strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip()),
                    file));
        } catch (IndexOutOfBoundsException | NumberFormatException spoiltByAPowerFailure) {
            return Optional.empty();
        }
    }

    /**
     * Ends what a killed server left behind: a process that still works on these data keeps a new server from starting.
     * PostgreSQL's processes have their data as working directory.
     */
    static void killAllOn(Path data) throws IOException {
        for (List<ProcessHandle> left = allOn(data); !left.isEmpty(); left = allOn(data)) {
            left.forEach(ProcessHandle::destroyForcibly);
            pause();
        }
    }

    private static List<ProcessHandle> allOn(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> worksOn(data, Path.of("/proc", Long.toString(process.pid()))))
                .toList();
    }

    private static boolean worksOn(Path data, Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data)
                    && Files.readSymbolicLink(process.resolve("exe"))
                            .getFileName()
                            .toString()
                            .startsWith("postgres");
        } catch (IOException e) {
            return false; // ended by now, or somebody else's
        }
    }

    /** Whether the process lives and is a server on these data, not a stranger that was given the same id. */
    boolean isAlive() {
        String data = data().toString();
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().arguments())
                .filter(arguments -> Arrays.asList(arguments).contains(data))
                .isPresent();
    }

    /**
     * Whether the server lets us in and works on these data. One that is still starting is waited for without limit:
     * after a crash it replays its write-ahead log.
     */
    boolean answers(Login login, Duration patience) throws IOException {
        Instant end = Instant.now().plus(patience);
        while (isAlive() && Instant.now().isBefore(end)) {
            try (Connection connection = login.connect(patience)) {
                return dataOf(connection).equals(data());
            } catch (SQLException e) {
                end = STILL_STARTING.equals(e.getSQLState()) ? Instant.now().plus(patience) : end;
            }
            pause();
        }
        return false;
    }

    /** The last resort for a server that does not even stop; its write-ahead log makes good what is lost. */
    void kill() throws IOException {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        while (isAlive()) {
            pause();
        }
    }

    /**
     * Keeps PostgreSQL from taking whatever now has the dead server's process id for that server. The rest of the file
     * stays: by its shared memory key PostgreSQL notices processes that outlived their server.
     */
    void forgetPid() throws IOException {
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            lines.set(PID_LINE, NO_PID);
            Files.write(file, lines);
        }
    }

    private Path data() {
        return file.resolveSibling("");
    }

    private static Path dataOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            row.next();
            return Path.of(row.getString(1));
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", e);
        }
    }
}
