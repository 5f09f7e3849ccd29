package de.stadtkern.services.open311;

import static de.stadtkern.kernel.reports.Reported.as;
import static de.stadtkern.kernel.reports.Reported.somewhere;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.portal.Texts;
import de.stadtkern.kernel.reports.PublicReports;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportDesk;
import de.stadtkern.kernel.reports.ReportExchange;
import de.stadtkern.kernel.reports.ReportModeration;
import de.stadtkern.kernel.reports.ReportNote;
import de.stadtkern.kernel.reports.Reported;
import de.stadtkern.kernel.reports.Responsible;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports go to bodies outside and their answers come back: to our own interface next door, and to one that fails first. */
@TownTest
class ForwardingTest {

    private static final Open311Settings OPEN = new Open311Settings(300, true, Duration.ofDays(7), Duration.ofDays(30));

    @Autowired
    ApplicationContext program;

    @Autowired
    ReportDesk desk;

    @Autowired
    ReportModeration moderation;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private final String word = "wort-" + UUID.randomUUID();
    private Peer peer;

    @BeforeEach
    void open() {
        peer = new Peer(OPEN);
        Reported.drawGermany(jdbc, people.foreignMunicipality());
    }

    @AfterEach
    void close() {
        peer.destroy();
        jdbc.sql("delete from report_area where municipality_id = :there")
                .param("there", people.foreignMunicipality())
                .update();
        jdbc.sql("update report_body set open311 = null where name = :word")
                .param("word", word)
                .update();
    }

    @Test
    void theMunicipalityNextDoorTakesItOnceAndWhatItSaysIsANoteForStaff() {
        String key = "sk_" + word;
        jdbc.sql("""
            insert into api_key (municipality_id, name, key_hash, scope)
            values (:there, 'nebenan', encode(sha256(:key::bytea), 'hex'), 'reports:write')\
            """)
                .param("there", people.foreignMunicipality())
                .param("key", key)
                .update();
        long number = handedOver("http://localhost:" + port + "/open311/v2/", "nachbarstadt", key, "road");
        forwarding().send();
        assertThat(sent(number)).as("not while nobody has released it").isEmpty();

        release(number, word + " ohne Namen");
        send(number);
        send(number);
        String remote = sent(number).getFirst();
        List<Long> there = jdbc.sql("select id from report where municipality_id = :there and description like :words")
                .param("there", people.foreignMunicipality())
                .param("words", word + "%")
                .query((rs, n) -> rs.getLong(1))
                .list();
        assertThat(there).extracting(String::valueOf).containsExactly(remote);
        Report arrived = as(people.foreignOfficer(), () -> desk.get(there.getFirst()));
        assertThat(arrived.description()).isEqualTo(word + " ohne Namen\n\nMusterstadt " + number);
        assertThat(arrived.author()).isEqualTo(Report.Author.UNKNOWN);

        replies().ask();
        assertThat(notes(number)).as("not public there").hasSize(1);
        as(people.foreignOfficer(), () -> {
            moderation.release(there.getFirst(), "Loch");
            desk.answer(there.getFirst(), State.DONE, "Geflickt");
            return true;
        });
        replies().ask();
        replies().ask();
        assertThat(notes(number))
                .hasSize(3)
                .allMatch(note -> note.kind() == ReportNote.Kind.INTERNAL)
                .extracting(ReportNote::text)
                .containsExactly(
                        "Über Open311 an " + word + " übergeben. Die Nummer dort ist: " + remote,
                        word + " sagt über Open311: FIXED: Geflickt",
                        word + " sagt über Open311: closed");
        assertThat(program.getBean(PublicReports.class).listNotes(number)).isEmpty();
    }

