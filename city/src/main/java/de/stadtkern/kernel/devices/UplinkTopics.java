package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.observations.OtherTopics;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What The Things Stack v3, ChirpStack v4 and devices with plain JSON publish over MQTT, on their own topics. */
@Component
class UplinkTopics implements OtherTopics {

    private static final Pattern TTS = Pattern.compile("v3/[^/]+/devices/[^/]+/(.+)");
    private static final Pattern CHIRPSTACK = Pattern.compile("application/[^/]+/device/[^/]+/event/([^/]+)");
    private static final Pattern PLAIN = Pattern.compile("ingest/json/([^/]+)");

    private final Uplinks uplinks;
    private final PlainJson plain;
    private final JsonMapper json;

    UplinkTopics(Uplinks uplinks, PlainJson plain, JsonMapper json) {
        this.uplinks = uplinks;
        this.plain = plain;
        this.json = json;
    }

    @Override
    public Optional<CompletableFuture<?>> store(Device device, String topic, byte[] payload) {
        Matcher tts = TTS.matcher(topic);
        if (tts.matches()) {
            return Optional.of(take(device, NetworkServer.TTS, tts.group(1), payload));
        }
        Matcher own = PLAIN.matcher(topic);
        if (own.matches()) {
            JsonNode message = plain.complete(read(payload), own.group(1));
            return Optional.of(uplinks.take(device.municipalityId(), NetworkServer.JSON, "up", message, true));
        }
        Matcher chirpstack = CHIRPSTACK.matcher(topic);
        return chirpstack.matches()
                ? Optional.of(take(device, NetworkServer.CHIRPSTACK, chirpstack.group(1), payload))
                : Optional.empty();
    }

    private CompletableFuture<?> take(Device device, NetworkServer server, String event, byte[] payload) {
        return uplinks.take(device.municipalityId(), server, event, read(payload), true);
    }

    private JsonNode read(byte[] payload) {
        try {
            return json.readTree(payload);
        } catch (JacksonException e) {
            throw Refusal.badInput("devices.refusal.not-json", e.getOriginalMessage());
        }
    }
}
