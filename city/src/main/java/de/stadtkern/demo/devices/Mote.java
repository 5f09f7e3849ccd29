package de.stadtkern.demo.devices;

import de.stadtkern.demo.devices.Fault.What;
import de.stadtkern.demo.weather.Air;
import de.stadtkern.demo.weather.Noise;
import de.stadtkern.demo.weather.Weather;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A device since it was switched on: it counts its frames and knows what it said last. Not for two threads at once.
 */
public final class Mote {

    private static final Duration CLOCK_BEHIND = Duration.ofMinutes(47);
    private static final Duration CLOCK_AHEAD = Duration.ofHours(3);

    private final Fleet fleet;
    private final Device device;
    private final String session;
    private final Map<String, Long> datastreams;
    private long counter;
    private @Nullable Double lastSaid;

    /**
     * Switches it on.
     *
     * @param session joins the network anew; the same for the same start
     * @param datastreams their ids by field; needed where the device speaks SensorThings itself
     */
    Mote(Fleet fleet, Device device, String session, Map<String, Long> datastreams) {
        this.fleet = fleet;
        this.device = device;
        this.session =
                Base64.getEncoder().encodeToString((session + "/" + device.number()).getBytes(StandardCharsets.UTF_8));
        this.datastreams = datastreams;
    }

    public Device device() {
        return device;
    }

    /** How long it waits between two reports, by the town's clock. */
    public Duration interval() {
        return device.kind().habit.interval();
    }

    /**
     * What it sends; nothing when it has nothing to say or is broken.
     *
     * @param time of the town
     * @param at when it is received
     */
    public List<Message> report(LocalDateTime time, Instant at) {
        if (fleet.faults().find(device, What.SILENT, time).isPresent()) {
            return List.of();
        }
        LocalDateTime meant = fleet.faults()
                .find(device, What.STUCK, time)
                .map(fault -> fault.beginning(time))
                .orElse(time);
        boolean low = fleet.faults().find(device, What.LOW_BATTERY, time).isPresent();
        Map<String, Double> values = device.measure(meant, low);
        if (device.kind().speaksOfChangesOnly() && !isNews(values, time)) {
            return List.of();
        }
        return device.kind().habit.speech().isLoRaWan()
                ? uplink(values, time, at).stream().toList()
                : observations(values, time, at);
    }

    /** A change goes out at once and alone; once an hour a sign of life. */
    private boolean isNews(Map<String, Double> values, LocalDateTime time) {
        double now = values.getOrDefault("occupied", 0.0);
        boolean changed = lastSaid != null && lastSaid != now;
        boolean signOfLife =
                lastSaid == null || time.getMinute() < device.kind().habit.minutes();
        lastSaid = now;
        if (changed) {
            values.remove("temperature");
        }
        return changed || signOfLife;
    }

    private Optional<Message> uplink(Map<String, Double> values, LocalDateTime time, Instant at) {
        Air air = Weather.at(time, device.place().lon(), device.place().lat());
        List<Gateway.Reception> heard = Gateway.hearing(
                fleet.gateways(),
                device,
                air,
                device.jitter(time),
                fleet.faults().deadGateways(time));
        long number = counter++;
        Codec codec = device.kind().habit.codec();
        Envelope envelope = device.kind().habit.speech().envelope;
        if (heard.isEmpty() || codec == null || envelope == null) {
            return Optional.empty();
        }
        int port = codec.port(values);
        byte[] bytes = codec.encode(values);
        Frame frame = new Frame(device, session, number, port, bytes, heard, at);
        String path = device.kind().habit.speech().path;
        String body = envelope.wrap(frame, codec.decode(port, bytes)).toString();
        return Optional.of(
                path == null
                        ? new Message(true, envelope.topic(device), body, null)
                        : new Message(false, path, body, null));
    }

    private List<Message> observations(Map<String, Double> values, LocalDateTime time, Instant at) {
        List<Message> messages = new ArrayList<>();
        Instant stamped = at.plus(wrongBy(time));
        String token = session + "/" + counter++;
        String path = device.kind().habit.speech().path;
        datastreams.forEach((field, datastream) -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("phenomenonTime", stamped.toString());
            Numbers.put(body, "result", values.getOrDefault(field, 0.0));
            messages.add(
                    path == null
                            ? new Message(
                                    true, "v1.1/Datastreams(" + datastream + ")/Observations", body.toString(), null)
                            : new Message(false, path.formatted(datastream), body.toString(), token));
        });
        return messages;
    }

    private Duration wrongBy(LocalDateTime time) {
        if (fleet.faults().find(device, What.CLOCK_BEHIND, time).isPresent()) {
            return CLOCK_BEHIND.negated();
        }
        return fleet.faults().find(device, What.CLOCK_AHEAD, time).isPresent() ? CLOCK_AHEAD : Duration.ZERO;
    }

    /** The share of its interval after which it reports, so that not all report at once. */
    public double phase() {
        return Noise.chance(device.seed(), 99);
    }
}