    @Test
    void aBodyThatFailsFirstIsAskedAgainAndMayAnswerByToken() throws IOException {
        List<String> posts = new CopyOnWriteArrayList<>();
        AtomicInteger left = new AtomicInteger(3);
        HttpServer body = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        body.createContext("/api/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            switch (path) {
                case "/api/services.xml" -> answer(exchange, 200, """
                    <services><service><service_code>A-7</service_code><service_name>Alles</service_name></service></services>\
                    """);
                case "/api/requests.xml" -> {
                    posts.add(URLDecoder.decode(
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8));
                    if (left.decrementAndGet() >= 0) {
                        answer(exchange, 400, """
                            <errors><error><code>400</code><description>kaputt</description></error></errors>\
                            """);
                    } else {
                        answer(
                                exchange,
                                200,
                                "<service_requests><request><token>t 1</token></request></service_requests>");
                    }
                }
                case "/api/tokens/t 1.xml" -> answer(exchange, 200, """
                    <service_requests><request><service_request_id>9/9</service_request_id><token>t 1</token></request>\
                    </service_requests>\
                    """);
                case "/api/requests/9/9.xml" -> answer(exchange, 200, """
                    <!DOCTYPE a [<!ENTITY e "x">]><service_requests type="array"><request>
                    <service_request_id>9/9</service_request_id><status>open</status>
                    <status_notes>Liegt &amp; wartet</status_notes></request></service_requests>\
                    """);
                default -> answer(exchange, 404, "nichts");
            }
        });
        body.start();
        try {
            long number = handedOver("http://localhost:" + body.getAddress().getPort() + "/api", null, "k&1", "light");
            release(number, "");
            for (int i = 0; i < 3; i++) {
                send(number);
            }
            assertThat(notes(number))
                    .extracting(ReportNote::text)
                    .anySatisfy(text -> assertThat(text).contains("nicht angenommen: HTTP 400 kaputt"));
            send(number);
            assertThat(posts)
                    .hasSize(4)
                    .allSatisfy(post -> assertThat(post)
                            .contains("service_code=A-7", "api_key=k&1", "Musterstadt " + number)
                            .doesNotContain("jurisdiction_id"));

            replies().ask();
            assertThat(sent(number)).containsExactly("9/9");
            assertThat(notes(number))
                    .extracting(ReportNote::text)
                    .anySatisfy(text -> assertThat(text).endsWith("open: Liegt & wartet"));
        } finally {
            body.stop(0);
        }
    }

    @Test
    void onlyPublicAddressesByHttpsAreAsked() {
        peer = new Peer(new Open311Settings(300, false, Duration.ofDays(7), Duration.ofDays(30)));
        long number = handedOver("https://127.0.0.1:1/open311", null, null, "light");
        release(number, word);
        for (int i = 0; i < 3; i++) {
            send(number);
        }
        assertThat(notes(number))
                .extracting(ReportNote::text)
                .anySatisfy(text -> assertThat(text).contains("die Adresse muss mit https beginnen"));
        jdbc.sql("update open311_sent set since = now() - interval '8 days' where report_id = :number")
                .param("number", number)
                .update();
        send(number);
        assertThat(notes(number))
                .extracting(ReportNote::text)
                .anySatisfy(text -> assertThat(text).contains("Es wird nicht mehr versucht"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A report of the town for which a new body outside is responsible. */
    private long handedOver(String address, @Nullable String jurisdiction, @Nullable String key, String code) {
        long body = jdbc.sql("""
            insert into report_body (municipality_id, name, open311, jurisdiction, api_key)
            values (:here, :name, :address, :jurisdiction, :key) returning id\
            """)
                .param("here", people.municipality())
                .param("name", word)
                .param("address", address)
                .param("jurisdiction", jurisdiction)
                .param("key", key)
                .query(Long.class)
                .single();
        long number = new Reported(program).pending(code, somewhere(), word + " Frau Geheim");
        as(people.officer(), () -> desk.handOver(number, new Responsible(null, body, ""), ""));
        return number;
    }

    private void release(long number, String text) {
        as(people.officer(), () -> {
            moderation.release(number, text);
            return true;
        });
    }

    private void send(long number) {
        jdbc.sql("update open311_sent set next_at = now() where report_id = :number")
                .param("number", number)
                .update();
        forwarding().send();
    }

    private List<ReportNote> notes(long number) {
        return as(people.officer(), () -> desk.listNotes(number)).stream()
                .filter(note -> note.kind() == ReportNote.Kind.INTERNAL)
                .toList();
    }

    private List<String> sent(long number) {
        return jdbc.sql("select remote_id from open311_sent where report_id = :number and state = 'SENT'")
                .param("number", number)
                .query((rs, n) -> rs.getString(1))
                .list();
    }

    private Forwarding forwarding() {
        return new Forwarding(
                program.getBean(SentRows.class),
                program.getBean(ReportExchange.class),
                program.getBean(ReportCategories.class),
                program.getBean(PublicReports.class),
                program.getBean(RequestEntries.class),
                program.getBean(Municipalities.class),
                peer,
                program.getBean(Texts.class),
                OPEN,
                program.getBean(Clock.class));
    }

    private Replies replies() {
        return new Replies(
                program.getBean(SentRows.class),
                program.getBean(ReportExchange.class),
                peer,
                program.getBean(Texts.class),
                OPEN,
                program.getBean(Clock.class));
    }
}
