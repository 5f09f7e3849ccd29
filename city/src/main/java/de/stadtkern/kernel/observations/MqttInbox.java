package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.ObservationWriter.Entry;
import de.stadtkern.kernel.observations.ObservationWriter.Target;
import de.stadtkern.kernel.observations.mqtt.Inbox;
import de.stadtkern.kernel.observations.mqtt.Message;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What may be published: observations, as OGC SensorThings 1.1 creates them over MQTT (18-088) with the same body as
 * HTTP, and what The Things Stack v3 and ChirpStack v4 publish, on their own topics.
 */
@Component
class MqttInbox implements Inbox {

    private static final Pattern OBSERVATIONS =
            Pattern.compile("v1\\.1/(?:Datastreams\\(([0-9]{1,18})\\)/)?Observations");
    private static final Pattern TTS = Pattern.compile("v3/[^/]+/devices/[^/]+/(.+)");
    private static final Pattern CHIRPSTACK = Pattern.compile("application/[^/]+/device/[^/]+/event/([^/]+)");

    private final ObservationWriter writer;
    private final Uplinks uplinks;
    private final JsonMapper json;

    MqttInbox(ObservationWriter writer, Uplinks uplinks, JsonMapper json) {
        this.writer = writer;
        this.uplinks = uplinks;
        this.json = json;
    }

    @Override
    @Transactional
    public void store(List<Message> messages) {
        writer.createAll(
                messages.stream().flatMap(message -> entries(message).stream()).toList());
    }

    private List<Entry> entries(Message message) {
        Matcher observations = OBSERVATIONS.matcher(message.topic());
        Matcher tts = TTS.matcher(message.topic());
        Matcher chirpstack = CHIRPSTACK.matcher(message.topic());
        if (observations.matches()) {
            return List.of(entry(body(message), observations.group(1)));
        }
        if (tts.matches()) {
            return uplinks.read(NetworkServer.TTS, tts.group(1), body(message)).entries();
        }
        if (chirpstack.matches()) {
            return uplinks.read(NetworkServer.CHIRPSTACK, chirpstack.group(1), body(message))
                    .entries();
        }
        throw Refusal.notFound("observations.refusal.topic", message.topic());
    }

    private static Entry entry(Body observation, @Nullable String datastreamId) {
        Long datastream = datastreamId == null ? observation.link("Datastream") : Long.valueOf(datastreamId);
        return new Entry(observation, Target.of(datastream, null));
    }

    private Body body(Message message) {
        try {
            return new Body(json.readTree(message.payload()));
        } catch (JacksonException e) {
            throw Refusal.badInput("observations.refusal.not-json", e.getOriginalMessage());
        }
    }
}
