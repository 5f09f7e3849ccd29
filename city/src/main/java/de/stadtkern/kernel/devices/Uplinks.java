package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.devices.DeviceType.Interpretation;
import de.stadtkern.kernel.observations.Intake;
import de.stadtkern.kernel.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns uplinks into observations: the Thing whose {@code properties/devEui} is the device's, and of it every Datastream
 * whose {@code properties/field} names a measure of the device type, or paths into the decoded payload. What leads
 * nowhere is kept and explained, but not refused: a network server would repeat it, and switch its webhook off.
 */
@Component
class Uplinks {

    /** A Unix time below counts seconds: as milliseconds it would lie before 1973. */
    private static final long LEAST_MILLISECONDS = 100_000_000_000L;

    private final UplinkRows rows;
    private final DeviceTypes types;
    private final PayloadReader payloads;
    private final RefusedRows refused;
    private final Intake intake;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;

    Uplinks(
            UplinkRows rows,
            DeviceTypes types,
            PayloadReader payloads,
            RefusedRows refused,
            Intake intake,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.rows = rows;
        this.refused = refused;
        this.clock = clock;
        this.types = types;
        this.payloads = payloads;
        this.intake = intake;
        this.json = json;
        this.meters = meters;
    }

    /**
     * What a message brings: no values unless the outcome is STORED.
     *
     * @param bad keys of the measures whose values could not be
     */
    record Received(Outcome outcome, List<Intake.Value> values, List<String> bad) {

        static Received nothing(Outcome outcome) {
            return new Received(outcome, List.of(), List.of());
        }
    }

    /**
     * A message of a network server, as it came.
     *
     * @param event the network server's word for its kind; {@code up} is an uplink
     * @param device whose it is, as the address says; empty when the message itself does
     */
    record Message(NetworkServer server, String event, String device, byte[] body) {

        static Message plain(String device, byte[] body) {
            return new Message(NetworkServer.JSON, "up", device, body);
        }
    }

    /**
     * Takes a message of a network server.
     *
     * @param patient waits as long as there is no room; refused with 503 otherwise
     * @return completes when everything of it is committed
     */
    CompletableFuture<Received> take(long municipalityId, Message message, boolean patient) {
        try {
            ObjectNode body = object(message.body);
            if (message.server == NetworkServer.JSON) {
                complete(body, message.device);
            }
            Optional<Uplink> uplink = message.event.equals("up") ? message.server.read(body) : Optional.empty();
            return uplink.map(one -> take(municipalityId, message.server, body, one, patient))
                    .orElseGet(() -> takeOther(municipalityId, message, body));
        } catch (Refusal refusal) {
            refused.note(municipalityId, refusal, message.body);
            throw refusal;
        }
    }

    private ObjectNode object(byte[] body) {
        try {
            if (json.readTree(body) instanceof ObjectNode message) {
                return message;
            }
            throw Refusal.badInput("devices.refusal.not-json", "no object");
        } catch (JacksonException e) {
            throw Refusal.badInput("devices.refusal.not-json", e.getOriginalMessage());
        }
    }

