package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Device;
import de.stadtkern.kernel.identity.DeviceEntrance;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.observations.Intake;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets up a device that waits: as a Thing with its Location, Sensor and Datastreams. What it sent while it waited, as far
 * as that is kept, becomes observations.
 */
@Component
class Adoptions {

    private static final String OBSERVATION_TYPE = "http://www.opengis.net/def/observationType/OGC-OM/2.0/";

    private final DeviceRegister register;
    private final DeviceRows devices;
    private final DeviceTypes types;
    private final Uplinks uplinks;
    private final Intake intake;
    private final DeviceEntrance entrance;
    private final Access access;
    private final AuditLog auditLog;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    Adoptions(
            DeviceRegister register,
            DeviceRows devices,
            DeviceTypes types,
            Uplinks uplinks,
            Intake intake,
            DeviceEntrance entrance,
            Access access,
            AuditLog auditLog,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.register = register;
        this.devices = devices;
        this.types = types;
        this.uplinks = uplinks;
        this.intake = intake;
        this.entrance = entrance;
        this.access = access;
        this.auditLog = auditLog;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whole or not at all; returns the id of the Thing. */
    long adopt(long deviceId, Wish wish) {
        DeviceRows.Row device = register.get(deviceId);
        if (!device.isWaiting()) {
            throw Refusal.conflict("devices.refusal.set-up", device.devEui());
        }
        DeviceType type = types.find(device.municipalityId(), wish.type())
                .orElseThrow(() -> Refusal.badInput("devices.refusal.unknown-type", wish.type())
                        .at("type"));
        Device owner = new Device(device.municipalityId(), device.devEui(), Set.of(Scope.WRITE_OBSERVATIONS));
        Long thing = transaction.execute(status -> {
            long created = entrance.callAs(owner, () -> create(device, type, wish));
            devices.keep(deviceId, wish.keepers());
            auditLog.record(
                    access.findPerson().orElse(null),
                    device.municipalityId(),
                    "device.set-up",
                    "%s: %s (%s)".formatted(device.devEui(), wish.name(), type.key()));
            return created;
        });
        uplinks.readAgain(device);
        return Objects.requireNonNull(thing);
    }

    private long create(DeviceRows.Row device, DeviceType type, Wish wish) {
        ObjectNode thing = json.createObjectNode().put("name", wish.name()).put("description", type.name());
        ObjectNode properties =
                thing.putObject("properties").put("devEui", device.devEui()).put("deviceType", type.key());
        Geometry geometry = wish.geometry();
        if (geometry != null) {
            properties
                    .putObject("geometry")
                    .put("deadZoneMillimetres", geometry.deadZone())
                    .put("usableHeightMillimetres", geometry.usableHeight());
        }
        ObjectNode location = thing.putArray("Locations")
                .addObject()
                .put("name", wish.name())
                .put("description", wish.name())
                .put("encodingType", "application/geo+json");
        location.putObject("location")
                .put("type", "Point")
                .putArray("coordinates")
                .add(wish.place().lon())
                .add(wish.place().lat());
        long sensor = intake.create(
                "Sensors",
                json.createObjectNode()
                        .put("name", type.name())
                        .put("description", device.devEui())
                        .put("encodingType", "text/plain")
                        .put("metadata", type.key()));
        ArrayNode datastreams = thing.putArray("Datastreams");
        for (Measure measure : type.measures()) {
            if (geometry != null || !measure.needsGeometry()) {
                describe(datastreams.addObject(), measure, sensor, property(device.municipalityId(), measure));
            }
        }
        return intake.create("Things", thing);
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
