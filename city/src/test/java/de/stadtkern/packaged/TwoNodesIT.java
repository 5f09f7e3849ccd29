package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.stadtkern.kernel.database.TestDatabase;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two programs on one PostgreSQL are one town. */
class TwoNodesIT {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final int REPORTS = 200;
    private static final String PASSWORD = "zwei-knoten-eine-stadt";
    private static final String DATABASE = TestDatabase.fresh();

    private static Program first;
    private static Program second;
    private static Path data;

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(DATABASE));

    @BeforeAll
    static void startTwoNodes() throws IOException {
        data = Program.dataDirectory();
        Files.writeString(data.resolve("admin-password"), PASSWORD);
        first = start(data);
        first.address();
        second = start(Program.dataDirectory());
        second.address();
    }

    private static Program start(Path data) throws IOException {
        return Program.start(
                "serve",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--db",
                DATABASE,
                "--admin-password-file",
                TwoNodesIT.data.resolve("admin-password").toString());
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void whoSignsInOnOneIsSignedInOnTheOther() throws Exception {
        String form = get(first.address().resolve("/sign-in")).body();
        var token = CSRF.matcher(form);
        assertThat(token.find()).as(form).isTrue();
        http.send(
                HttpRequest.newBuilder(first.address().resolve("/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=admin&password=%s&_csrf=%s"
                                .formatted(encoded(PASSWORD), encoded(token.group(1)))))
                        .build(),
                BodyHandlers.discarding());

        HttpResponse<String> page = get(second.address().resolve("/administration"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("admin");
    }

    @Test
    void aChangeOnOneReachesAnOpenPageOfTheOtherAndEveryEventIsTakenOnce() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpRequest live =
                HttpRequest.newBuilder(second.address().resolve("/live")).build();
        http.sendAsync(live, BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(heard::add));
        Sensors sensors = new Sensors(
                first.address(), Files.readString(data.resolve("api-key")).strip());
        Sensors.Road road = sensors.road("Brücke");
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            sensors.observe(road.dewPoint(), -2);
            sensors.observe(road.surface(), -3.1);
            return heard.containsAll(List.of("event:winter", "event:operations"));
        });
        assertThat(proposalsAbout(road)).isEqualTo(1);
    }

    @Test
    void aNodeThatStartsAmidDeliveryCausesNoSecondProposal() throws Exception {
        Sensors sensors = new Sensors(
                first.address(), Files.readString(data.resolve("api-key")).strip());
        Sensors.Road road = sensors.road("Markt");
        sensors.observe(road.dewPoint(), -2);
        Path others = Program.dataDirectory();
        try (Program third = start(others)) {
            for (int i = 0; i < REPORTS || !third.output().contains("running"); i++) {
                sensors.observe(road.surface(), -3.1);
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> count("select count(*) from event_publication") == 0);
        }
        assertThat(proposalsAbout(road)).isEqualTo(1);
        assertThat(count("select count(*) from dead_event")).isZero();
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private long proposalsAbout(Sensors.Road road) {
        return count("select count(*) from proposal where subject = '%d'".formatted(road.thing()));
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
