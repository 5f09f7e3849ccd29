package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.observations.ObservationWriter.Submission;
import de.stadtkern.kernel.observations.mqtt.Inbox;
import de.stadtkern.kernel.observations.mqtt.Message;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.ResourcePath;
import de.stadtkern.kernel.problem.Refusal;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What may be published: entities, as OGC SensorThings 1.1 creates them over MQTT (18-088) with the same body as HTTP,
 * and what {@link OtherTopics} take.
 */
@Component
class MqttInbox implements Inbox {

    private static final Pattern OBSERVATIONS =
            Pattern.compile("v1\\.[01]/(?:(?:Multi)?Datastreams\\(([0-9]{1,18})\\)/)?Observations");
    private static final Pattern ENTITIES = Pattern.compile("v1\\.[01]/(.+)");

    private final GroupCommit commits;
    private final EntityWriter writer;
    private final List<OtherTopics> others;
    private final DeviceEntrance devices;
    private final ObjectProvider<OpenDoor> openDoor;

    MqttInbox(
            GroupCommit commits,
            EntityWriter writer,
            List<OtherTopics> others,
            DeviceEntrance devices,
            ObjectProvider<OpenDoor> openDoor) {
        this.commits = commits;
        this.writer = writer;
        this.others = others;
        this.devices = devices;
        this.openDoor = openDoor;
    }

    @Override
    public Delivery store(Device device, Message message) {
        Matcher observations = OBSERVATIONS.matcher(message.topic());
        if (observations.matches()) {
            String datastream = observations.group(1);
            return observation(device, message, datastream == null ? null : Long.valueOf(datastream));
        }
        Matcher entities = ENTITIES.matcher(message.topic());
        if (entities.matches()) {
            return entity(device, message, entities.group(1));
        }
        return others.stream()
                .flatMap(other -> other.store(device, message.topic(), message.payload()).stream())
                .findFirst()
                .map(stored -> new Delivery(stored, true))
                .orElseThrow(() -> Refusal.notFound("observations.refusal.topic", message.topic()));
    }

    private Delivery observation(Device device, Message message, @Nullable Long datastream) {
        Optional<ObservationReader> plain = ObservationReader.read(message.payload());
        if (plain.isEmpty()) {
            String path = datastream == null ? "Observations" : "Datastreams(" + datastream + ")/Observations";
            return entity(device, message, path);
        }
        NewObservation observation = plain.get().get(datastream, null);
        boolean routine = commits.isRoutine(observation.datastreamId());
        return new Delivery(commits.storeInTime(new Submission(observation, device.municipalityId(), false)), routine);
    }

    private Delivery entity(Device device, Message message, String path) {
        ResourcePath target = ResourcePath.of(path);
        Body body = body(message);
        devices.callAs(device, () -> writer.create(target, body, null));
        return new Delivery(CompletableFuture.completedFuture(null), target.type() != EntityType.OBSERVATIONS);
    }

    @Override
    public Optional<String> findKeyFor(InetAddress address) {
        return openDoor.stream().findFirst().flatMap(door -> door.findKeyFor(address));
    }

    private static Body body(Message message) {
        return new Call("POST", "", "", java.util.Map.of(), new Call.Content(null, message.payload()), null).body();
    }
}
