package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.MailRoom;
import de.stadtkern.kernel.portal.LiveUpdates;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

/** Alarms by mail, to a real mail server in this process, by a clock of the test. */
@TownTest
class MailTest {

    private static final GreenMail SERVER = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    AlarmRows alarms;

    @Autowired
    MailRoom mailRoom;

    @Autowired
    LiveUpdates liveUpdates;

    private final TestClock clock = new TestClock(Instant.now());
    private AlarmDesk desk;
    private UserDetails officer;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void setUp() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
        desk = new AlarmDesk(http, jdbc, devices);
        officer = people.officer();
        jdbc.sql("update alarm set closed_at = now() where closed_at is null").update();
        jdbc.sql("delete from notification_delivery").update();
        email("leitung@stadt.example");
        clock.set(Instant.now().plus(Duration.ofMinutes(11)));
    }

    @AfterEach
    void takeTheAddressAway() throws Exception {
        email("");
    }

    @Test
    void whatStandsInTheInboxGoesOutOnceAndTheMailServersWordIsKept() throws Exception {
        long alarm = alarm();
        tellAndSend(SERVER.getSmtp().getPort());

        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        MimeMessage mail = SERVER.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString("leitung@stadt.example");
        assertThat(mail.getSubject()).startsWith("Schwer: Regel").endsWith("Probealarm");
        assertThat(mail.getContent().toString()).contains("/inbox/" + message(alarm), "Muss etwas quittiert werden");
        assertThat(receipt(alarm).path("channel").asString()).isEqualTo("EMAIL");
        assertThat(receipt(alarm).path("state").asString()).isEqualTo("SENT");
        clock.pass(Duration.ofHours(2));
        send(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(page("/alarms/" + alarm)).contains("E-Mail: vom Server angenommen am");
    }

    @Test
    void aStormIsOneMailAndThenAPause() throws Exception {
        for (int i = 0; i < 5; i++) {
            alarm();
        }
        tellAndSend(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(SERVER.getReceivedMessages()[0].getSubject()).isEqualTo("5 neue Nachrichten");

        long later = alarm();
        clock.pass(Duration.ofMinutes(1));
        tellAndSend(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        clock.pass(Duration.ofMinutes(2));
        send(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(2);
        assertThat(SERVER.getReceivedMessages()[1].getContent().toString()).contains("/inbox/" + message(later));
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgainLater() throws Exception {
        long alarm = alarm();
        tellAndSend(1);
        assertThat(receipt(alarm).path("error").asString()).isNotEmpty();
        assertThat(page("/alarms/" + alarm)).contains("E-Mail: nicht angenommen");

        send(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).isEmpty();
        clock.pass(Duration.ofMinutes(3));
        send(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(receipt(alarm).path("error").isNull()).isTrue();
    }

    @Test
    void withoutAddressOrAfterAcknowledgingThereIsNoMail() throws Exception {
        long alarm = alarm();
        desk.json("POST", "/alarms/api/" + alarm + "/acts", "{\"act\": \"ACKNOWLEDGE\", \"reason\": \"ja\"}", officer);
        alarm();
        email("");
        tellAndSend(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void whoAcknowledgesStopsWhatIsStillToBeSent() throws Exception {
        long alarm = alarm();
        tellAndSend(1);
        desk.json("POST", "/alarms/api/" + alarm + "/acts", "{\"act\": \"ACKNOWLEDGE\", \"reason\": \"ja\"}", officer);
        clock.pass(Duration.ofHours(1));
        send(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void whoOpensTheMessageHasReceivedIt() throws Exception {
        long alarm = alarm();
        tellAndSend(SERVER.getSmtp().getPort());
        assertThat(desk.read("/alarms/api/" + alarm, officer)
                        .at("/told/0/seenAt")
                        .isNull())
                .isTrue();
        assertThat(http.perform(get("/inbox/{id}", message(alarm)).with(user(officer)))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .isEqualTo("/alarms/" + alarm);
        assertThat(desk.read("/alarms/api/" + alarm, officer)
                        .at("/told/0/seenAt")
                        .isNull())
                .isFalse();
    }

    @Test
    void anAddressThatIsNoneIsRefusedAndTheOwnOneIsInTheExport() throws Exception {
        var refused = http.perform(post("/account/email")
                        .param("email", "kein at")
                        .with(csrf())
                        .with(user(officer)))
                .andReturn()
                .getResponse();
        assertThat(refused.getContentAsString()).contains("id=\"email-error\"", "kein at");
        assertThat(page("/account/export.json")).contains("leitung@stadt.example");
        assertThat(page("/account")).contains("value=\"leitung@stadt.example\"");
    }

    private long alarm() throws Exception {
        long rule = desk.rule(officer, """
                "kind": "SILENCE", "person1": %d, "after1": 10""".formatted(jdbc.sql("select id from person where login = :login")
                .param("login", officer.getUsername())
                .query(Long.class)
                .single()));
        return Devices.json(desk.json("POST", "/alarms/api/rules/" + rule + "/test", null, officer))
                .path("alarm")
                .asLong();
    }

    private void tellAndSend(int port) {
        new Escalation(alarms, mailRoom.notifications(clock), liveUpdates, clock).tell();
        send(port);
    }

    private void send(int port) {
        mailRoom.send(clock, port);
    }

    private long message(long alarm) {
        return jdbc.sql("select notification_id from alarm_notice where alarm_id = :alarm")
                .param("alarm", alarm)
                .query(Long.class)
                .single();
    }

    private void email(String email) throws Exception {
        assertThat(http.perform(post("/account/email")
                                .param("email", email)
                                .with(csrf())
                                .with(user(officer)))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(302);
    }

    private JsonNode receipt(long alarm) throws Exception {
        return desk.read("/alarms/api/" + alarm, officer).at("/told/0/receipts/0");
    }

    private String page(String path) throws Exception {
        return http.perform(get(path).with(user(officer)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
