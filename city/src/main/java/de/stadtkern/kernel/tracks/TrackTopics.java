package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.observations.OtherTopics;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The telematics of vehicles by MQTT: the same messages on {@code tracks/{telematics key}}. PUBACK means: committed. */
@Component
class TrackTopics implements OtherTopics {

    private static final Pattern VEHICLE = Pattern.compile("tracks/([^/]+)");

    private final VehicleFixes fixes;

    TrackTopics(VehicleFixes fixes) {
        this.fixes = fixes;
    }

    @Override
    public Optional<CompletableFuture<?>> store(Device device, String topic, byte[] payload) {
        Matcher vehicle = VEHICLE.matcher(topic);
        return vehicle.matches()
                ? Optional.of(fixes.take(device.municipalityId(), vehicle.group(1), payload, true))
                : Optional.empty();
    }
}
