package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.Vehicle.Energy;
import de.stadtkern.kernel.fleet.Vehicle.Kind;
import de.stadtkern.kernel.fleet.Vehicles.Standing;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One vehicle: how it stands, its times out of service, and the form that changes it or adds one. */
@Controller
@RequestMapping("/fleet/vehicles")
class VehiclePage {

    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final String HERE = "/fleet/vehicles/";

    private final Vehicles vehicles;
    private final Depots depots;
    private final Municipalities municipalities;

    VehiclePage(Vehicles vehicles, Depots depots, Municipalities municipalities) {
        this.vehicles = vehicles;
        this.depots = depots;
        this.municipalities = municipalities;
    }

    @GetMapping("/new")
    ModelAndView blank(Page page) {
        return form(page, null, VehicleFields.blank());
    }

    @PostMapping("/new")
    ModelAndView create(Page page, Form form) {
        try {
            return page.redirect(HERE + vehicles.create(form), "fleet.vehicle.added");
        } catch (Refusal refusal) {
            return form(page, null, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, id, Form.blank());
    }

    @GetMapping(ONE + "/edit")
    ModelAndView edit(Page page, @PathVariable long id) {
        Vehicle vehicle = vehicles.getKept(id);
        return form(page, vehicle, VehicleFields.of(vehicle));
    }

    @PostMapping(ONE + "/edit")
    ModelAndView change(Page page, @PathVariable long id, Form form) {
        Vehicle vehicle = vehicles.getKept(id);
        try {
            vehicles.change(id, form);
            return page.redirect(HERE + id, "fleet.vehicle.changed");
        } catch (Refusal refusal) {
            return form(page, vehicle, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/outages")
    ModelAndView takeOut(Page page, @PathVariable long id, Form form) {
        vehicles.getKept(id);
        try {
            vehicles.takeOut(id, form);
            return page.redirect(HERE + id, "fleet.outage.done");
        } catch (Refusal refusal) {
            return view(page, id, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/outages/end")
    ModelAndView putBack(Page page, @PathVariable long id) {
        vehicles.putBack(id);
        return page.redirect(HERE + id, "fleet.outage.ended");
    }

    private ModelAndView view(Page page, long id, Form form) {
        Standing one = vehicles.get(id);
        boolean mayKeep = vehicles.mayKeep(one.vehicle());
        return page.view("kernel/fleet/vehicle", form)
                .addObject("one", one)
                .addObject(
                        "owner",
                        municipalities.get(one.vehicle().municipalityId()).name())
                .addObject("outages", mayKeep ? vehicles.listOutages(id) : List.of())
                .addObject("mayKeep", mayKeep);
    }

    private ModelAndView form(Page page, @Nullable Vehicle vehicle, Form form) {
        List<Choice> places = depots.list().stream()
                .filter(place -> vehicle == null || place.municipalityId() == vehicle.municipalityId())
                .map(place -> new Choice(Long.toString(place.id()), place.name()))
                .toList();
        return page.view("kernel/fleet/vehicleform", form)
                .addObject("vehicle", vehicle)
                .addObject("depots", places)
                .addObject("kinds", Choices.of(page, "kind", Kind.values()))
                .addObject("energies", Choices.of(page, "energy", Energy.values()))
                .addObject(
                        "municipalities",
                        vehicle == null ? Choices.municipalities(municipalities, vehicles.listKept()) : List.of());
    }
}