    /** Writes into a device's own JSON what it leaves out, so that it says the same when it is read again. */
    private void complete(ObjectNode message, String device) {
        if (!device.isEmpty()) {
            message.put("id", device);
        }
        JsonNode time = message.path("ts");
        if (time.isNumber()) {
            long number = time.asLong(0);
            message.put(
                    "ts",
                    (number < LEAST_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number))
                            .toString());
        } else if (!message.hasNonNull("ts")) {
            message.put("ts", clock.instant().toString());
        }
    }

    private CompletableFuture<Received> takeOther(long municipalityId, Message message, JsonNode body) {
        if (message.event.equals("status")) {
            NetworkServer.readStatus(body).ifPresent(status -> rows.keepBattery(municipalityId, status));
        }
        count(message.server, Outcome.NO_MEASUREMENT);
        return CompletableFuture.completedFuture(Received.nothing(Outcome.NO_MEASUREMENT));
    }

    private CompletableFuture<Received> take(
            long municipalityId, NetworkServer server, JsonNode body, Uplink uplink, boolean patient) {
        Instant now = clock.instant();
        UplinkRows.Known known = rows.known(municipalityId, uplink);
        Received received = known.duplicate()
                ? Received.nothing(Outcome.DUPLICATE)
                : read(municipalityId, uplink.heardAt(now), known.state());
        count(server, received.outcome);
        Remark remark = Remark.of(known.before(), uplink.moment().orElse(null), uplink.counter(), now)
                .orElse(null);
        UplinkRows.Arrival arrival = new UplinkRows.Arrival(server, body, uplink, remark);
        return intake.store(municipalityId, received.values, patient)
                .thenApplyAsync(
                        stored -> {
                            rows.keep(municipalityId, arrival, received);
                            return received;
                        },
                        Thread::startVirtualThread);
    }

    /** Reads again what is kept of a device and was not stored: it has been set up, or its type has changed. */
    void readAgain(DeviceRows.Row device) {
        for (UplinkRows.Kept kept : rows.list(device.id()).reversed()) {
            if (kept.message() != null && kept.outcome().canBeReadAgain()) {
                rows.settle(kept.id(), storeAgain(device, kept, kept.message()));
            }
        }
    }

    private Received storeAgain(DeviceRows.Row device, UplinkRows.Kept kept, String message) {
        try {
            Uplink uplink = kept.server().read(json.readTree(message)).orElseThrow();
            Received received = read(device.municipalityId(), uplink.heardAt(kept.receivedAt()), device.state());
            await(intake.store(device.municipalityId(), received.values, true));
            return received;
        } catch (Refusal unreadable) {
            return Received.nothing(Outcome.BAD_VALUE);
        }
    }

    /** The result; what kept it from coming is thrown as it was. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Received read(long municipalityId, Uplink uplink, State state) {
        if (uplink.simulated()) {
            return Received.nothing(Outcome.SIMULATED);
        }
        if (state.isOutOfService()) {
            return Received.nothing(Outcome.OUT_OF_SERVICE);
        }
        return rows.findInstalled(municipalityId, uplink.sender().devEui())
                .map(installed -> read(municipalityId, installed, uplink))
                .orElseGet(() -> Received.nothing(Outcome.UNKNOWN_DEVICE));
    }

    private Received read(long municipalityId, UplinkRows.Installed installed, Uplink uplink) {
        DeviceType type = type(municipalityId, installed);
        return payloads.tryToRead(type, uplink.payload(), installed.geometry())
                .map(meaning -> values(type, meaning, installed.channels(), uplink))
                .orElseGet(() -> Received.nothing(Outcome.UNDECODED));
    }

    private DeviceType type(long municipalityId, UplinkRows.Installed installed) {
        return installed.type() == null
                ? DeviceType.NONE
                : types.find(municipalityId, installed.type()).orElse(DeviceType.NONE);
    }

    private Received values(DeviceType type, Interpretation meaning, List<UplinkRows.Channel> channels, Uplink uplink) {
        List<Intake.Value> values = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (UplinkRows.Channel channel : channels) {
            Reading reading = meaning.reading(channel.field());
            if (reading.value() != null) {
                values.add(new Intake.Value(
                        channel.datastreamId(), uplink.token(), observation(type, uplink, reading.value())));
            } else if (reading.isBad()) {
                bad.add(String.join(", ", channel.field()));
            }
        }
        if (!values.isEmpty()) {
            return new Received(Outcome.STORED, values, bad);
        }
        return new Received(bad.isEmpty() ? Outcome.UNMAPPED : Outcome.BAD_VALUE, values, bad);
    }

    private ObjectNode observation(DeviceType type, Uplink uplink, JsonNode value) {
        ObjectNode observation = json.createObjectNode();
        if (uplink.time() != null) {
            observation.put("phenomenonTime", uplink.time());
        }
        ObjectNode parameters = uplink.reception().deepCopy();
        MessageKind kind = type.ports().get(uplink.payload().port());
        if (kind != null) {
            parameters.put("message", kind.word());
        }
        observation.set("result", value);
        observation.set("parameters", parameters);
        return observation;
    }

    private void count(NetworkServer server, Outcome outcome) {
        meters.counter(
                        "observations.uplinks",
                        "server",
                        server.name().toLowerCase(Locale.ROOT),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
