package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The page of a device: what it is and says, what became of its messages, and what was done with it. */
@Controller
@RequestMapping("/administration/devices/{device}")
class DevicePage {

    private static final Duration SHOWN = Duration.ofDays(7);
    private static final int MOST_CHARTS = 4;

    private final DeviceRegister register;
    private final DeviceTypes types;
    private final Adoptions adoptions;
    private final Uplinks uplinks;
    private final Inspection inspection;
    private final Photos photos;
    private final Calibrations calibrations;
    private final Observations observations;
    private final Clock clock;

    DevicePage(
            DeviceRegister register,
            DeviceTypes types,
            Adoptions adoptions,
            Uplinks uplinks,
            Inspection inspection,
            Photos photos,
            Calibrations calibrations,
            Observations observations,
            Clock clock) {
        this.register = register;
        this.types = types;
        this.adoptions = adoptions;
        this.uplinks = uplinks;
        this.inspection = inspection;
        this.photos = photos;
        this.calibrations = calibrations;
        this.observations = observations;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long device) {
        DeviceRows.Row row = register.read(device);
        return view(page, row, row.isWaiting() ? proposed(row) : Form.blank());
    }

    @PostMapping
    ModelAndView adopt(Page page, @PathVariable long device, Form form) {
        DeviceRows.Row row = register.get(device);
        try {
            adoptions.adopt(device, Wish.read(form::value));
            return done(page, device, "devices.adopt.done", form.value("name"));
        } catch (Refusal refusal) {
            return view(page, row, form.refused(refusal, page));
        }
    }

    /** Reads again what is kept and was not stored. */
    @PostMapping("/again")
    ModelAndView again(Page page, @PathVariable long device) {
        uplinks.readAgain(register.get(device));
        return done(page, device, "devices.again.done");
    }

    @PostMapping("/photo")
    ModelAndView photo(Page page, @PathVariable long device, @RequestParam Optional<MultipartFile> photo, Form form)
            throws IOException {
        DeviceRows.Row row = register.get(device);
        try {
            photos.keep(row, photo.isPresent() ? photo.get().getBytes() : new byte[0]);
            return done(page, device, "devices.photo.done");
        } catch (Refusal refusal) {
            return view(page, row, form.refused(refusal, page));
        }
    }

    @GetMapping("/photo.jpg")
    ResponseEntity<byte[]> photo(@PathVariable long device) {
        return photos.find(register.read(device).id())
                .map(jpeg -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.noStore())
                        .body(jpeg))
                .orElseThrow(() -> Refusal.notFound("devices.refusal.no-photo"));
    }

    @PostMapping("/calibrations")
    ModelAndView calibrated(Page page, @PathVariable long device, Form form) {
        DeviceRows.Row row = register.get(device);
        try {
            calibrations.enter(row, form::value);
            return done(page, device, "devices.calibration.done");
        } catch (Refusal refusal) {
            return view(page, row, form.refused(refusal, page));
        }
    }

    @GetMapping("/protocol")
    ModelAndView protocol(Page page, @PathVariable long device) {
        DeviceRows.Row row = register.read(device);
        return page.view("kernel/devices/protocol")
                .addObject("device", row)
                .addObject("photo", photos.exists(device))
                .addObject("protocol", inspection.protocol(page, row));
    }

    @GetMapping("/protocol.pdf")
    ResponseEntity<byte[]> protocolPdf(Page page, @PathVariable long device) {
        DeviceRows.Row row = register.read(device);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .body(inspection.protocol(page, row).pdf(page, row.title()));
    }

    private static ModelAndView done(Page page, long device, String textKey, Object... arguments) {
        return page.redirect("/administration/devices/" + device, textKey, arguments);
    }

    private ModelAndView view(Page page, DeviceRows.Row row, Form form) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Network.TOWN);
        Network.Device device = inspection.look(row);
        return page.view("kernel/devices/device", form)
                .addObject("device", row)
                .addObject("mayChange", register.mayChange(row))
                .addObject("seen", device)
                .addObject("charts", charts(device))
                .addObject("types", NewDevicesPage.choices(types.list(row.municipalityId())))
                .addObject("uplinks", register.explain(row))
                .addObject("events", inspection.events(row))
                .addObject("calibrations", calibrations.list(row.id()))
                .addObject("photo", photos.exists(row.id()))
                .addObject("today", today)
                .addObject("most", UplinkRows.MOST_OF_A_DEVICE);
    }

    private List<Chart> charts(Network.Device device) {
        Instant now = clock.instant();
        Observations.Span span = new Observations.Span(Instant.EPOCH, now.minus(SHOWN), now);
        return device.values().stream()
                .limit(MOST_CHARTS)
                .map(value -> new Chart(
                        "series-" + value.datastreamId(),
                        value.name(),
                        value.unit(),
                        Chart.Kind.LINE,
                        new Chart.Span(span.from(), now),
                        Duration.ofHours(3),
                        List.of(new Chart.Series(
                                value.name(),
                                observations.readings(value.datastreamId(), span, 0).stream()
                                        .map(reading -> new Chart.Point(reading.time(), reading.value()))
                                        .toList())),
                        List.of()))
                .toList();
    }

    /** What the network server says already. */
    private Form proposed(DeviceRows.Row device) {
        Optional<Position> place = register.newest(device)
                .flatMap(uplink -> Optional.ofNullable(uplink.sender().place()));
        return Form.blank()
                .with("type", register.suggest(device).map(DeviceType::key).orElse(""))
                .with("name", device.name())
                .with("lon", place.map(Position::lon).orElse(null))
                .with("lat", place.map(Position::lat).orElse(null));
    }

    /** A day as people write it. */
    static String day(Page page, LocalDate day) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(page.language().locale()));
    }

    /** How a device stands whose uplink ended so. */
    static Mark mark(Outcome outcome) {
        return switch (outcome) {
            case STORED -> Mark.OK;
            case SIMULATED, NO_MEASUREMENT, DUPLICATE, OUT_OF_SERVICE -> Mark.INFO;
            case UNKNOWN_DEVICE -> Mark.PLANNED;
            case UNDECODED, UNMAPPED, BAD_VALUE -> Mark.WARNING;
        };
    }

    /** How a device in this part of its life stands. */
    static Mark mark(State state) {
        return switch (state) {
            case PLANNED -> Mark.PLANNED;
            case ACTIVE -> Mark.OK;
            case MAINTENANCE -> Mark.RUNNING;
            case REPLACED, RETIRED -> Mark.DONE;
        };
    }
}
