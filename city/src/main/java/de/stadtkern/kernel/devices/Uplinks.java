package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.devices.DeviceType.Interpretation;
import de.stadtkern.kernel.observations.Intake;
import de.stadtkern.kernel.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;
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

    private final UplinkRows rows;
    private final DeviceTypes types;
    private final PayloadReader payloads;
    private final Intake intake;
    private final JsonMapper json;
    private final MeterRegistry meters;

    Uplinks(
            UplinkRows rows,
            DeviceTypes types,
            PayloadReader payloads,
            Intake intake,
            JsonMapper json,
            MeterRegistry meters) {
        this.rows = rows;
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
     * Takes a message of a network server.
     *
     * @param event the network server's word for its kind; {@code up} is an uplink
     * @param patient waits as long as there is no room; refused with 503 otherwise
     * @return completes when everything of it is committed
     */
    CompletableFuture<Received> take(
            long municipalityId, NetworkServer server, String event, JsonNode message, boolean patient) {
        if (!message.isObject()) {
            throw Refusal.badInput("devices.refusal.not-json", "no object");
        }
        Optional<Uplink> uplink = event.equals("up") ? server.read(message) : Optional.empty();
        Received received =
                uplink.map(one -> read(municipalityId, one)).orElseGet(() -> Received.nothing(Outcome.NO_MEASUREMENT));
        count(server, received.outcome);
        if (uplink.isEmpty()) {
            return CompletableFuture.completedFuture(received);
        }
        return intake.store(municipalityId, received.values, patient)
                .thenApplyAsync(
                        stored -> {
                            rows.keep(municipalityId, server, message, uplink.get(), received);
                            return received;
                        },
                        Thread::startVirtualThread);
    }

    /** Reads again what is kept of a device and was not stored: it has been set up, or its type has changed. */
    void readAgain(DeviceRows.Row device) {
        for (UplinkRows.Kept kept : rows.list(device.id()).reversed()) {
            if (kept.message() != null && kept.outcome() != Outcome.STORED && kept.outcome() != Outcome.SIMULATED) {
                rows.settle(kept.id(), storeAgain(device.municipalityId(), kept.server(), kept.message()));
            }
        }
    }

    private Received storeAgain(long municipalityId, NetworkServer server, String message) {
        try {
            Received received =
                    read(municipalityId, server.read(json.readTree(message)).orElseThrow());
            await(intake.store(municipalityId, received.values, true));
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

    private Received read(long municipalityId, Uplink uplink) {
        if (uplink.simulated()) {
            return Received.nothing(Outcome.SIMULATED);
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
