package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One shift: who and what, what speaks against it, and the form. */
@Controller
@RequestMapping("/fleet/shifts")
class ShiftPage {

    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final String HERE = "/fleet/shifts/";

    private final Shifts shifts;
    private final Vehicles vehicles;
    private final Municipalities municipalities;

    ShiftPage(Shifts shifts, Vehicles vehicles, Municipalities municipalities) {
        this.shifts = shifts;
        this.vehicles = vehicles;
        this.municipalities = municipalities;
    }

    @GetMapping("/new")
    ModelAndView blank(Page page) {
        return view(page, null, Form.blank().with("break", "30").with("municipality", page.parameter("municipality")));
    }

    @PostMapping("/new")
    ModelAndView create(Page page, Form form) {
        try {
            return page.redirect(HERE + shifts.create(form), "fleet.shift.added");
        } catch (Refusal refusal) {
            return view(page, null, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        Shift shift = shifts.get(id);
        return view(page, shift, fields(shift));
    }

    @PostMapping(ONE)
    ModelAndView change(Page page, @PathVariable long id, Form form) {
        Shift shift = shifts.get(id);
        try {
            shifts.change(id, form);
            return page.redirect(HERE + id, "fleet.shift.changed");
        } catch (Refusal refusal) {
            return view(page, shift, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/delete")
    ModelAndView delete(Page page, @PathVariable long id) {
        Shift shift = shifts.get(id);
        shifts.delete(id);
        return page.redirect("/fleet/roster?municipality=" + shift.municipalityId(), "fleet.shift.deleted");
    }

    private static Form fields(Shift shift) {
        Form form = Form.blank()
                .with("name", shift.name())
                .with("begin", Fields.written(shift.begin()))
                .with("end", Fields.written(shift.end()))
                .with("break", shift.breakMinutes())
                .with("standby", shift.standby());
        for (long member : shift.members()) {
            form = form.with("member-" + member, "true");
        }
        for (long vehicle : shift.vehicles()) {
            form = form.with("vehicle-" + vehicle, "true");
        }
        return form;
    }

    private ModelAndView view(Page page, @Nullable Shift shift, Form form) {
        boolean mayKeep = shift == null || shifts.mayKeep(shift.municipalityId());
        long whose = shift == null ? shifts.getKept(new Fields(form).id("municipality")) : shift.municipalityId();
        Map<Long, List<Warning>> warnings =
                shift == null ? Map.of() : shifts.warnings(shift.municipalityId(), List.of(shift));
        return page.view("kernel/fleet/shift", form)
                .addObject("shift", shift)
                .addObject("municipality", whose)
                .addObject("town", municipalities.get(whose).name())
                .addObject(
                        "municipalities",
                        shift == null ? Choices.municipalities(municipalities, vehicles.listKept()) : List.of())
                .addObject("mayKeep", mayKeep)
                .addObject("names", new RosterPage.Names(shifts.named(shift == null ? List.of() : List.of(shift))))
                .addObject("choices", mayKeep ? shifts.choices(whose) : Shifts.AtHand.NONE)
                .addObject("warnings", shift == null ? List.of() : warnings.getOrDefault(shift.id(), List.of()));
    }
}
