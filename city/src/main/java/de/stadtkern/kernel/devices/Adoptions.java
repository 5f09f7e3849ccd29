package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sets devices up: those that wait, so that what they have sent becomes observations, and those that were never heard.
 * Changes them afterwards. Each wholly or not at all.
 */
@Component
class Adoptions {

    private static final Pattern DEV_EUI = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern PROFILE_ID = Pattern.compile("[0-9a-f]{8}");

    private final DeviceRegister register;
    private final DeviceRows devices;
    private final DeviceTypes types;
    private final DeviceThings things;
    private final DeviceEvents events;
    private final Uplinks uplinks;
    private final Observations observations;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    Adoptions(
            DeviceRegister register,
            DeviceRows devices,
            DeviceTypes types,
            DeviceThings things,
            DeviceEvents events,
            Uplinks uplinks,
            Observations observations,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.register = register;
        this.devices = devices;
        this.types = types;
        this.things = things;
        this.events = events;
        this.uplinks = uplinks;
        this.observations = observations;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A device that shall be set up, heard or not.
     *
     * @param profileId of its QR code; empty when nobody read one
     */
    record Planned(String devEui, String profileId, Wish wish) {}

    /** Sets up a device that waits; returns the id of the Thing. */
    long adopt(long deviceId, Wish wish) {
        DeviceRows.Row device = register.get(deviceId);
        requireWaiting(device);
        long thing = inTransaction(() -> setUp(device, wish));
        uplinks.readAgain(device);
        return thing;
    }

    /** Sets up devices of the municipality; returns their ids. One that waits already is adopted by the way. */
    List<Long> plan(long municipalityId, List<Planned> planned) {
        List<DeviceRows.Row> rows = inTransaction(
                () -> planned.stream().map(one -> plan(municipalityId, one)).toList());
        rows.forEach(uplinks::readAgain);
        return rows.stream().map(DeviceRows.Row::id).toList();
    }

    private DeviceRows.Row plan(long municipalityId, Planned planned) {
        DeviceRows.Row device = requirePlannable(municipalityId, planned)
                .orElseGet(() -> devices.find(devices.plan(municipalityId, planned.devEui))
                        .orElseThrow());
        setUp(device, planned.wish);
        if (PROFILE_ID.matcher(planned.profileId).matches()) {
            devices.setProfileId(device.id(), planned.profileId);
        }
        return device;
    }

    /** Refuses what cannot be set up; returns the device when it waits already. */
    Optional<DeviceRows.Row> requirePlannable(long municipalityId, Planned planned) {
        if (!DEV_EUI.matcher(planned.devEui).matches()) {
            throw Refusal.badInput("devices.refusal.dev-eui", planned.devEui).at("devEui");
        }
        getType(municipalityId, planned.wish.type());
        Optional<DeviceRows.Row> known = devices.findByDevEui(municipalityId, planned.devEui);
        known.ifPresent(Adoptions::requireWaiting);
        return known;
    }

    /** As people write them: with separators and capitals. */
    static String devEui(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[-: ]", "");
    }

    private static void requireWaiting(DeviceRows.Row device) {
        if (!device.isWaiting()) {
            throw Refusal.conflict("devices.refusal.set-up", device.devEui()).at("devEui");
        }
    }

    private long setUp(DeviceRows.Row device, Wish wish) {
        DeviceType type = getType(device.municipalityId(), wish.type());
        long thing = things.create(device, type, wish);
        devices.keep(device.id(), wish.keepers());
        events.note(device, DeviceEvents.Kind.SET_UP, "%s (%s)".formatted(wish.name(), type.key()));
        return thing;
    }

    private DeviceType getType(long municipalityId, String key) {
        return types.find(municipalityId, key)
                .orElseThrow(() ->
                        Refusal.badInput("devices.refusal.unknown-type", key).at("type"));
    }

    /** Changes name, place, mounting, type and what is noted of a device that is set up. */
    void change(DeviceRows.Row device, Wish wish) {
        DeviceRows.Thing thing = device.installed();
        DeviceType type =
                wish.type().isEmpty() && thing.type() == null ? null : getType(device.municipalityId(), wish.type());
        if (type != null) {
            requireCovers(device, type);
        }
        boolean moved = place(thing).filter(wish.place()::equals).isEmpty();
        inTransaction(() -> {
            things.change(device, type, wish, moved);
            devices.keep(device.id(), wish.keepers());
            events.note(
                    device,
                    moved ? DeviceEvents.Kind.MOVED : DeviceEvents.Kind.CHANGED,
                    "%s (%s, %s)"
                            .formatted(
                                    wish.name(),
                                    wish.place().lon(),
                                    wish.place().lat()));
            return device.id();
        });
        uplinks.readAgain(device);
    }

    /** Notes who looks after all of these; what is empty in the fields stays. */
    void entrust(List<DeviceRows.Row> chosen, UnaryOperator<String> fields) {
        inTransaction(() -> {
            for (DeviceRows.Row device : chosen) {
                DeviceRows.Keepers now = device.keepers();
                DeviceRows.Keepers wanted = Wish.keepers(field -> {
                    String text = fields.apply(field);
                    return switch (field) {
                        case "owner" -> text.isBlank() ? now.owner() : text;
                        case "department" -> text.isBlank() ? now.department() : text;
                        case "contact" -> text.isBlank() ? now.contact() : text;
                        case "batch" -> now.batch();
                        default -> now.note();
                    };
                });
                devices.keep(device.id(), wanted);
                events.note(device, DeviceEvents.Kind.CHANGED, wanted.owner() + ", " + wanted.department());
            }
            return chosen;
        });
    }

    /** Refuses a type by which a Datastream of the device would get nothing more, or another unit. */
    void requireCovers(DeviceRows.Row device, DeviceType type) {
        List<String> lost = devices.fields(device.installed().id()).stream()
                .filter(field -> type.measures().stream()
                        .noneMatch(measure -> measure.key().equals(field.field())
                                && Objects.requireNonNullElse(measure.observed(), "")
                                        .equals(field.unit())))
                .map(DeviceRows.Field::field)
                .toList();
        boolean sameType = type.key().equals(device.installed().type());
        if (!lost.isEmpty() && !sameType) {
            throw Refusal.conflict("devices.refusal.not-covered", type.name(), String.join(", ", lost))
                    .at("type");
        }
    }

    /** Where the Thing stands; empty when nobody said. */
    Optional<Position> place(DeviceRows.Thing thing) {
        return observations.findStation(thing.id()).map(Station::position);
    }

    /** What stands in the fields of {@link Wish} for a device that is set up. */
    Map<String, String> wish(DeviceRows.Row device) {
        DeviceRows.Thing thing = device.installed();
        Map<String, String> fields = new HashMap<>(Map.of(
                "type", Objects.requireNonNullElse(thing.type(), ""),
                "name", thing.name(),
                "owner", device.keepers().owner(),
                "department", device.keepers().department(),
                "contact", device.keepers().contact(),
                "batch", device.keepers().batch(),
                "note", device.keepers().note()));
        place(thing).ifPresent(place -> {
            fields.put("lon", degrees(place.lon()));
            fields.put("lat", degrees(place.lat()));
        });
        JsonNode properties = json.readTree(devices.properties(thing.id()));
        Geometry.of(properties.path("geometry")).ifPresent(geometry -> {
            fields.put("deadZone", geometry.deadZone().toPlainString());
            fields.put("usableHeight", geometry.usableHeight().toPlainString());
        });
        return fields;
    }

    private static String degrees(double degrees) {
        return BigDecimal.valueOf(degrees).toPlainString();
    }

    private <T> T inTransaction(Supplier<@Nullable T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
