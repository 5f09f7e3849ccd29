package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.ObservationWriter.Target;
import de.stadtkern.kernel.observations.mqtt.Inbox;
import de.stadtkern.kernel.observations.mqtt.Message;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** OGC SensorThings 1.1 over MQTT (18-088): observations are created by publishing them, with the same body as HTTP. */
@Component
class MqttInbox implements Inbox {

    private static final Pattern TOPIC = Pattern.compile("v1\\.1/(?:Datastreams\\(([0-9]{1,18})\\)/)?Observations");

    private final ObservationWriter writer;
    private final JsonMapper json;

    MqttInbox(ObservationWriter writer, JsonMapper json) {
        this.writer = writer;
        this.json = json;
    }

    private record Entry(Body observation, Target target) {}

    /** In the order of the datastreams, so that two who store at once never wait for each other. */
    @Override
    @Transactional
    public void store(List<Message> messages) {
        messages.stream()
                .map(this::entry)
                .sorted(Comparator.comparingLong(entry -> entry.target().datastreamId()))
                .forEach(entry -> writer.create(entry.observation(), entry.target()));
    }

    private Entry entry(Message message) {
        Matcher topic = TOPIC.matcher(message.topic());
        if (!topic.matches()) {
            throw Refusal.notFound("observations.refusal.topic", message.topic());
        }
        Body observation = body(message);
        Long datastream = topic.group(1) == null ? observation.link("Datastream") : Long.valueOf(topic.group(1));
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
