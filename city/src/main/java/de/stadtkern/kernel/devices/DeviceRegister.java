package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.devices.DeviceType.Interpretation;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** What whoever looks after devices sees of them, and what their messages mean; person or program. */
@Component
class DeviceRegister {

    /** For reading. Changing is never shared. */
    static final Dataset RECORD = new Dataset("devices.dataset.record", Permission.SET_UP_DEVICES);

    private final DeviceRows devices;
    private final UplinkRows uplinks;
    private final DeviceTypes types;
    private final PayloadReader payloads;
    private final JsonMapper json;
    private final Access access;

    DeviceRegister(
            DeviceRows devices,
            UplinkRows uplinks,
            DeviceTypes types,
            PayloadReader payloads,
            JsonMapper json,
            Access access) {
        this.devices = devices;
        this.uplinks = uplinks;
        this.types = types;
        this.payloads = payloads;
        this.json = json;
        this.access = access;
    }

    /** An uplink, and what its fields mean by what is known now; no readings when its bytes mean nothing. */
    record Explained(UplinkRows.Kept kept, List<Reading> readings) {}

    /** The municipalities whose devices whoever asks may set up; refused when there is none. */
    Set<Long> municipalities() {
        return access.findPerson().isPresent()
                ? access.requireAnywhere(Permission.SET_UP_DEVICES)
                : Set.of(access.device().municipalityId());
    }

    /** The municipality for which whoever asks makes something new. */
    long municipality() {
        return municipalities().stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    /** The municipalities whose devices whoever asks may see: the own, and those that share them; refused as above. */
    Set<Long> readable() {
        return access.findPerson().isPresent() ? access.requireReadable(RECORD) : municipalities();
    }

    /** For reading; refused with 404 when there is none, or it belongs to others who do not share theirs. */
    DeviceRows.Row read(long id) {
        DeviceRows.Row device = find(id);
        if (access.findPerson().isPresent()) {
            access.requireRead(RECORD, device.municipalityId());
        } else {
            access.requireDeviceOf(device.municipalityId());
        }
        return device;
    }

    /** Whether whoever reads may change it as well. */
    boolean mayChange(DeviceRows.Row device) {
        return access.allows(Permission.SET_UP_DEVICES, device.municipalityId());
    }

    private DeviceRows.Row find(long id) {
        return devices.find(id).orElseThrow(() -> Refusal.notFound("devices.refusal.unknown", Long.toString(id)));
    }

    /** Refused with 404 when there is none, or it belongs to others. */
    DeviceRows.Row get(long id) {
        DeviceRows.Row device = find(id);
        if (access.findPerson().isPresent()) {
            access.require(Permission.SET_UP_DEVICES, device.municipalityId());
        } else {
            access.requireDeviceOf(device.municipalityId());
        }
        return device;
    }

    /** The devices of a batch that are set up; refused when there is none. */
    List<DeviceRows.Row> batch(String batch) {
        List<DeviceRows.Row> chosen = devices.list(municipalities()).stream()
                .filter(device -> device.thing() != null && !batch.isEmpty())
                .filter(device -> device.keepers().batch().equals(batch))
                .toList();
        if (chosen.isEmpty()) {
            throw Refusal.badInput("devices.refusal.batch", batch).at("batch");
        }
        return chosen;
    }

    /** The keys of the types of whoever asks. */
    List<String> typeKeys() {
        return types.list(municipality()).stream().map(DeviceType::key).toList();
    }

    /** The last uplinks of a device, newest first. */
    List<Explained> explain(DeviceRows.Row device) {
        List<UplinkRows.Kept> kept = uplinks.list(device.id());
        Optional<UplinkRows.Installed> installed = uplinks.findInstalled(device.municipalityId(), device.devEui());
        String known = installed.map(UplinkRows.Installed::type).orElse(null);
        DeviceType type = (known == null
                        ? installed.isPresent() ? Optional.of(DeviceType.NONE) : suggest(device)
                        : types.find(device.municipalityId(), known))
                .orElse(DeviceType.NONE);
        return kept.stream()
                .map(one -> new Explained(one, readings(type, one, installed.orElse(null))))
                .toList();
    }

    private List<Reading> readings(DeviceType type, UplinkRows.Kept kept, UplinkRows.@Nullable Installed installed) {
        JsonNode geometry = installed == null ? JsonNodeFactory.instance.objectNode() : installed.geometry();
        return uplink(kept)
                .flatMap(uplink -> payloads.tryToRead(type, uplink.payload(), geometry))
                .map(meaning -> type.measures().isEmpty() && installed != null
                        ? installed.channels().stream()
                                .map(channel -> meaning.reading(channel.field()))
                                .toList()
                        : List.copyOf(meaning.readings().values()))
                .orElse(List.of());
    }

    /** The newest uplink that is kept. */
    Optional<Uplink> newest(DeviceRows.Row device) {
        return uplinks.list(device.id()).stream().findFirst().flatMap(this::uplink);
    }

    /** The type that the network server names, else the one that understands most of what the device sent. */
    Optional<DeviceType> suggest(DeviceRows.Row device) {
        List<Uplink> sent = uplinks.list(device.id()).stream()
                .flatMap(kept -> uplink(kept).stream())
                .toList();
        List<DeviceType> all = types.list(device.municipalityId());
        return all.stream()
                .filter(type -> sent.stream()
                        .anyMatch(uplink -> uplink.sender().profile().equals(type.key())))
                .findFirst()
                .or(() -> all.stream()
                        .filter(type -> understood(type, sent) > 0)
                        .max(Comparator.comparingLong(type -> understood(type, sent))));
    }

    private long understood(DeviceType type, List<Uplink> sent) {
        return sent.stream()
                .flatMap(uplink ->
                        payloads.tryToRead(type, uplink.payload(), JsonNodeFactory.instance.objectNode()).stream())
                .mapToLong(Interpretation::measured)
                .sum();
    }

    private Optional<Uplink> uplink(UplinkRows.Kept kept) {
        return Optional.ofNullable(kept.message())
                .flatMap(message -> kept.server().read(json.readTree(Objects.requireNonNull(message))));
    }
}
