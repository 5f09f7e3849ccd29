package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Backup and restore as an operator calls them, also killed half-way. */
class BackupIT {

    private static final int MANY = 500_000;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aBackupOfARunningTownBecomesAnotherTownHoweverOftenBothAreKilled() throws Exception {
        Path data = Program.dataDirectory();
        Path target = Program.dataDirectory();
        Path file = data.resolve("town.zip");
        Path byTheClock = data.resolve("backups");
        Path config = Files.writeString(
                data.resolve("town.properties"), "stadtkern.backup.folder=" + byTheClock + System.lineSeparator());
        try (Program town =
                Program.start("serve", "--port", "0", "--data", data.toString(), "--config", config.toString())) {
            URI address = town.address();
            long datastream = furnish(address, data);
            await().atMost(Duration.ofMinutes(2)).until(() -> holdsOneBackup(byTheClock));

            killWhen(backup(file, data), data.resolve("town.zip.unfinished"));
            assertThat(file).doesNotExist();
            assertEnds(backup(file, data), "Written ");
            assertThat(get(address.resolve("/winter"))).isEqualTo(200);

            Program killed = restore(file, target);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptions()
                    .until(() -> observationsAreLoading(target));
            killed.kill();
            try (Program unusable = Program.start("serve", "--port", "0", "--data", target.toString())) {
                assertThat(unusable.exitCode()).isEqualTo(1);
                assertThat(unusable.output())
                        .contains("A restore into this database runs or was interrupted")
                        .contains("stadtkern restore FILE");
            }
            assertEnds(restore(file, target), "Restored ");
            assertThat(count(data)).isEqualTo(MANY + 1);
            try (Program copy = Program.start("serve", "--port", "0", "--data", target.toString())) {
                assertThat(get(copy.address()
                                .resolve("/sensorthings/v1.1/Datastreams(%d)/Observations?$top=1"
                                        .formatted(datastream))))
                        .isEqualTo(200);
                assertThat(count(target)).isEqualTo(MANY + 1);
            }
        }
    }

    private static long furnish(URI address, Path data) throws IOException, InterruptedException, SQLException {
        Sensors sensors =
                new Sensors(address, Files.readString(data.resolve("api-key")).strip());
        Sensors.Road road = sensors.road("Brücke");
        sensors.observe(road.dewPoint(), -2);
        try (Connection connection = connect(data);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into observation_row (datastream_id, phenomenon_time, result)"
                    + " select %d, now() - n * interval '1 min', n / 7.0 from generate_series(1, %d) n"
                            .formatted(road.surface(), MANY));
        }
        return road.surface();
    }

    private static boolean holdsOneBackup(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("Z.zip")).count() == 1;
        }
    }

    private static Program backup(Path file, Path data) throws IOException {
        return Program.start("backup", file.toString(), "--data", data.toString());
    }

    private static Program restore(Path file, Path data) throws IOException {
        return Program.start("restore", file.toString(), "--data", data.toString());
    }

    private static void killWhen(Program program, Path exists) throws InterruptedException {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5)).until(() -> Files.exists(exists));
        program.kill();
    }

    private static void assertEnds(Program program, String words) throws InterruptedException {
        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).contains(words);
    }

    private int get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .statusCode();
    }

    private static long count(Path data) throws IOException, SQLException {
        try (Connection connection = connect(data);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from observation")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean observationsAreLoading(Path data) throws IOException, SQLException {
        try (Connection connection = connect(data);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from pg_stat_progress_copy p"
                        + " join pg_class c on c.oid = p.relid where c.relname like 'observation_%')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Connection connect(Path data) throws IOException, SQLException {
        Path cluster = data.resolve("postgres/cluster");
        String port = Files.readAllLines(cluster.resolve("data/postmaster.pid")).get(3);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/stadtkern".formatted(port.strip()),
                "stadtkern",
                Files.readString(cluster.resolve("password")));
    }
}
