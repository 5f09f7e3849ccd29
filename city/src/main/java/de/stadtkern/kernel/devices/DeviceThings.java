package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.observations.Intake;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes and changes the Thing that a device is, through the door by which SensorThings comes in as well. */
@Component
class DeviceThings {

    private static final String OBSERVATION_TYPE = "http://www.opengis.net/def/observationType/OGC-OM/2.0/";

    private final DeviceRows devices;
    private final Intake intake;
    private final DeviceEntrance entrance;
    private final JsonMapper json;

    DeviceThings(DeviceRows devices, Intake intake, DeviceEntrance entrance, JsonMapper json) {
        this.devices = devices;
        this.intake = intake;
        this.entrance = entrance;
        this.json = json;
    }

    /** The id of a new Thing with its Location, Sensor and Datastreams. */
    long create(DeviceRows.Row device, DeviceType type, Wish wish) {
        return as(device, () -> {
            ObjectNode thing = json.createObjectNode().put("name", wish.name()).put("description", type.name());
            ObjectNode properties =
                    thing.putObject("properties").put("devEui", device.devEui()).put("deviceType", type.key());
            mount(properties, wish.geometry());
            thing.putArray("Locations").add(location(wish));
            measure(thing.putArray("Datastreams"), device, type, wish.geometry(), Set.of());
            return intake.create("Things", thing);
        });
    }

    /**
     * Changes the Thing; a new place is added to those where it was.
     *
     * @param type null leaves it without one
     */
    void change(DeviceRows.Row device, @Nullable DeviceType type, Wish wish, boolean moved) {
        long thing = device.installed().id();
        as(device, () -> {
            ObjectNode properties = properties(thing);
            mount(properties, wish.geometry());
            ObjectNode changes = json.createObjectNode().put("name", wish.name());
            changes.set("properties", properties);
            intake.change(path(thing), changes);
            if (moved) {
                intake.create(path(thing) + "/Locations", location(wish));
            }
            if (type != null) {
                retype(device, type, wish.geometry());
            }
            return thing;
        });
    }

    /** The Thing, its history and its Datastreams are another device's from now on. */
    void handOn(DeviceRows.Row device, String devEui, @Nullable DeviceType type) {
        long thing = device.installed().id();
        as(device, () -> {
            ObjectNode properties = properties(thing).put("devEui", devEui);
            intake.change(path(thing), json.createObjectNode().set("properties", properties));
            if (type != null) {
                retype(device, type, Geometry.of(properties.path("geometry")).orElse(null));
            }
            return thing;
        });
    }

    private void retype(DeviceRows.Row device, DeviceType type, @Nullable Geometry geometry) {
        long thing = device.installed().id();
        ObjectNode properties = properties(thing).put("deviceType", type.key());
        intake.change(path(thing), json.createObjectNode().set("properties", properties));
        ArrayNode missing = json.createArrayNode();
        Set<String> there = Set.copyOf(
                devices.fields(thing).stream().map(DeviceRows.Field::field).toList());
        measure(missing, device, type, geometry, there);
        missing.forEach(datastream -> intake.create(path(thing) + "/Datastreams", datastream));
    }

    private ObjectNode properties(long thing) {
        return (ObjectNode) json.readTree(devices.properties(thing));
    }

    private static String path(long thing) {
        return "Things(" + thing + ")";
    }

    private <T> T as(DeviceRows.Row device, Supplier<T> work) {
        return entrance.callAs(
                new Device(device.municipalityId(), device.devEui(), Set.of(Scope.WRITE_OBSERVATIONS)), work);
    }

    private static void mount(ObjectNode properties, @Nullable Geometry geometry) {
        properties.remove("geometry");
        if (geometry != null) {
            properties
                    .putObject("geometry")
                    .put("deadZoneMillimetres", geometry.deadZone())
                    .put("usableHeightMillimetres", geometry.usableHeight());
        }
    }

    private ObjectNode location(Wish wish) {
        Position place = wish.place();
        ObjectNode location = json.createObjectNode()
                .put("name", wish.name())
                .put("description", wish.name())
                .put("encodingType", "application/geo+json");
        location.putObject("location")
                .put("type", "Point")
                .putArray("coordinates")
                .add(place.lon())
                .add(place.lat());
        return location;
    }

    /** Describes a Datastream for every measure of the type that is not there yet. */
    private void measure(
            ArrayNode datastreams,
            DeviceRows.Row device,
            DeviceType type,
            @Nullable Geometry geometry,
            Set<String> there) {
        List<Measure> wanted = type.measures().stream()
                .filter(measure -> !there.contains(measure.key()))
                .filter(measure -> geometry != null || !measure.needsGeometry())
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        long sensor = intake.create(
                "Sensors",
                json.createObjectNode()
                        .put("name", type.name())
                        .put("description", device.devEui())
                        .put("encodingType", "text/plain")
                        .put("metadata", type.key()));
        for (Measure measure : wanted) {
            describe(datastreams.addObject(), measure, sensor, property(device.municipalityId(), measure));
        }
    }

    private static void describe(ObjectNode datastream, Measure measure, long sensor, long property) {
        String unit = measure.observed();
        datastream
                .put("name", measure.name())
                .put("description", measure.name())
                .put("observationType", OBSERVATION_TYPE + (unit == null ? "OM_TruthObservation" : "OM_Measurement"));
        describe(datastream.putObject("unitOfMeasurement"), unit);
        datastream.putObject("properties").put("field", measure.key());
        datastream.putObject("Sensor").put("@iot.id", sensor);
        datastream.putObject("ObservedProperty").put("@iot.id", property);
    }

    /** A truth value has a unit of which nothing is known (18-088, 8.2.4). */
    private static void describe(ObjectNode unit, @Nullable String ucum) {
        unit.put("name", ucum).put("symbol", ucum).put("definition", ucum == null ? null : "https://ucum.org");
    }

    private long property(long municipalityId, Measure measure) {
        return devices.findProperty(municipalityId, measure.definition())
                .orElseGet(() -> intake.create(
                        "ObservedProperties",
                        json.createObjectNode()
                                .put("name", measure.name())
                                .put("definition", measure.definition())
                                .put("description", measure.name())));
    }
}
