package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.observations.OtherTopics;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What The Things Stack v3, ChirpStack v4 and devices with plain JSON publish over MQTT, on their own topics. */
@Component
class UplinkTopics implements OtherTopics {

    private static final Pattern TTS = Pattern.compile("v3/[^/]+/devices/[^/]+/(.+)");
    private static final Pattern CHIRPSTACK = Pattern.compile("application/[^/]+/device/[^/]+/event/([^/]+)");
    private static final Pattern PLAIN = Pattern.compile("ingest/json/([^/]+)");

    private final Uplinks uplinks;

    UplinkTopics(Uplinks uplinks) {
        this.uplinks = uplinks;
    }

    @Override
    public Optional<CompletableFuture<?>> store(Device device, String topic, byte[] payload) {
        Matcher tts = TTS.matcher(topic);
        if (tts.matches()) {
            return Optional.of(take(device, new Uplinks.Message(NetworkServer.TTS, tts.group(1), "", payload)));
        }
        Matcher own = PLAIN.matcher(topic);
        if (own.matches()) {
            return Optional.of(take(device, Uplinks.Message.plain(own.group(1), payload)));
        }
        Matcher chirpstack = CHIRPSTACK.matcher(topic);
        return chirpstack.matches()
                ? Optional.of(
                        take(device, new Uplinks.Message(NetworkServer.CHIRPSTACK, chirpstack.group(1), "", payload)))
                : Optional.empty();
    }

    private CompletableFuture<?> take(Device device, Uplinks.Message message) {
        return uplinks.take(device.municipalityId(), message, true);
    }
}
