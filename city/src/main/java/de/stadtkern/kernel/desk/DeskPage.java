package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.desk.Situation.Scope;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The duty desk: what is proposed, what is under way and who is out, what was done. */
@Controller
@RequestMapping("/operations")
class DeskPage {

    private final SituationRows rows;
    private final DeskScope scopes;
    private final Presence presence;
    private final Clock clock;

    DeskPage(SituationRows rows, DeskScope scopes, Presence presence, Clock clock) {
        this.rows = rows;
        this.scopes = scopes;
        this.presence = presence;
        this.clock = clock;
    }

    @Bean
    static NavigationEntry deskEntry() {
        return new NavigationEntry("/operations", "desk.title", Permission.SEE_OPERATIONS, 20);
    }

    @Bean
    static Dataset recordDataset() {
        return Proposals.RECORD;
    }

    @GetMapping
    ModelAndView show(Page page) {
        Scope scope = scopes.of(page);
        presence.note(Presence.DESK);
        return page.view("kernel/desk/desk", DeskScope.form(page))
                .addObject("municipalities", scopes.municipalities(page))
                .addObject("services", scopes.services(page))
                .addObject("now", clock.instant())
                .addObject("situation", rows.read(scope, clock.instant()))
                .addObject("colleagues", presence.list());
    }

    /** Who is out, by itself: it changes every few seconds. */
    @GetMapping("/vehicles")
    ModelAndView vehicles(Page page) {
        return page.view("kernel/desk/vehicles").addObject("out", rows.listOut(scopes.of(page)));
    }

    @GetMapping(path = "/situation.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection situation(Page page) {
        Scope scope = scopes.of(page);
        List<Feature> features = new ArrayList<>();
        rows.listCourses(scope).forEach(one -> one.courses().forEach(course -> features.add(line(one, course, page))));
        rows.listProposals(scope, clock.instant())
                .forEach(one -> features.add(point(
                        "proposal-" + one.id(),
                        one.position(),
                        one.urgency().mark(),
                        page.text(one.headline()) + ": " + one.place(),
                        page.url("/operations/proposals/" + one.id()))));
        return Feature.Collection.of(features);
    }

    /** The vehicles whose position may be shown. */
    @GetMapping(path = "/vehicles.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection vehiclesOnTheMap(Page page) {
        List<Feature> features = new ArrayList<>();
        for (Situation.Out one : rows.listOut(scopes.of(page))) {
            if (one.position() != null) {
                String href = page.url("/operations/orders/" + one.orderId());
                features.add(point(
                        "tour-" + one.tourId(), one.position(), one.state().mark(), vehicle(one, page), href));
            }
        }
        return Feature.Collection.of(features);
    }

    private static Feature line(SituationRows.Courses one, List<Position> course, Page page) {
        Mark mark = one.started() ? Mark.RUNNING : Mark.PLANNED;
        String label = page.text(one.measure()) + ": "
                + page.text("desk.order.state." + (one.started() ? "STARTED" : "PLANNED"));
        return Feature.line(course, Map.of("state", mark.key(), "label", label));
    }

    private static String vehicle(Situation.Out one, Page page) {
        String state = one.name() + ": " + page.text("desk.out." + one.state());
        return one.seenAt() == null ? state : state + ", " + page.text("desk.out.seen", page.ago(one.seenAt()));
    }

    private static Feature point(String id, Position position, Mark mark, String label, String href) {
        return Feature.point(position, Map.of("id", id, "state", mark.key(), "label", label, "href", href));
    }
}
