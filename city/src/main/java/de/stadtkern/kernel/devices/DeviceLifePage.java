package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages on which a device that is set up is changed, replaced, and taken in and out of service; or a whole batch. */
@Controller
@RequestMapping("/administration/devices")
class DeviceLifePage {

    private static final String DEVICES = "/administration/devices";

    private final DeviceRegister register;
    private final DeviceRows devices;
    private final DeviceTypes types;
    private final Adoptions adoptions;
    private final LifeCycle life;

    DeviceLifePage(
            DeviceRegister register, DeviceRows devices, DeviceTypes types, Adoptions adoptions, LifeCycle life) {
        this.register = register;
        this.devices = devices;
        this.types = types;
        this.adoptions = adoptions;
        this.life = life;
    }

    @GetMapping("/{device}/edit")
    ModelAndView edit(Page page, @PathVariable long device) {
        DeviceRows.Row row = register.get(device);
        Form form = Form.blank();
        for (Map.Entry<String, String> field : adoptions.wish(row).entrySet()) {
            form = form.with(field.getKey(), field.getValue());
        }
        return view(page, row, form);
    }

    @PostMapping("/{device}/edit")
    ModelAndView change(Page page, @PathVariable long device, Form form) {
        DeviceRows.Row row = register.get(device);
        try {
            adoptions.change(row, Wish.read(form::value));
            return page.redirect(DEVICES + "/" + device, "devices.edit.done");
        } catch (Refusal refusal) {
            return view(page, row, form.refused(refusal, page));
        }
    }

    @PostMapping("/{device}/state")
    ModelAndView state(Page page, @PathVariable long device, Form form) {
        DeviceRows.Row row = register.get(device);
        try {
            life.change(List.of(row), form.value("state"), form.value("reason"));
            return page.redirect(DEVICES + "/" + device, "devices.life.done");
        } catch (Refusal refusal) {
            return view(page, row, filled(row, form).refused(refusal, page));
        }
    }

    @PostMapping("/{device}/replacement")
    ModelAndView replace(Page page, @PathVariable long device, Form form) {
        DeviceRows.Row row = register.get(device);
        try {
            String written = form.value("devEui");
            String devEui = written.strip().toUpperCase(java.util.Locale.ROOT).startsWith("LW:")
                    ? QrCode.parse(written).devEui()
                    : Adoptions.devEui(written);
            long fresh = life.replace(row, devEui, form.value("type"), form.value("reason"));
            return page.redirect(DEVICES + "/" + fresh, "devices.replace.done");
        } catch (Refusal refusal) {
            return view(page, row, filled(row, form).refused(refusal, page));
        }
    }

    /** The other forms of the page keep what is so now. */
    private Form filled(DeviceRows.Row row, Form form) {
        Map<String, String> values = new HashMap<>(adoptions.wish(row));
        values.putAll(form.values());
        return new Form(values, Map.of(), form.status());
    }

    private ModelAndView view(Page page, DeviceRows.Row device, Form form) {
        List<Choice> known = new ArrayList<>(NewDevicesPage.choices(types.list(device.municipalityId())));
        if (device.installed().type() == null) {
            known.addFirst(new Choice("", page.text("devices.type.none")));
        }
        return page.view("kernel/devices/edit", form)
                .addObject("device", device)
                .addObject("types", known)
                .addObject(
                        "states",
                        device.state().next().stream()
                                .sorted()
                                .map(state -> new Choice(state.name(), page.text("devices.state." + state.word())))
                                .toList());
    }

    @GetMapping("/batches")
    ModelAndView batches(Page page, @RequestParam(defaultValue = "") String batch) {
        return batches(page, Form.blank().with("batch", batch));
    }

    /** Makes the same of all devices of a batch; of none when one cannot become that. */
    @PostMapping("/batches")
    ModelAndView changeBatch(Page page, Form form) {
        try {
            List<DeviceRows.Row> chosen = register.batch(form.value("batch"));
            if (form.value("state").isEmpty()) {
                adoptions.entrust(chosen, form::value);
            } else {
                life.change(chosen, form.value("state"), form.value("reason"));
            }
            return page.redirect(DEVICES, "devices.batch.done", chosen.size());
        } catch (Refusal refusal) {
            return batches(page, form.refused(refusal, page));
        }
    }

    private ModelAndView batches(Page page, Form form) {
        List<Choice> states = new ArrayList<>();
        states.add(new Choice("", page.text("devices.batch.keep")));
        for (State state : List.of(State.ACTIVE, State.MAINTENANCE, State.RETIRED)) {
            states.add(new Choice(state.name(), page.text("devices.state." + state.word())));
        }
        return page.view("kernel/devices/batches", form)
                .addObject(
                        "batches",
                        devices.listBatches(register.municipalities()).stream()
                                .map(batch -> new Choice(batch, batch))
                                .toList())
                .addObject("states", states);
    }
}
