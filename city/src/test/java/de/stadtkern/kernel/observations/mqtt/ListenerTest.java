package de.stadtkern.kernel.observations.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.portal.Texts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A port of its own, with an inbox that does what the test wants. */
@TownTest
class ListenerTest {

    @Autowired
    DeviceEntrance entrance;

    @Autowired
    Texts texts;

    @Value("${stadtkern.data}")
    Path data = Path.of("");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Listener> listeners = new ArrayList<>();
    private String key = "";

    @BeforeEach
    void readKey() throws Exception {
        key = Files.readString(data.resolve("api-key")).strip();
    }

    @AfterEach
    void close() {
        listeners.forEach(Listener::close);
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsStored() {
        CompletableFuture<Void> commit = new CompletableFuture<>();
        Listener listener = open(10, new TestInbox(message -> commit));
        var client = new Clients(listener.port()).connect(5, key);

        List<? extends CompletableFuture<?>> sent = IntStream.range(0, 2_000)
                .mapToObj(i -> client.publish("t", "m"))
                .toList();
        new Clients(listener.port()).connect(5, key);

        assertThat(sent).noneMatch(CompletableFuture::isDone);
        commit.complete(null);
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        await().untilAsserted(() -> assertThat(counted("stored")).isEqualTo(2_000));
    }

    @Test
    void noMoreIsReadWhileManyMessagesWaitForTheDatabase() {
        CompletableFuture<Void> commit = new CompletableFuture<>();
        AtomicInteger read = new AtomicInteger();
        Listener listener = open(10, new TestInbox(message -> {
            read.incrementAndGet();
            return commit;
        }));
        var client = new Clients(listener.port()).connected3("fast", key);

        List<? extends CompletableFuture<?>> sent = IntStream.range(0, 3 * Terms.IN_FLIGHT)
                .mapToObj(i -> client.publishWith()
                        .topic("t")
                        .payload(Clients.bytes("m"))
                        .send())
                .toList();

        await().untilAtomic(read, is(Terms.IN_FLIGHT));
        commit.complete(null);
        await().untilAtomic(read, is(3 * Terms.IN_FLIGHT));
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void acknowledgementsComeInTheOrderOfTheMessages(boolean lastFirst) throws Exception {
        List<CompletableFuture<Void>> commits = Collections.synchronizedList(new ArrayList<>());
        Listener listener = open(10, new TestInbox(message -> {
            CompletableFuture<Void> commit = new CompletableFuture<>();
            commits.add(commit);
            return commit;
        }));
        try (Socket socket = new Socket("127.0.0.1", listener.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(RawMqtt.connect5(key));
            RawMqtt.read(socket.getInputStream());
            for (int id = 1; id <= 5; id++) {
                socket.getOutputStream().write(RawMqtt.publish5("t", 1, id, "m"));
            }
            await().until(() -> commits.size() == 5);
            (lastFirst ? List.copyOf(commits).reversed() : List.copyOf(commits))
                    .forEach(commit -> commit.complete(null));

            for (int id = 1; id <= 5; id++) {
                assertThat(RawMqtt.read(socket.getInputStream()))
                        .startsWith(0x40)
                        .contains(id);
            }
        }
    }

    @Test
    void whatWeCannotStoreIsNotAcknowledgedAndTheConnectionIsClosed() {
        Listener listener = open(10, new TestInbox(message -> {
            throw new IllegalStateException("no database");
        }));
        var client = new Clients(listener.port()).connect(5, key);

        assertThatThrownBy(() -> client.publish("t", "m").join())
                .rootCause()
                .asInstanceOf(type(Mqtt5DisconnectException.class))
                .extracting(e -> e.getMqttMessage().getReasonCode())
                .isEqualTo(Mqtt5DisconnectReasonCode.UNSPECIFIED_ERROR);
        assertThat(counted("failed")).isEqualTo(1);
    }

    @Test
    void whatHasComeIsStoredAndAcknowledgedBeforeTheEnd() {
        CountDownLatch reached = new CountDownLatch(1);
        CompletableFuture<Void> commit = new CompletableFuture<>();
        Listener listener = open(10, new TestInbox(message -> {
            reached.countDown();
            return commit;
        }));
        CompletableFuture<?> sent = new Clients(listener.port()).connect(5, key).publish("t", "m");
        wait(reached);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(listener::close);
        commit.complete(null);

        sent.join();
        closing.join();
        assertThatThrownBy(() -> new Clients(listener.port()).connect(5, key)).isNotNull();
    }

    @Test
    void whoeverMayComeWithoutAKeyIsLetIn() {
        Listener listener = open(10, new TestInbox(message -> done()) {
            @Override
            public Optional<String> findKeyFor(InetAddress address) {
                return Optional.of(key).filter(any -> address.isLoopbackAddress());
            }
        });
        var client = new Clients(listener.port()).client5("nobody");

        client.connect().join();
        client.publishWith().topic("t").qos(MqttQos.AT_LEAST_ONCE).send().join();

        assertThat(counted("stored")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = MqttQos.class,
            names = {"AT_MOST_ONCE", "AT_LEAST_ONCE"})
    void aSubscriberThatDoesNotReadIsToldThatItMustLeave(MqttQos qos) throws Exception {
        TestFeed source = new TestFeed();
        Listener listener = open(10, new TestInbox(message -> done()), source);
        try (Socket slow = new Socket("127.0.0.1", listener.port())) {
            slow.setSoTimeout(20_000);
            slow.getOutputStream().write(RawMqtt.connect5(key));
            slow.getOutputStream().write(RawMqtt.subscribe5("t", qos.getCode()));
            await().until(() -> source.follower != null);
            Feed.Follower follower = Objects.requireNonNull(source.follower);
            Notice notice = new Notice("t", new byte[10_000], 1);
            for (int i = 0; i < 120; i++) {
                follower.hear(Collections.nCopies(1_000, notice));
            }

            byte[] end = RawMqtt.lastBytes(slow.getInputStream());

            assertThat(HexFormat.of().formatHex(end))
                    .contains("97")
                    .contains(HexFormat.of().formatHex(Clients.bytes("too slow")));
        }
        await().until(() -> source.follower == null);
    }

    @Test
    void thePortSpeaksTlsWithTheGivenCertificate() throws Exception {
        TestCertificate certificate = TestCertificate.make();
        Listener listener = Listener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                10,
                reception(new TestInbox(message -> done()), new TestFeed()),
                certificate.server());
        listeners.add(listener);
        var client = Mqtt5Client.builder()
                .identifier("safe")
                .serverHost("localhost")
                .serverPort(listener.port())
                .sslConfig()
                .trustManagerFactory(certificate.trust())
                .applySslConfig()
                .buildAsync();

        client.connectWith()
                .simpleAuth()
                .username("any")
                .password(Clients.bytes(key))
                .applySimpleAuth()
                .send()
                .join();
        client.publishWith().topic("t").qos(MqttQos.AT_LEAST_ONCE).send().join();

        assertThat(counted("stored")).isEqualTo(1);
        assertThatThrownBy(() -> new Clients(listener.port()).connect(5, key)).isNotNull();
    }

    @Test
    void moreConnectionsThanAllowedAreClosed() {
        Listener listener = open(1, new TestInbox(message -> done()));
        new Clients(listener.port()).connect(5, key);

        assertThatThrownBy(() -> new Clients(listener.port()).connect(5, key)).isNotNull();
    }

    @Test
    void strangersOfAnAddressAreFewAndTakeNoDeviceItsPlace() {
        Listener listener = open(100, new TestInbox(message -> done()));
        Clients clients = new Clients(listener.port());
        for (int i = 0; i < 10; i++) {
            clients.client5("stranger").connect().join();
        }

        assertThatThrownBy(() -> clients.client5("one more").connect().join()).hasMessageContaining("QUOTA_EXCEEDED");
        clients.connect(5, key).publish("t", "x").join();
        assertThat(counted("stored")).isEqualTo(1);
    }

    @Test
    void strangersAreAtMostHalfOfAll() {
        Listener listener = open(4, new TestInbox(message -> done()));
        Clients clients = new Clients(listener.port());
        clients.client5("a").connect().join();
        clients.client5("b").connect().join();

        assertThatThrownBy(() -> clients.client5("c").connect().join()).hasMessageContaining("QUOTA_EXCEEDED");
    }

    @Test
    void whoDoesNotSayWhoItIsMustLeave() {
        Reception reception = reception(new TestInbox(message -> done()), new TestFeed());
        EmbeddedChannel channel = new EmbeddedChannel(new Greeting(
                new House(reception, new Subscriptions(new TestFeed()), new Connections(1), Runnable::run)));

        channel.advanceTimeBy(9, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort());
            assertThatThrownBy(() -> Listener.open(
                            address, 1, reception(new TestInbox(message -> done()), new TestFeed()), null))
                    .isInstanceOfSatisfying(PortFailure.class, failure -> {
                        var shown = new PortFailureAnalyzer().analyze(failure, failure);
                        assertThat(shown.getDescription()).contains(String.valueOf(taken.getLocalPort()), "127.0.0.1");
                        assertThat(shown.getAction()).contains("--mqtt-port N");
                    });
        }
    }

    private Listener open(int mostConnections, Inbox inbox) {
        return open(mostConnections, inbox, new TestFeed());
    }

    private Listener open(int mostConnections, Inbox inbox, Feed source) {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Listener listener = Listener.open(anyPort, mostConnections, reception(inbox, source), null);
        listeners.add(listener);
        return listener;
    }

    private Reception reception(Inbox inbox, Feed source) {
        return new Reception(entrance, inbox, source, texts, meters);
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** Does what the test wants. */
    private static class TestInbox implements Inbox {

        private final Function<Message, CompletableFuture<Void>> work;

        TestInbox(Function<Message, CompletableFuture<Void>> work) {
            this.work = work;
        }

        @Override
        public Delivery store(Device device, Message message) {
            return new Delivery(work.apply(message), true);
        }

        @Override
        public Optional<String> findKeyFor(InetAddress address) {
            return Optional.empty();
        }
    }

    /** Knows who follows. */
    private static final class TestFeed implements Feed {

        private volatile @Nullable Follower follower;

        @Override
        public Following follow(Device device, String filter, Follower who) {
            follower = who;
            return () -> follower = null;
        }
    }

    private double counted(String outcome) {
        return meters.get("observations.mqtt.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
