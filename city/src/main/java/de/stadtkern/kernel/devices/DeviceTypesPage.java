package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.devices.decoding.Decoder;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.node.JsonNodeFactory;

/** The pages of the device types: what there is, and a form that shows what a pasted message would become. */
@Controller
@RequestMapping("/administration/devices/types")
class DeviceTypesPage {

    private final DeviceTypes types;
    private final DeviceRegister register;
    private final PayloadReader payloads;

    DeviceTypesPage(DeviceTypes types, DeviceRegister register, PayloadReader payloads) {
        this.types = types;
        this.register = register;
        this.payloads = payloads;
    }

    @GetMapping
    ModelAndView list(Page page) {
        return page.view("kernel/devices/types")
                .addObject("types", table(page).show(page, types.list(register.municipality())));
    }

    @GetMapping("/new")
    ModelAndView blank(Page page) {
        register.municipality();
        return view(page, Form.blank(), List.of());
    }

    @GetMapping("/{type}")
    ModelAndView show(Page page, @PathVariable String type) {
        DeviceType found = types.find(register.municipality(), type)
                .orElseThrow(() -> Refusal.notFound("devices.refusal.unknown-type", type));
        return view(page, TypeForm.of(found).with("original", type), List.of());
    }

    /** Keeps the type, or only shows what it would make of the message. */
    @PostMapping
    ModelAndView save(Page page, Form typed) {
        long municipality = register.municipality();
        Form form = TypeForm.compacted(typed);
        if (form.value("key").isBlank()) {
            form = form.with("key", TypeForm.key(form.value("name")));
        }
        try {
            if (form.value("action").equals("try")) {
                return tryOut(page, form);
            }
            DeviceType type = TypeForm.read(form);
            types.save(municipality, type, !type.key().equals(form.value("original")));
            return page.redirect("/administration/devices/types", "devices.type.done", type.name());
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page), List.of());
        }
    }

    private ModelAndView tryOut(Page page, Form form) {
        Payload payload = payload(form.value("uplink"));
        DeviceType type = TypeForm.read(form);
        Form rows = type.measures().isEmpty()
                ? TypeForm.suggested(form, TryOut.paths(meaning(type, payload).values()))
                : form;
        DeviceType wanted = TypeForm.read(rows);
        DeviceTypes.requireCalculable(wanted);
        return view(page, rows, List.copyOf(meaning(wanted, payload).readings().values()));
    }

    private DeviceType.Interpretation meaning(DeviceType type, Payload payload) {
        return payloads.read(type, payload, JsonNodeFactory.instance.objectNode())
                .orElseThrow(() -> Refusal.badInput("devices.refusal.undecoded").at("uplink"));
    }

    private static Payload payload(String text) {
        try {
            return TryOut.payload(text);
        } catch (Refusal refusal) {
            throw refusal.at("uplink");
        }
    }

    private ModelAndView view(Page page, Form form, List<Reading> readings) {
        List<Choice> decoders = new ArrayList<>();
        decoders.add(new Choice("", page.text("devices.type.decoder.none")));
        Decoder.names().forEach(name -> decoders.add(new Choice(name, name)));
        List<Choice> formulas = new ArrayList<>();
        formulas.add(new Choice("", page.text("devices.formula.none")));
        Arrays.stream(Formula.values())
                .forEach(one -> formulas.add(new Choice(one.name(), page.text("devices.formula." + one))));
        return page.view("kernel/devices/type", form)
                .addObject("rows", TypeForm.rows(form))
                .addObject("decoders", decoders)
                .addObject("formulas", formulas)
                .addObject("readings", readings)
                .addObject("shipped", types.isShipped(form.value("original")));
    }

    private Table<DeviceType> table(Page page) {
        return Table.<DeviceType>named("types")
                .column(
                        "name",
                        "devices.type.name",
                        type -> Cell.link(page.url("/administration/devices/types/" + type.key()), type.name())
                                .note(type.key()))
                .column(
                        "measures",
                        "devices.type.measures",
                        type -> Cell.number((double) type.measures().size(), 0, ""))
                .column(
                        "origin",
                        "devices.type.origin",
                        type -> Cell.text(
                                page.text(types.isShipped(type.key()) ? "devices.type.shipped" : "devices.type.own")))
                .sortedBy("name");
    }
}
