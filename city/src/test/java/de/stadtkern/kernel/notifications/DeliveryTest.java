package de.stadtkern.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.sun.net.httpserver.HttpServer;
import de.stadtkern.TestTopics;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.alarms.TestClock;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.PublicAddress;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.portal.Texts;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mail to a real mail server and SMS to a gateway, both in this process, by a clock of the test. */
@TownTest
class DeliveryTest {

    private static final GreenMail SERVER = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    People accounts;

    @Autowired
    MessageRows messages;

    @Autowired
    DeliveryRows deliveries;

    @Autowired
    ReachRows reach;

    @Autowired
    Topics topics;

    @Autowired
    PushSender push;

    @Autowired
    Access access;

    @Autowired
    Texts texts;

    @Autowired
    PublicAddress address;

    @Autowired
    LiveUpdates liveUpdates;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    NotificationSettings settings;

    @Autowired
    LockProvider leases;

    @Autowired
    JsonMapper json;

    /** What the gateway has got. */
    private record Sms(String authorization, JsonNode body) {}

    private final List<Sms> texted = new CopyOnWriteArrayList<>();
    /* In the future, so that the program itself sends nothing of it. */
    private final TestClock clock =
            new TestClock(Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS));
    private final String login = "p" + UUID.randomUUID().toString().substring(0, 8);
    private HttpServer gateway;
    private volatile int gatewayStatus = 202;
    private long person;

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
        person = people.add(login, Role.DUTY_OFFICER, people.municipality());
        http.perform(post("/account/email")
                .param("email", login + "@stadt.example")
                .with(csrf())
                .with(user(people.of(login))));
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/sms", exchange -> {
            texted.add(new Sms(
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    json.readTree(exchange.getRequestBody().readAllBytes())));
            exchange.sendResponseHeaders(gatewayStatus, -1);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stopTheGateway() {
        gateway.stop(0);
    }

    @Test
    void aMessageGoesOutByMailOnceAndItsReceiptIsKept() throws Exception {
        long message = tell(TestTopics.NEWS);
        assertThat(receipt(message, Channel.EMAIL).state()).isEqualTo(Receipt.State.WAITING);
        send();
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        MimeMessage mail = SERVER.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString(login + "@stadt.example");
        assertThat(mail.getContent().toString()).contains("/inbox/" + message, "/inbox/settings");
        assertThat(receipt(message, Channel.EMAIL).state()).isEqualTo(Receipt.State.SENT);
        assertThat(receipt(message, Channel.EMAIL).sentAt()).isEqualTo(clock.instant());
        clock.pass(Duration.ofHours(3));
        send();
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aStormOfMessagesIsTwoLettersInTwoMinutes() throws Exception {
        tell(TestTopics.NEWS);
        send();
        for (int i = 0; i < 20; i++) {
            tell(TestTopics.NEWS);
            clock.pass(Duration.ofSeconds(5));
            send();
        }
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        clock.pass(Duration.ofSeconds(30));
        send();
        assertThat(SERVER.getReceivedMessages()).hasSize(2);
        assertThat(SERVER.getReceivedMessages()[1].getSubject()).isEqualTo("20 neue Nachrichten");
    }

    @Test
    void whatIsUrgentDoesNotWait() {
        tell(TestTopics.NEWS);
        send();
        tell(TestTopics.CALL);
        send();
        assertThat(SERVER.getReceivedMessages()).hasSize(2);
    }

    @Test
    void whatTheMailServerRefusesComesAgainForAWeek() {
        long message = tell(TestTopics.NEWS);
        courier(1).look();
        assertThat(receipt(message, Channel.EMAIL).state()).isEqualTo(Receipt.State.FAILED);
        assertThat(receipt(message, Channel.EMAIL).error()).isNotBlank();
        send();
        assertThat(SERVER.getReceivedMessages()).isEmpty();
        clock.pass(Duration.ofMinutes(2));
        send();
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(receipt(message, Channel.EMAIL).error()).isNull();

        long late = tell(TestTopics.CALL);
        clock.pass(Duration.ofDays(8));
        courier(1).look();
        clock.pass(Duration.ofDays(3));
        send();
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        assertThat(receipt(late, Channel.EMAIL).state()).isEqualTo(Receipt.State.FAILED);
    }

    @Test
    void aTopicThatSomebodyUnsubscribedSendsNothingThatWay() throws Exception {
        choose(TestTopics.NEWS + "-PUSH");
        long message = tell(TestTopics.NEWS);
        send();
        assertThat(SERVER.getReceivedMessages()).isEmpty();
        assertThat(deliveries.receipts(List.of(message))).isEmpty();
        assertThat(messages.find(message, person)).isPresent();
        choose(TestTopics.NEWS + "-EMAIL");
        tell(TestTopics.NEWS);
        send();
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
    }

    @Test
    void whatWasReadOrIsNobodysBusinessAnyMoreIsNotSent() throws Exception {
        long read = tell(TestTopics.NEWS);
        http.perform(post("/inbox/{id}/read", read).with(csrf()).with(user(people.of(login))));
        long call = tell(TestTopics.CALL);
        people.add(login, Role.CREW, people.municipality());
        send();
        assertThat(SERVER.getReceivedMessages()).isEmpty();
        assertThat(receipt(read, Channel.EMAIL).state()).isEqualTo(Receipt.State.DROPPED);
        assertThat(receipt(call, Channel.EMAIL).state()).isEqualTo(Receipt.State.DROPPED);
    }

    @Test
    void anUrgentMessageGoesByTheGatewayWithTopicAndLinkAlone() {
        reach.setPhone(person, "+4915112345678");
        tell(TestTopics.NEWS);
        long message = tell(TestTopics.CALL);
        send();
        assertThat(texted).hasSize(1);
        assertThat(texted.getFirst().authorization()).isEqualTo("Bearer geheim");
        assertThat(texted.getFirst().body().path("to").asString()).isEqualTo("+4915112345678");
        assertThat(texted.getFirst().body().path("text").asString())
                .isEqualTo(TestTopics.CALL + ": " + address.get() + "/inbox/" + message)
                .doesNotContain("Glätte");
        assertThat(receipt(message, Channel.SMS).state()).isEqualTo(Receipt.State.SENT);
    }

    @Test
    void whatTheGatewayRefusesIsSaid() {
        reach.setPhone(person, "+4915112345678");
        gatewayStatus = 503;
        long message = tell(TestTopics.CALL);
        send();
        assertThat(receipt(message, Channel.SMS).error()).isEqualTo("HTTP 503");
        gatewayStatus = 200;
        clock.pass(Duration.ofMinutes(2));
        send();
        assertThat(receipt(message, Channel.SMS).state()).isEqualTo(Receipt.State.SENT);
    }

    @Test
    void withoutAGatewayThereIsNoSms() throws Exception {
        String page = http.perform(get("/inbox/settings").with(user(people.of(login))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).doesNotContain("SMS").contains(TestTopics.CALL + "-PUSH");
    }

    @Test
    void aNumberThatIsNoneIsRefused() throws Exception {
        for (String number : List.of("0151 1234567", "+49 hallo", "+4915112345678901234")) {
            assertThat(http.perform(post("/inbox/settings/phone")
                                    .param("phone", number)
                                    .with(csrf())
                                    .with(user(people.of(login))))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .as(number)
                    .isEqualTo(400);
        }
        http.perform(post("/inbox/settings/phone")
                .param("phone", "+49 (151) 123-456 78")
                .with(csrf())
                .with(user(people.of(login))));
        assertThat(reach.findPhone(person)).hasValue("+4915112345678");
    }

    /** Ticks only this; the real program offers push alone here, so mail is chosen by the rows. */
    private void choose(String field) throws Exception {
        http.perform(post("/inbox/settings").param(field, "true").with(csrf()).with(user(people.of(login))));
        reach.choose(person, TestTopics.NEWS, Channel.EMAIL, field.endsWith("EMAIL"));
    }

    private long tell(String topic) {
        return new Notifications(messages, deliveries, topics, choices(carriers(port())), liveUpdates, events, clock)
                .tell(new Notice(person, people.municipality(), topic, "test.text", List.of("Glätte"), "/x"));
    }

    private void send() {
        courier(port()).look();
    }

    private static int port() {
        return SERVER.getSmtp().getPort();
    }

    private Receipt receipt(long message, Channel channel) {
        return deliveries.receipts(List.of(message)).getOrDefault(message, List.of()).stream()
                .filter(one -> one.channel() == channel)
                .findFirst()
                .orElseThrow();
    }

    private Choices choices(List<Carrier> carriers) {
        return new Choices(reach, topics, carriers, push, access, clock);
    }

    private Courier courier(int smtpPort) {
        return new Courier(deliveries, messages, topics, accounts, carriers(smtpPort), leases, clock);
    }

    private List<Carrier> carriers(int smtpPort) {
        NotificationSettings here = new NotificationSettings(
                settings.escalateAfter(),
                settings.keepRead(),
                settings.keepRecord(),
                settings.mailFrom(),
                settings.push(),
                new NotificationSettings.Sms(
                        URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms"), "geheim"));
        return List.of(
                new MailCarrier(accounts, texts, address, MailRoom.post(here, smtpPort)),
                new SmsCarrier(new HttpSmsGateway(here, json), reach, texts, address));
    }
}
