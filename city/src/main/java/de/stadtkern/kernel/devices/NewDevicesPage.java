package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The pages on which devices are set up before they are heard: one by form or QR code, many by a table. */
@Controller
@RequestMapping("/administration/devices")
class NewDevicesPage {

    private static final String DEVICES = "/administration/devices";

    private final DeviceRegister register;
    private final DeviceTypes types;
    private final Adoptions adoptions;
    private final DeviceSheet sheet;

    NewDevicesPage(DeviceRegister register, DeviceTypes types, Adoptions adoptions, DeviceSheet sheet) {
        this.register = register;
        this.types = types;
        this.adoptions = adoptions;
        this.sheet = sheet;
    }

    /** With what the QR code says, when it was read. */
    @GetMapping("/new")
    ModelAndView one(Page page, @RequestParam(defaultValue = "") String qr) {
        if (qr.isBlank()) {
            return view(page, Form.blank());
        }
        Form form = Form.blank().with("qr", qr);
        try {
            QrCode code = QrCode.parse(qr);
            return view(
                    page,
                    form.with("devEui", code.devEui())
                            .with("profileId", code.profile())
                            .with("name", code.serial())
                            .with(
                                    "type",
                                    types.findByProfile(register.municipality(), code.profile())
                                            .orElse("")));
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/new")
    ModelAndView plan(Page page, Form form) {
        long municipality = register.municipality();
        try {
            Adoptions.Planned planned = new Adoptions.Planned(
                    Adoptions.devEui(form.value("devEui")), form.value("profileId"), Wish.read(form::value));
            long device = adoptions.plan(municipality, List.of(planned)).getFirst();
            return page.redirect(DEVICES + "/" + device, "devices.new.done", form.value("name"));
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Form form) {
        List<Choice> known = new ArrayList<>(choices(types.list(register.municipality())));
        known.addFirst(new Choice("", page.text("devices.type.choose")));
        return page.view("kernel/devices/newdevice", form).addObject("types", known);
    }

    /** Types to choose from, none chosen. */
    static List<Choice> choices(List<DeviceType> types) {
        return types.stream().map(type -> new Choice(type.key(), type.name())).toList();
    }

    @GetMapping("/import")
    ModelAndView many(Page page) {
        register.municipality();
        return view(page, Form.blank(), null);
    }

    /** Shows what would be; stores it when the person has seen that and says so. */
    @PostMapping("/import")
    ModelAndView many(Page page, Form form, @RequestParam @Nullable MultipartFile file) throws IOException {
        long municipality = register.municipality();
        Form table = file == null || file.isEmpty()
                ? form
                : form.with("csv", new String(file.getBytes(), StandardCharsets.UTF_8));
        try {
            if (form.value("action").equals("store")) {
                int stored = sheet.store(municipality, table.value("csv")).size();
                return page.redirect(DEVICES, "devices.import.done", stored);
            }
            return view(page, table, sheet.preview(municipality, table.value("csv")));
        } catch (Refusal refusal) {
            return view(page, table.refused(refusal, page), null);
        }
    }

    private ModelAndView view(Page page, Form form, @Nullable List<DeviceSheet.Line> lines) {
        return page.view("kernel/devices/newdevices", form)
                .addObject("lines", lines == null ? null : table(page).show(page, lines))
                .addObject("storable", lines != null && lines.stream().allMatch(line -> line.refusal() == null))
                .addObject("columns", String.join("; ", DeviceSheet.COLUMNS))
                .addObject("keys", register.typeKeys());
    }

    private static Table<DeviceSheet.Line> table(Page page) {
        return Table.<DeviceSheet.Line>named("lines")
                .column("line", "devices.import.line", line -> Cell.number((double) line.number(), 0, ""))
                .column("eui", "devices.dev-eui", line -> Cell.text(line.devEui()))
                .column("name", "devices.name", line -> Cell.text(line.name()))
                .column("state", "devices.import.result", line -> result(page, line.refusal()))
                .rowsPerPage(500)
                .sortedBy("line");
    }

    private static Cell result(Page page, @Nullable Refusal refusal) {
        return refusal == null
                ? Cell.badge(Mark.OK, page.text("devices.import.fits"))
                : Cell.badge(
                        Mark.WARNING,
                        page.text(refusal.textKey(), refusal.arguments().toArray()));
    }
}
