package de.stadtkern.kernel.sources;

import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.observations.Intake;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes our Things and Datastreams of theirs, and changes them when theirs change. */
@Component
class Copies {

    private final SourceRows rows;
    private final Intake intake;
    private final DeviceEntrance entrance;
    private final JsonMapper json;

    Copies(SourceRows rows, Intake intake, DeviceEntrance entrance, JsonMapper json) {
        this.rows = rows;
        this.intake = intake;
        this.entrance = entrance;
        this.json = json;
    }

    /** The Thing without its Datastreams; returns our id. */
    @Transactional
    long thing(Source source, JsonNode theirs) {
        return as(source, () -> {
            String origin = theirs.path("@iot.selfLink").asString("");
            ObjectNode ours = described(source, theirs);
            ObjectNode location = location(theirs);
            String copied = ours + "\n" + location;
            var known = rows.findThing(source.id(), origin);
            long thing;
            if (known.isEmpty()) {
                if (!location.isEmpty()) {
                    ours.putArray("Locations").add(location);
                }
                thing = intake.create("Things", ours);
            } else {
                thing = known.get().thingId();
                String before = known.get().copied();
                if (!before.equals(copied)) {
                    intake.change("Things(%d)".formatted(thing), ours);
                }
                if (!location.isEmpty() && !before.endsWith("\n" + location)) {
                    intake.create("Things(%d)/Locations".formatted(thing), location);
                }
            }
            rows.keepThing(source.id(), origin, thing, copied);
            return thing;
        });
    }

    @Transactional
    void datastream(Source source, long thing, JsonNode theirs) {
        as(source, () -> {
            String origin = theirs.path("@iot.selfLink").asString("");
            ObjectNode ours = described(source, theirs);
            ours.put("observationType", theirs.path("observationType").asString(""));
            ours.set("unitOfMeasurement", theirs.path("unitOfMeasurement"));
            String copied = ours.toString();
            var known = rows.findSeries(source.id(), origin);
            long datastream;
            if (known.isEmpty()) {
                ours.putObject("Thing").put("@iot.id", thing);
                ours.set("Sensor", sensor(theirs.path("Sensor")));
                ours.putObject("ObservedProperty").put("@iot.id", property(source, theirs.path("ObservedProperty")));
                datastream = intake.create("Datastreams", ours);
            } else {
                datastream = known.get().datastreamId();
                if (!known.get().copied().equals(copied)) {
                    intake.change("Datastreams(%d)".formatted(datastream), ours);
                }
            }
            String observations = theirs.path("Observations@iot.navigationLink").asString(origin + "/Observations");
            rows.keepSeries(source.id(), origin, datastream, copied, observations);
            return datastream;
        });
    }

    /** What they call it. Their properties stand apart: ours mean something to other rooms. */
    private ObjectNode described(Source source, JsonNode theirs) {
        ObjectNode ours = json.createObjectNode()
                .put("name", text(theirs, "name"))
                .put("description", text(theirs, "description"));
        ObjectNode origin = ours.putObject("properties")
                .putObject("source")
                .put("url", theirs.path("@iot.selfLink").asString(""))
                .put("licence", source.licence())
                .put("attribution", source.attribution());
        if (theirs.path("properties").isObject()) {
            origin.set("properties", theirs.path("properties"));
        }
        return ours;
    }

    private static String text(JsonNode theirs, String field) {
        String text = theirs.path(field).asString("").strip();
        return text.isEmpty() ? "–" : text;
    }

    /** Empty when theirs has none that can be drawn. */
    private ObjectNode location(JsonNode theirs) {
        JsonNode first = theirs.path("Locations").path(0);
        JsonNode place = first.path("location");
        ObjectNode location = json.createObjectNode();
        if (place.isObject()) {
            location.put("name", text(first, "name"))
                    .put("description", text(first, "description"))
                    .put("encodingType", "application/geo+json")
                    .set("location", place.has("geometry") ? place.path("geometry") : place);
        }
        return location;
    }

    private ObjectNode sensor(JsonNode theirs) {
        return json.createObjectNode()
                .put("name", text(theirs, "name"))
                .put("description", text(theirs, "description"))
                .put("encodingType", "text/plain")
                .put("metadata", theirs.path("metadata").asString("–"));
    }

    private long property(Source source, JsonNode theirs) {
        String definition = text(theirs, "definition");
        return rows.findProperty(source.municipalityId(), definition)
                .orElseGet(() -> intake.create(
                        "ObservedProperties",
                        json.createObjectNode()
                                .put("name", text(theirs, "name"))
                                .put("definition", definition)
                                .put("description", text(theirs, "description"))));
    }

    private long as(Source source, Supplier<Long> work) {
        return entrance.callAs(
                new Device(source.municipalityId(), "source " + source.id(), Set.of(Scope.WRITE_OBSERVATIONS)), work);
    }
}
