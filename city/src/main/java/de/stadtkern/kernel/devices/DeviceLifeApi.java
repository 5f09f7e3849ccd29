package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The life of devices for programs with the API key of the municipality: planned, changed, replaced, retired. */
@RestController
@RequestMapping("/ingest")
class DeviceLifeApi {

    private static final String DEVICE = "/devices/{device:[0-9]{1,18}}";

    private final DeviceRegister register;
    private final DeviceRows devices;
    private final Network network;
    private final RefusedRows refused;
    private final Adoptions adoptions;
    private final DeviceSheet sheet;
    private final LifeCycle life;
    private final Photos photos;
    private final Calibrations calibrations;
    private final Access access;

    DeviceLifeApi(
            DeviceRegister register,
            DeviceRows devices,
            Network network,
            RefusedRows refused,
            Adoptions adoptions,
            DeviceSheet sheet,
            LifeCycle life,
            Photos photos,
            Calibrations calibrations,
            Access access) {
        this.register = register;
        this.devices = devices;
        this.network = network;
        this.refused = refused;
        this.adoptions = adoptions;
        this.sheet = sheet;
        this.life = life;
        this.photos = photos;
        this.calibrations = calibrations;
        this.access = access;
    }

    /** The network at a glance. */
    record Glance(List<Network.Device> devices, List<RefusedRows.Refused> refused) {}

    /** A line of a table: what is wrong with it; empty when nothing is. */
    record Line(long line, String devEui, String name, String refused, List<Object> arguments) {}

    @GetMapping("/network")
    Glance network() {
        var municipalities = register.readable();
        return new Glance(network.look(devices.list(municipalities)), refused.list(municipalities));
    }

    /** Sets up a device that was never heard; its identity may come as {@code devEui} or as {@code qr}. */
    @PostMapping("/devices")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Long> plan(@RequestBody JsonNode wish) {
        long municipality = access.device().municipalityId();
        UnaryOperator<String> fields = field -> wish.path(field).asString("");
        String qr = fields.apply("qr");
        Adoptions.Planned planned = qr.isEmpty()
                ? new Adoptions.Planned(Adoptions.devEui(fields.apply("devEui")), "", Wish.read(fields))
                : planned(QrCode.parse(qr), fields);
        return Map.of("device", adoptions.plan(municipality, List.of(planned)).getFirst());
    }

    private static Adoptions.Planned planned(QrCode code, UnaryOperator<String> fields) {
        return new Adoptions.Planned(code.devEui(), code.profile(), Wish.read(fields));
    }

    /** What setting up the devices of a table would do; does it with {@code store=true}, all or none. */
    @PostMapping(path = "/devices/import", consumes = "text/csv")
    List<Line> many(@RequestBody String csv, @RequestParam(defaultValue = "false") boolean store) {
        long municipality = access.device().municipalityId();
        List<DeviceSheet.Line> lines = sheet.preview(municipality, csv);
        if (store) {
            sheet.store(municipality, csv);
        }
        return lines.stream().map(DeviceLifeApi::line).toList();
    }

    private static Line line(DeviceSheet.Line line) {
        Refusal refusal = line.refusal();
        return new Line(
                line.number(),
                line.devEui(),
                line.name(),
                refusal == null ? "" : refusal.textKey(),
                refusal == null ? List.of() : refusal.arguments());
    }

    /** Changes what is named. */
    @PatchMapping(DEVICE)
    DeviceRows.Row change(@PathVariable long device, @RequestBody JsonNode changes) {
        DeviceRows.Row row = register.get(device);
        Map<String, String> now = adoptions.wish(row);
        adoptions.change(
                row,
                Wish.read(
                        field -> changes.has(field) ? changes.path(field).asString("") : now.getOrDefault(field, "")));
        return register.get(device);
    }

    @PostMapping(DEVICE + "/state")
    DeviceRows.Row state(@PathVariable long device, @RequestBody JsonNode wish) {
        DeviceRows.Row row = register.get(device);
        life.change(
                List.of(row),
                wish.path("state").asString(""),
                wish.path("reason").asString(""));
        return register.get(device);
    }

    /** Another device takes over the Thing. */
    @PostMapping(DEVICE + "/replacement")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Long> replace(@PathVariable long device, @RequestBody JsonNode wish) {
        DeviceRows.Row row = register.get(device);
        return Map.of(
                "device",
                life.replace(
                        row,
                        Adoptions.devEui(wish.path("devEui").asString("")),
                        wish.path("type").asString(""),
                        wish.path("reason").asString("")));
    }

    /** Makes the same of all devices of a batch. */
    @PostMapping("/devices/batches")
    List<DeviceRows.Row> batch(@RequestBody JsonNode wish) {
        List<DeviceRows.Row> chosen = register.batch(wish.path("batch").asString(""));
        if (wish.has("state")) {
            life.change(
                    chosen, wish.path("state").asString(""), wish.path("reason").asString(""));
        } else {
            adoptions.entrust(chosen, field -> wish.path(field).asString(""));
        }
        return register.batch(wish.path("batch").asString(""));
    }

    @GetMapping(DEVICE + "/calibrations")
    List<Calibrations.Calibration> calibrations(@PathVariable long device) {
        return calibrations.list(register.read(device).id());
    }

    @PostMapping(DEVICE + "/calibrations")
    @ResponseStatus(HttpStatus.CREATED)
    List<Calibrations.Calibration> calibrated(@PathVariable long device, @RequestBody JsonNode entry) {
        calibrations.enter(register.get(device), field -> entry.path(field).asString(""));
        return calibrations.list(device);
    }

    @GetMapping(DEVICE + "/photo")
    ResponseEntity<byte[]> photo(@PathVariable long device) {
        return photos.find(register.read(device).id())
                .map(jpeg -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.noStore())
                        .body(jpeg))
                .orElseThrow(() -> Refusal.notFound("devices.refusal.no-photo"));
    }

    @PutMapping(
            path = DEVICE + "/photo",
            consumes = {"image/jpeg", "image/png"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void photo(@PathVariable long device, @RequestBody byte[] file) {
        photos.keep(register.get(device), file);
    }
}
