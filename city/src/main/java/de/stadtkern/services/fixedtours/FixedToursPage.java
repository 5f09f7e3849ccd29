package de.stadtkern.services.fixedtours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.fixedtours.FixedTours.FixedTour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The fixed tours of a municipality. */
@Controller
@RequestMapping("/fixedtours")
class FixedToursPage {

    private static final String HERE = "/fixedtours";

    private final FixedTours tours;
    private final Fillings fillings;
    private final Municipalities municipalities;

    FixedToursPage(FixedTours tours, Fillings fillings, Municipalities municipalities) {
        this.tours = tours;
        this.fillings = fillings;
        this.municipalities = municipalities;
    }

    @GetMapping
    ModelAndView show(
            Page page,
            @RequestParam(defaultValue = "0") long municipality,
            @RequestParam(defaultValue = "") String tour) {
        long whose = whose(municipality);
        Form form = tours.list(whose).stream()
                .filter(one -> Long.toString(one.id()).equals(tour))
                .findFirst()
                .map(one -> form(whose, one))
                .orElse(Form.blank());
        return view(page, whose, form);
    }

    @PostMapping
    ModelAndView put(
            Page page,
            @RequestParam(defaultValue = "0") long municipality,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Form form)
            throws IOException {
        long whose = whose(municipality);
        try {
            tours.put(whose, form, file == null ? "" : UploadedText.of(file.getBytes()));
            return page.redirect(HERE + "?municipality=" + whose, "fixedtours.done");
        } catch (Refusal refusal) {
            return view(page, whose, form.refused(refusal, page));
        }
    }

    @PostMapping("/delete")
    ModelAndView remove(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        long whose = whose(municipality);
        tours.remove(whose, form);
        return page.redirect(HERE + "?municipality=" + whose, "fixedtours.removed");
    }

    private long whose(long wanted) {
        return tours.whose(Permission.KEEP_CONTAINERS, wanted);
    }

    private Form form(long municipality, FixedTour tour) {
        Map<Long, String> names =
                fillings.containers(municipality).stream().collect(Collectors.toMap(Container::id, Container::name));
        Form form = Form.blank()
                .with("tour", tour.id())
                .with("name", tour.name())
                .with("vehicle", tour.vehicleId())
                .with(
                        "stops",
                        tour.containers().stream()
                                .map(id -> names.getOrDefault(id, ""))
                                .collect(Collectors.joining("\n")));
        return Fields.tick(form, tour.days());
    }

    private ModelAndView view(Page page, long municipality, Form form) {
        List<FixedTour> all = tours.list(municipality);
        Map<Long, String> vehicles =
                tours.vehicles(municipality).stream().collect(Collectors.toMap(Vehicle::id, Vehicle::name));
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", page.text("fixedtours.any")));
        vehicles.forEach((id, name) -> choices.add(new Choice(id.toString(), name)));
        return page.view("services/fixedtours/fixed", form)
                .addObject("municipality", municipality)
                .addObject("town", municipalities.get(municipality).name())
                .addObject("tours", table(page, municipality, vehicles).show(page, all))
                .addObject("vehicles", choices);
    }

    private static Table<FixedTour> table(Page page, long municipality, Map<Long, String> vehicles) {
        return Table.<FixedTour>named("tours")
                .column(
                        "name",
                        "fixedtours.name",
                        one -> Cell.link(
                                page.url(HERE + "?municipality=" + municipality + "&tour=" + one.id() + "#change"),
                                one.name()))
                .fixedColumn("days", "fixedtours.days", one -> Cell.text(weekdays(page, one)))
                .column(
                        "vehicle",
                        "fixedtours.vehicle",
                        one -> Cell.text(
                                one.vehicleId() == null
                                        ? page.text("fixedtours.any")
                                        : vehicles.getOrDefault(one.vehicleId(), page.text("fixedtours.gone"))))
                .column(
                        "stops",
                        "fixedtours.count",
                        one -> Cell.number((double) one.containers().size(), 0, ""));
    }

    private static String weekdays(Page page, FixedTour tour) {
        return tour.days().stream()
                .sorted()
                .map(day -> Fields.weekday(page, day))
                .collect(Collectors.joining(", "));
    }
}
