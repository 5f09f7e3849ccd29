package de.stadtkern.kernel.observations.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.portal.Texts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
        CountDownLatch commit = new CountDownLatch(1);
        Listener listener = open(10, messages -> wait(commit));
        var client = new Clients(listener.port()).connect(5, key);

        List<? extends CompletableFuture<?>> sent = IntStream.range(0, 1_000)
                .mapToObj(i -> client.publish("t", "m"))
                .toList();
        new Clients(listener.port()).connect(5, key);

        assertThat(sent).noneMatch(CompletableFuture::isDone);
        commit.countDown();
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        assertThat(counted("stored")).isEqualTo(1_000);
    }

    @Test
    void messagesThatCameWhileACommitRunsShareTheNextOne() {
        CountDownLatch commit = new CountDownLatch(1);
        List<Integer> commits = Collections.synchronizedList(new ArrayList<>());
        Listener listener = open(10, messages -> {
            wait(commit);
            commits.add(messages.size());
        });
        var client = new Clients(listener.port()).connect(3, key);

        CompletableFuture<?> sent = CompletableFuture.allOf(
                IntStream.range(0, 200).mapToObj(i -> client.publish("t", "m")).toArray(CompletableFuture[]::new));
        commit.countDown();
        sent.join();

        assertThat(commits.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(commits).hasSizeLessThan(100);
    }

    @Test
    void whatWeCannotStoreIsNotAcknowledgedAndTheConnectionIsClosed() {
        Listener listener = open(10, messages -> {
            throw new IllegalStateException("no database");
        });
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
        CountDownLatch commit = new CountDownLatch(1);
        Listener listener = open(10, messages -> {
            reached.countDown();
            wait(commit);
        });
        CompletableFuture<?> sent = new Clients(listener.port()).connect(5, key).publish("t", "m");
        wait(reached);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(listener::close);
        commit.countDown();

        sent.join();
        closing.join();
        assertThatThrownBy(() -> new Clients(listener.port()).connect(5, key)).isNotNull();
    }

    @Test
    void moreConnectionsThanAllowedAreClosed() {
        Listener listener = open(1, messages -> {});
        new Clients(listener.port()).connect(5, key);

        assertThatThrownBy(() -> new Clients(listener.port()).connect(5, key)).isNotNull();
    }

    @Test
    void whoDoesNotSayWhoItIsMustLeave() {
        EmbeddedChannel channel =
                new EmbeddedChannel(new Greeting(new Connections(1), reception(messages -> {}), Runnable::run));

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
            assertThatThrownBy(() -> Listener.open(address, 1, reception(messages -> {})))
                    .isInstanceOfSatisfying(PortFailure.class, failure -> {
                        var shown = new PortFailureAnalyzer().analyze(failure, failure);
                        assertThat(shown.getDescription()).contains(String.valueOf(taken.getLocalPort()), "127.0.0.1");
                        assertThat(shown.getAction()).contains("--mqtt-port N");
                    });
        }
    }

    private Listener open(int mostConnections, Inbox inbox) {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Listener listener = Listener.open(anyPort, mostConnections, reception(inbox));
        listeners.add(listener);
        return listener;
    }

    private Reception reception(Inbox inbox) {
        return new Reception(entrance, inbox, texts, meters);
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
