package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PdfSheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The protocol of putting a device into service, for the file: what it is, where, who set it up, what it says, and whether
 * it works.
 *
 * @param set who set it up and when
 */
record Protocol(List<Line> set, List<Line> says, List<Check> checks) {

    /** A label and what stands beside it. */
    record Line(String label, String value) {}

    /** Something that must be so. */
    record Check(String text, boolean kept) {}

    static Protocol of(Page page, Network.Device device, List<DeviceEvents.Event> events, boolean photo) {
        DeviceRows.Row row = device.row();
        Reception reception = row.seen().reception();
        List<Line> set = new ArrayList<>();
        set.add(new Line(page.text("devices.dev-eui"), row.devEui()));
        set.add(new Line(
                page.text("devices.type"),
                Objects.requireNonNullElse(row.installed().type(), "–")));
        Position place = device.place();
        set.add(new Line(
                page.text("devices.place"),
                place == null ? "–" : page.number(place.lat(), 6) + "; " + page.number(place.lon(), 6)));
        set.add(new Line(page.text("devices.owner"), row.keepers().owner()));
        set.add(new Line(page.text("devices.department"), row.keepers().department()));
        set.add(new Line(page.text("devices.batch"), row.keepers().batch()));
        events.reversed()
                .forEach(event -> set.add(new Line(
                        page.text("devices.event." + event.kind().word()),
                        page.time(event.at()) + " " + event.person())));
        List<Line> says = new ArrayList<>();
        Instant first = row.seen().first();
        says.add(new Line(page.text("devices.first-seen"), first == null ? "–" : page.time(first)));
        device.values()
                .forEach(value -> says.add(new Line(
                        value.name(),
                        page.quantity(value.value(), value.unit()) + " (" + page.time(value.time()) + ")")));
        says.add(new Line(page.text("devices.signal"), signal(page, reception)));
        says.add(new Line(page.text("devices.gateway"), reception.gateway()));
        return new Protocol(
                set,
                says,
                List.of(
                        new Check(page.text("devices.check.heard"), first != null),
                        new Check(
                                page.text("devices.check.values"),
                                !device.values().isEmpty()),
                        new Check(
                                page.text("devices.check.messages"),
                                !device.troubles().contains(Network.Trouble.MESSAGES)),
                        new Check(page.text("devices.check.signal"), first != null && !reception.isWeak()),
                        new Check(
                                page.text("devices.check.battery"),
                                !device.troubles().contains(Network.Trouble.BATTERY)),
                        new Check(page.text("devices.check.place"), place != null),
                        new Check(page.text("devices.check.photo"), photo)));
    }

    /** Level, signal-to-noise ratio and spreading factor, as far as they are known. */
    static String signal(Page page, Reception reception) {
        List<String> parts = new ArrayList<>();
        if (reception.rssi() != null) {
            parts.add("RSSI " + page.number(reception.rssi(), 0) + " dBm");
        }
        if (reception.snr() != null) {
            parts.add("SNR " + page.number(reception.snr(), 1) + " dB");
        }
        if (reception.spreadingFactor() != null) {
            parts.add("SF" + reception.spreadingFactor());
        }
        return parts.isEmpty() ? "–" : String.join(", ", parts);
    }

    byte[] pdf(Page page, String title) {
        PdfSheet sheet = new PdfSheet(page.text("devices.protocol.of", title));
        set.forEach(line -> sheet.entry(line.label(), line.value()));
        sheet.heading(page.text("devices.now"));
        says.forEach(line -> sheet.entry(line.label(), line.value()));
        sheet.heading(page.text("devices.protocol.checks"));
        checks.forEach(check -> sheet.entry(check.text(), page.text("devices.truth." + check.kept())));
        return sheet.bytes();
    }
}
