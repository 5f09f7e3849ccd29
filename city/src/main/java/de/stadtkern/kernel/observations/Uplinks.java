package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.observations.ObservationWriter.Entry;
import de.stadtkern.kernel.observations.ObservationWriter.Target;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns LoRaWAN uplinks into observations: the Thing whose {@code properties/devEui} is the device's, and of it every
 * Datastream whose {@code properties/field} – a path or a list of paths – leads to a value of the decoded payload. What
 * leads nowhere is counted and logged, but not refused: a network server would repeat it, and switch its webhook off.
 */
@Component
class Uplinks {

    private static final Logger log = LoggerFactory.getLogger(Uplinks.class);
    private static final int MOST_NOTICES = 1_000;

    private final JdbcClient jdbc;
    private final Access access;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Set<String> noticed = ConcurrentHashMap.newKeySet();

    Uplinks(JdbcClient jdbc, Access access, JsonMapper json, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.access = access;
        this.json = json;
        this.meters = meters;
    }

    /** How a message of a network server ended. */
    enum Outcome {
        STORED,
        NO_MEASUREMENT,
        UNKNOWN_DEVICE,
        UNMAPPED
    }

    /** The observations that a message of a network server brings: none unless the outcome is STORED. */
    record Received(Outcome outcome, List<Entry> entries) {}

    /** A datastream of a device, with the JSON of its field; both null for a device that has no datastreams. */
    private record Field(
            @Nullable Long datastreamId, @Nullable String field) {}

    /**
     * What a message brings.
     *
     * @param event the network server's word for its kind; {@code up} is an uplink
     */
    Received read(NetworkServer server, String event, Body message) {
        Received received = Optional.of(message)
                .filter(any -> event.equals("up"))
                .flatMap(server::read)
                .map(this::read)
                .orElseGet(() -> new Received(Outcome.NO_MEASUREMENT, List.of()));
        meters.counter(
                        "observations.uplinks",
                        "server",
                        server.name().toLowerCase(Locale.ROOT),
                        "outcome",
                        received.outcome().name().toLowerCase(Locale.ROOT))
                .increment();
        return received;
    }

    private Received read(Uplink uplink) {
        List<Field> fields = listFields(uplink.devEui());
        if (fields.isEmpty()) {
            notice(uplink, "has no Thing whose properties/devEui is its own: create one");
            return new Received(Outcome.UNKNOWN_DEVICE, List.of());
        }
        List<Entry> entries = new ArrayList<>();
        for (Field field : fields) {
            if (field.datastreamId() != null && field.field() != null) {
                Target target = new Target(field.datastreamId(), uplink.token());
                find(uplink, field.field()).ifPresent(value -> entries.add(new Entry(body(uplink, value), target)));
            }
        }
        if (entries.isEmpty()) {
            notice(uplink, "sent nothing to which the properties/field of a Datastream leads");
        }
        return new Received(entries.isEmpty() ? Outcome.UNMAPPED : Outcome.STORED, entries);
    }

    private List<Field> listFields(String devEui) {
        return jdbc.sql("""
                        select d.id as datastream_id, (d.properties -> 'field')::text as field
                        from thing t left join datastream d on d.thing_id = t.id
                        where t.municipality_id = :municipality and lower(t.properties ->> 'devEui') = :devEui""")
                .param("municipality", access.device().municipalityId())
                .param("devEui", devEui)
                .query(DataClassRowMapper.newInstance(Field.class))
                .list();
    }

    private Optional<JsonNode> find(Uplink uplink, String field) {
        JsonNode paths = json.readTree(field);
        return uplink.find(
                paths.isArray()
                        ? paths.valueStream().map(path -> path.asString("")).toList()
                        : List.of(paths.asString("")));
    }

    private Body body(Uplink uplink, JsonNode value) {
        ObjectNode observation = json.createObjectNode();
        if (uplink.time() != null) {
            observation.put("phenomenonTime", uplink.time());
        }
        observation.set("result", value);
        observation.set("parameters", uplink.reception());
        return new Body(observation);
    }

    /** Once per device and run: the counter has the number. */
    private void notice(Uplink uplink, String what) {
        if (noticed.size() < MOST_NOTICES && noticed.add(uplink.devEui() + what)) {
            log.warn("The LoRaWAN device {} {}", uplink.devEui().replaceAll("[^0-9a-f]", "?"), what);
        }
    }
}
