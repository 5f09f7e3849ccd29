package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the devices: those that wait, those that are set up, and what each of them sent lately. */
@Controller
@RequestMapping("/administration/devices")
class DevicesPage implements Concern.Source {

    private static final String HERE = "/administration/devices";

    private final DeviceRegister register;
    private final DeviceRows devices;
    private final DeviceTypes types;
    private final Adoptions adoptions;
    private final Uplinks uplinks;

    DevicesPage(DeviceRegister register, DeviceRows devices, DeviceTypes types, Adoptions adoptions, Uplinks uplinks) {
        this.register = register;
        this.devices = devices;
        this.types = types;
        this.adoptions = adoptions;
        this.uplinks = uplinks;
    }

    @Bean
    static NavigationEntry devicesEntry() {
        return new NavigationEntry(HERE, "devices.devices", Permission.SET_UP_DEVICES, 85);
    }

    @GetMapping
    ModelAndView list(Page page) {
        var municipalities = register.municipalities();
        return page.view("kernel/devices/devices")
                .addObject("waiting", waiting(page).show(page, devices.table(municipalities, true)))
                .addObject("known", known(page).show(page, devices.table(municipalities, false)))
                .addObject("most", UplinkRows.MOST_WAITING);
    }

    @GetMapping("/{device}")
    ModelAndView show(Page page, @PathVariable long device) {
        DeviceRows.Row row = register.get(device);
        return view(page, row, row.isWaiting() ? proposed(row) : Form.blank());
    }

    @PostMapping("/{device}")
    ModelAndView adopt(Page page, @PathVariable long device, Form form) {
        DeviceRows.Row row = register.get(device);
        try {
            adoptions.adopt(device, Wish.read(form::value));
            return page.redirect(HERE + "/" + device, "devices.adopt.done", form.value("name"));
        } catch (Refusal refusal) {
            return view(page, row, form.refused(refusal, page));
        }
    }

    /** Reads again what is kept and was not stored. */
    @PostMapping("/{device}/again")
    ModelAndView again(Page page, @PathVariable long device) {
        uplinks.readAgain(register.get(device));
        return page.redirect(HERE + "/" + device, "devices.again.done");
    }

    @Override
    public List<Concern> concerns(Page page) {
        if (page.person() == null
                || page.person().municipalitiesWith(Permission.SET_UP_DEVICES).isEmpty()) {
            return List.of();
        }
        long waiting = devices.countWaiting(register.municipalities());
        List<Concern.Item> items = waiting == 0
                ? List.of()
                : List.of(new Concern.Item(
                        Mark.INFO,
                        page.text("devices.state.waiting"),
                        page.text("devices.home.waiting", waiting),
                        HERE));
        return List.of(new Concern("devices.home", 35, HERE, items));
    }

    private ModelAndView view(Page page, DeviceRows.Row device, Form form) {
        return page.view("kernel/devices/device", form)
                .addObject("device", device)
                .addObject(
                        "types",
                        types.list(device.municipalityId()).stream()
                                .map(type -> new Choice(type.key(), type.name()))
                                .toList())
                .addObject("uplinks", register.explain(device))
                .addObject("most", UplinkRows.MOST_OF_A_DEVICE);
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

    private Table<DeviceRows.Row> waiting(Page page) {
        return Table.<DeviceRows.Row>named("waiting")
                .column("name", "devices.device", row -> name(page, row))
                .column(
                        "uplinks",
                        "devices.uplinks",
                        row -> Cell.number((double) row.seen().uplinks(), 0, ""))
                .column(
                        "first",
                        "devices.first-seen",
                        row -> Cell.time(row.seen().first()))
                .column("last", "devices.last-seen", row -> Cell.age(row.seen().last()))
                .sortedBy("-uplinks");
    }

    private Table<DeviceRows.Row> known(Page page) {
        return Table.<DeviceRows.Row>named("known")
                .column("name", "devices.device", row -> name(page, row))
                .fixedColumn("newest", "devices.newest", row -> newest(page, row))
                .column("last", "devices.last-seen", row -> Cell.age(row.seen().last()))
                .sortedBy("name");
    }

    private static Cell name(Page page, DeviceRows.Row row) {
        return Cell.link(page.url(HERE + "/" + row.id()), row.title()).note(row.devEui());
    }

    private static Cell newest(Page page, DeviceRows.Row row) {
        Outcome newest = row.newest();
        return newest == null ? Cell.empty() : Cell.badge(mark(newest), page.text("devices.outcome." + newest.word()));
    }

    /** How a device stands whose uplink ended so. */
    static Mark mark(Outcome outcome) {
        return switch (outcome) {
            case STORED -> Mark.OK;
            case SIMULATED, NO_MEASUREMENT -> Mark.INFO;
            case UNKNOWN_DEVICE -> Mark.PLANNED;
            case UNDECODED, UNMAPPED, BAD_VALUE -> Mark.WARNING;
        };
    }
}
