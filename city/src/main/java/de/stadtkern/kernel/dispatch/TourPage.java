package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.fleet.Warning;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.routing.RoadClosures;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** One tour: its stops, all that was said of it, and what an officer does with it. */
@Controller
@RequestMapping("/dispatch/tours/{id:[0-9]{1,18}}")
class TourPage {

    private final WorkOrders orders;
    private final OrderRows orderRows;
    private final OrderChanges changes;
    private final DispatchedTours tours;
    private final Dispatching dispatching;
    private final Assignments assignments;
    private final Attachments attachments;
    private final TourPositions positions;
    private final RoadClosures closures;

    TourPage(
            WorkOrders orders,
            OrderRows orderRows,
            OrderChanges changes,
            DispatchedTours tours,
            Dispatching dispatching,
            Assignments assignments,
            Attachments attachments,
            TourPositions positions,
            RoadClosures closures) {
        this.orders = orders;
        this.orderRows = orderRows;
        this.changes = changes;
        this.tours = tours;
        this.dispatching = dispatching;
        this.assignments = assignments;
        this.attachments = attachments;
        this.positions = positions;
        this.closures = closures;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, tours.get(id), Form.blank(), List.of());
    }

    @GetMapping(path = "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, @PathVariable long id) {
        return Feature.Collection.of(TourMap.features(List.of(tours.get(id)), page));
    }

    @GetMapping("/events/{event}/{sha256:[0-9a-f]{64}}")
    ResponseEntity<byte[]> attachment(@PathVariable long id, @PathVariable UUID event, @PathVariable String sha256) {
        tours.get(id);
        return attachments
                .find(id, event, sha256)
                .map(content -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(content.mediaType()))
                        .body(content.bytes()))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    @PostMapping("/assign")
    ModelAndView assign(Page page, @PathVariable long id, Form form) {
        Tour tour = tours.get(id);
        try {
            dispatching.assign(id, form);
            return page.redirect("/dispatch/tours/" + id, "dispatch.assigned");
        } catch (Refusal refusal) {
            Form refused = form.refused(refusal, page);
            boolean warned = refusal.textKey().equals("dispatch.refusal.warnings");
            return view(page, tour, refused, warned ? dispatching.warnings(tour, form) : List.of());
        }
    }

    @PostMapping("/withdraw")
    ModelAndView withdraw(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> dispatching.withdraw(id, form), "dispatch.withdrawn");
    }

    @PostMapping("/early")
    ModelAndView allowEarly(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> dispatching.allowEarly(id, form), "dispatch.early.done");
    }

    @PostMapping("/break-off")
    ModelAndView breakOff(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> dispatching.breakOff(id, form), "dispatch.broken-off");
    }

    private ModelAndView done(Page page, long id, Form form, Runnable step, String notice) {
        Tour tour = tours.get(id);
        try {
            step.run();
            return page.redirect("/dispatch/tours/" + id, notice);
        } catch (Refusal refusal) {
            return view(page, tour, form.refused(refusal, page), List.of());
        }
    }

    private ModelAndView view(Page page, Tour tour, Form form, List<Warning> warnings) {
        WorkOrder order = orders.get(tour.orderId());
        long municipality = tour.municipalityId();
        Form filled = form.isRefused()
                ? form
                : form.with("vehicle", tour.vehicleId())
                        .with("member", member(tour, 0))
                        .with("mate", member(tour, 1));
        return page.view(
                        "kernel/dispatch/tour",
                        filled.with("version", orderRows.get(order.id()).version()))
                .addObject("order", order)
                .addObject("tour", tour)
                .addObject("vehicle", positions.vehicle(tour))
                .addObject("crew", new CrewNames(List.of(tour), assignments).of(page, tour))
                .addObject("stops", stops(page, tour).show(page, tour.stops()))
                .addObject("events", events(page).show(page, tour.events().reversed()))
                .addObject("warnings", warnings)
                .addObject("vehicles", assignments.vehicleChoices(municipality, page))
                .addObject("members", assignments.memberChoices(municipality, page))
                .addObject("shifts", assignments.shiftChoices(municipality, page))
                .addObject(
                        "mayChange", changes.mayChange(order) && !tour.state().isOver());
    }

    private static Object member(Tour tour, int index) {
        return tour.memberIds().size() > index ? tour.memberIds().get(index) : "";
    }

    private Table<TourStop> stops(Page page, Tour tour) {
        Map<List<Position>, String> closed = closures.closedAmong(tour.stops().stream()
                .filter(stop -> !stop.place())
                .map(TourStop::course)
                .toList());
        return Table.<TourStop>named("stops")
                .column("number", "dispatch.number", stop -> Cell.number((double) stop.number(), 0, ""))
                .column(
                        "name",
                        "dispatch.stop",
                        stop -> Cell.link("#map-stop-" + tour.id() + "-" + stop.number(), TourMap.name(page, stop)))
                .column(
                        "before",
                        "dispatch.station",
                        stop -> Cell.text(
                                stop.before() == null ? "" : stop.before().name()))
                .column("length", "dispatch.length", stop -> Cell.number(stop.lengthMetres(), 0, "m"))
                .column(
                        "stage",
                        "dispatch.stage",
                        stop -> Cell.text(
                                stop.stage() == null ? "–" : stop.stage().toString()))
                .column(
                        "state",
                        "dispatch.state",
                        stop -> Cell.badge(stop.state().mark(), page.text("dispatch.stop.state." + stop.state())))
                .column("note", "dispatch.note", stop -> Cell.text(Objects.requireNonNullElse(stop.note(), "")))
                .fixedColumn(
                        "closed",
                        "dispatch.closure",
                        stop -> closed.containsKey(stop.course())
                                ? Cell.badge(Mark.WARNING, Objects.requireNonNull(closed.get(stop.course())))
                                : Cell.text("–"));
    }

    private static Table<Done> events(Page page) {
        return Table.<Done>named("events")
                .column("at", "dispatch.at", done -> Cell.time(done.event().at()))
                .column(
                        "kind",
                        "dispatch.kind",
                        done -> Cell.text(
                                page.text("dispatch.event." + done.event().kind())))
                .column(
                        "about",
                        "dispatch.number",
                        done -> Cell.text(
                                done.event().stop() == null
                                        ? ""
                                        : done.event().stop().toString()))
                .column("said", "dispatch.note", done -> Cell.text(said(page, done)))
                .column("by", "dispatch.by", done -> Cell.text(done.personName()))
                .column("received", "dispatch.received", done -> Cell.time(done.receivedAt()))
                .fixedColumn(
                        "counts",
                        "dispatch.counts",
                        done -> done.refusal() == null
                                ? Cell.badge(Mark.OK, page.text("dispatch.event.counts"))
                                : Cell.badge(Mark.WARNING, page.text(done.refusal())));
    }

    private static String said(Page page, Done done) {
        String note = Objects.requireNonNullElse(done.event().note(), "");
        Double amount = done.event().amount();
        return (note + (amount == null ? "" : " " + page.number(amount, 1)) + found(page, done.event())).strip();
    }

    private static String found(Page page, TourEvent event) {
        TourEvent.Found found = event.found();
        return found == null
                ? ""
                : " " + page.text("dispatch.found", page.number(found.level() * 100, 0))
                        + (found.damaged() ? ", " + page.text("dispatch.found.damaged") : "")
                        + (found.litter() ? ", " + page.text("dispatch.found.litter") : "");
    }
}
