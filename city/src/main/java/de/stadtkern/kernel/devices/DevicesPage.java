package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The network at a glance: what somebody should look after, the devices that wait, and all others with their values. */
@Controller
@RequestMapping("/administration/devices")
class DevicesPage implements Concern.Source {

    private static final String HERE = "/administration/devices";
    private static final int MOST_VALUES = 3;

    private final DeviceRegister register;
    private final DeviceRows devices;
    private final RefusedRows refused;
    private final Network network;

    DevicesPage(DeviceRegister register, DeviceRows devices, RefusedRows refused, Network network) {
        this.register = register;
        this.devices = devices;
        this.refused = refused;
        this.network = network;
    }

    @Bean
    static NavigationEntry devicesEntry() {
        return new NavigationEntry(HERE, "devices.devices", Permission.SET_UP_DEVICES, 85);
    }

    @Bean
    static Dataset devicesDataset() {
        return DeviceRegister.RECORD;
    }

    @GetMapping
    ModelAndView list(
            Page page, @RequestParam(defaultValue = "") String show, @RequestParam(defaultValue = "") String batch) {
        var mine = register.municipalities();
        List<Network.Device> all = network.look(devices.list(register.readable()));
        Map<Network.Trouble, Long> counts = new EnumMap<>(Network.Trouble.class);
        for (Network.Trouble trouble : Network.Trouble.values()) {
            counts.put(
                    trouble,
                    all.stream().filter(one -> one.troubles().contains(trouble)).count());
        }
        List<Network.Device> shown = all.stream()
                .filter(one -> show.isEmpty() || one.has(show))
                .filter(one -> batch.isEmpty() || one.row().keepers().batch().equals(batch))
                .toList();
        return page.view("kernel/devices/devices")
                .addObject("counts", counts)
                .addObject("total", all.size())
                .addObject("batches", devices.listBatches(mine))
                .addObject("waiting", waiting(page).show(page, devices.waiting(mine)))
                .addObject("known", known(page).show(page, shown))
                .addObject("refused", refused.list(mine))
                .addObject("most", UplinkRows.MOST_WAITING);
    }

    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page) {
        return Feature.Collection.of(network.look(devices.list(register.readable())).stream()
                .flatMap(device -> Stream.ofNullable(device.place())
                        .map(place -> Feature.point(
                                place,
                                Map.of(
                                        "id",
                                        Long.toString(device.row().id()),
                                        "state",
                                        mark(device).key(),
                                        "label",
                                        device.row().title() + ": " + values(page, device),
                                        "href",
                                        page.url(HERE + "/" + device.row().id())))))
                .toList());
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

    private Table<Network.Device> known(Page page) {
        return Table.<Network.Device>named("known")
                .column("name", "devices.device", one -> name(page, one.row()))
                .column("state", "devices.life.state", one -> Cell.badge(mark(one), state(page, one)))
                .column("values", "devices.values", one -> Cell.text(values(page, one)))
                .column(
                        "battery",
                        "devices.battery",
                        one -> battery(page, one.row().power()))
                .column(
                        "signal",
                        "devices.signal",
                        one -> Cell.number(one.row().seen().reception().rssi(), 0, "dBm"))
                .column(
                        "last",
                        "devices.last-seen",
                        one -> Cell.age(one.row().seen().last()))
                .sortedBy("name");
    }

    private static Cell name(Page page, DeviceRows.Row row) {
        return Cell.link(page.url(HERE + "/" + row.id()), row.title()).note(row.devEui());
    }

    private static Cell battery(Page page, DeviceRows.Power power) {
        LocalDate end = power.end();
        if (power.level() == null) {
            return Cell.empty();
        }
        return Cell.text(page.quantity(power.level(), power.unit().equals("%") ? 0 : 2, power.unit()))
                .note(end == null ? null : page.text("devices.battery.until", DevicePage.day(page, end)));
    }

    private static Mark mark(Network.Device device) {
        return device.troubles().isEmpty() || device.row().state() == State.PLANNED
                ? DevicePage.mark(device.row().state())
                : Mark.WARNING;
    }

    private static String state(Page page, Network.Device device) {
        List<String> words = new ArrayList<>();
        words.add(page.text("devices.state." + device.row().state().word()));
        device.troubles().forEach(trouble -> words.add(page.text("devices.trouble." + trouble.word())));
        return String.join(", ", words);
    }

    /** The first values of a device, with unit and age. */
    static String values(Page page, Network.Device device) {
        return device.values().isEmpty()
                ? page.text("devices.values.none")
                : device.values().stream()
                        .limit(MOST_VALUES)
                        .map(value -> "%s %s (%s)"
                                .formatted(
                                        value.name(),
                                        page.quantity(value.value(), value.unit()),
                                        page.ago(value.time())))
                        .collect(Collectors.joining(", "));
    }
}
