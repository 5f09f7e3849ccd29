package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the pages of the devices do, for programs with the API key of the municipality. */
@RestController
@RequestMapping("/ingest")
class DevicesApi {

    private static final String DEVICE = "/devices/{device:[0-9]{1,18}}";

    private final DeviceRegister register;
    private final DeviceRows devices;
    private final DeviceTypes types;
    private final PayloadReader payloads;
    private final Adoptions adoptions;
    private final Uplinks uplinks;
    private final DeviceEvents events;

    DevicesApi(
            DeviceRegister register,
            DeviceRows devices,
            DeviceTypes types,
            PayloadReader payloads,
            Adoptions adoptions,
            Uplinks uplinks,
            DeviceEvents events) {
        this.register = register;
        this.devices = devices;
        this.types = types;
        this.payloads = payloads;
        this.adoptions = adoptions;
        this.uplinks = uplinks;
        this.events = events;
    }

    /** A device with its last uplinks and what was done with it. */
    record Answer(DeviceRows.Row device, List<DeviceRegister.Explained> uplinks, List<DeviceEvents.Event> events) {}

    @GetMapping("/devices")
    List<DeviceRows.Row> list() {
        return devices.list(register.municipalities());
    }

    @GetMapping(DEVICE)
    Answer show(@PathVariable long device) {
        DeviceRows.Row row = register.get(device);
        return new Answer(row, register.explain(row), events.list(device));
    }

    @PostMapping(DEVICE + "/thing")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Long> adopt(@PathVariable long device, @RequestBody JsonNode wish) {
        return Map.of(
                "thing",
                adoptions.adopt(device, Wish.read(field -> wish.path(field).asString(""))));
    }

    @PostMapping(DEVICE + "/again")
    Answer again(@PathVariable long device) {
        uplinks.readAgain(register.get(device));
        return show(device);
    }

    @GetMapping("/device-types")
    List<DeviceType> types() {
        return types.list(register.municipality());
    }

    /** Keeps a type under its key; that of a shipped type is refused. */
    @PostMapping("/device-types")
    DeviceType save(@RequestBody JsonNode type) {
        DeviceType wanted = DeviceTypes.parse(type);
        types.save(register.municipality(), wanted, false);
        return wanted;
    }

    /** What a type, or the one of that key, would make of a message. */
    @PostMapping("/device-types/try")
    List<Reading> tryOut(@RequestBody JsonNode wish) {
        JsonNode wanted = wish.path("type");
        DeviceType type = wanted.isString()
                ? types.find(register.municipality(), wanted.stringValue())
                        .orElseThrow(() -> Refusal.notFound("devices.refusal.unknown-type", wanted.stringValue()))
                : DeviceTypes.checked(DeviceTypes.parse(wanted));
        return payloads.read(type, TryOut.payload(wish.path("uplink").toString()), wish.path("geometry"))
                .map(meaning -> List.copyOf(meaning.readings().values()))
                .orElseThrow(() -> Refusal.badInput("devices.refusal.undecoded"));
    }
}
