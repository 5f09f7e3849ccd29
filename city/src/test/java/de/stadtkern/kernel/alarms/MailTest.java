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
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.portal.Texts;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
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
    MailRows notices;

    @Autowired
    AlarmRows alarms;

    @Autowired
    LiveUpdates liveUpdates;

    @Autowired
    People accounts;

    @Autowired
    Texts texts;

    @Autowired
    PublicAddress address;

    @Autowired
    AlarmSettings settings;

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
        jdbc.sql("update alarm_notice set mail_due_at = null, mail_at = null").update();
        email("leitung@stadt.example");
        clock.set(Instant.now().plusSeconds(5));
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
        assertThat(mail.getContent().toString()).contains("/alarms/" + alarm, "quittieren");
        assertThat(told(alarm).path("mailAt").isNull()).isFalse();
        clock.pass(Duration.ofHours(2));
        send(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(page("/alarms/" + alarm)).contains("E-Mail vom Mailserver angenommen");
    }

    @Test
    void aStormIsOneMailAndThenAPause() throws Exception {
        for (int i = 0; i < 5; i++) {
            alarm();
        }
        tellAndSend(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(SERVER.getReceivedMessages()[0].getSubject()).isEqualTo("5 Alarme");

        long later = alarm();
        clock.pass(Duration.ofMinutes(1));
        tellAndSend(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        clock.pass(Duration.ofMinutes(2));
        send(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(2);
        assertThat(SERVER.getReceivedMessages()[1].getContent().toString()).contains("/alarms/" + later);
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgainLater() throws Exception {
        long alarm = alarm();
        tellAndSend(1);
        assertThat(told(alarm).path("mailError").asString()).isNotEmpty();
        assertThat(page("/alarms/" + alarm)).contains("E-Mail nicht angenommen");

        send(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).isEmpty();
        clock.pass(Duration.ofMinutes(3));
        send(SERVER.getSmtp().getPort());
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(told(alarm).path("mailError").isNull()).isTrue();
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
                "kind": "SILENCE", "person1": %d, "after1": 0""".formatted(jdbc.sql("select id from person where login = :login")
                .param("login", officer.getUsername())
                .query(Long.class)
                .single()));
        return Devices.json(desk.json("POST", "/alarms/api/rules/" + rule + "/test", null, officer))
                .path("alarm")
                .asLong();
    }

    private void tellAndSend(int port) {
        new Escalation(alarms, liveUpdates, clock).tell();
        send(port);
    }

    private void send(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        ObjectProvider<JavaMailSender> only = new ObjectProvider<>() {
            @Override
            public Stream<JavaMailSender> stream() {
                return Stream.of(sender);
            }
        };
        new AlarmMail(notices, alarms, accounts, texts, address, settings, clock, only).send();
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

    private JsonNode told(long alarm) throws Exception {
        return desk.read("/alarms/api/" + alarm, officer).at("/told/0");
    }

    private String page(String path) throws Exception {
        return http.perform(get(path).with(user(officer)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
