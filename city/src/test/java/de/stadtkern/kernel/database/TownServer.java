package de.stadtkern.kernel.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The distribution's PostgreSQL 15 on a free port: a server that is not ours. */
public record TownServer(ServerAccount account, Path data, int port) implements AutoCloseable {

    public static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    public static TownServer start(Path folder) throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve("town"));
        ServerAccount account = ServerAccount.forHome(home);
        Path password = Files.writeString(home.resolve("password"), "geheim");
        account.owner().takeOver(home);
        TownServer server = new TownServer(account, home.resolve("data"), freePort());
        server.run("initdb", "-U", "town", "-A", "scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "-N");
        server.run(
                "pg_ctl",
                "start",
                "-w",
                "-o",
                server.options(),
                "-l",
                home.resolve("log").toString());
        return server;
    }

    public String url(String password) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=town&password=%s".formatted(port, password);
    }

    boolean runs() throws IOException {
        return Postmaster.findFor(data).orElseThrow().isAlive();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "stop", "-w", "-m", "immediate");
    }

    private String options() {
        return "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off".formatted(port);
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(PROGRAMS.resolve(program).toString(), "-D", data.toString()));
        words.addAll(List.of(arguments));
        Shell.run(account.command(words).toArray(String[]::new));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
