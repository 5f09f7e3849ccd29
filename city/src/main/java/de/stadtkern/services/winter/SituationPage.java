package de.stadtkern.services.winter;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Proofs;
import de.stadtkern.kernel.operations.PublicRecord;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's page: how the roads are, and where service has been. */
@Controller
@RequestMapping("/winter")
@EnableConfigurationProperties(WinterSettings.class)
class SituationPage {

    private final RoadStates states;
    private final Proofs proofs;

    SituationPage(RoadStates states, Proofs proofs) {
        this.states = states;
        this.proofs = proofs;
    }

    @Bean
    static NavigationEntry winterEntry() {
        return new NavigationEntry("/winter", "winter.situation", null, 10);
    }

    @GetMapping
    ModelAndView show(Page page) {
        List<StationState> stations = states.list();
        return page.view("services/winter/situation")
                .addObject("stations", table(page).show(page, stations))
                .addObject(
                        "elsewhere",
                        stations.stream().anyMatch(one -> one.station().origin() != null))
                .addObject("records", proofs.listPublic(FrostWatch.SOURCE));
    }

    @GetMapping(path = "/situation.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page) {
        List<Feature> features = new ArrayList<>();
        for (PublicRecord done : proofs.listPublic(FrostWatch.SOURCE)) {
            String label = page.text(done.measure()) + ", " + page.time(done.at());
            for (List<Position> course : done.courses()) {
                features.add(Feature.line(course, Map.of("state", "done", "label", label)));
            }
        }
        for (StationState one : states.list()) {
            String label = one.station().name() + ": " + page.text(one.state().textKey());
            features.add(Feature.point(
                    one.station().position(),
                    Map.of(
                            "id",
                            "station-" + one.station().id(),
                            "state",
                            one.state().mark().key(),
                            "label",
                            label)));
        }
        return Feature.Collection.of(features);
    }

    private static Table<StationState> table(Page page) {
        return Table.<StationState>named("stations")
                .column(
                        "station",
                        "winter.station",
                        one -> Cell.text(one.station().name())
                                .note(one.station().origin()))
                .column(
                        "state",
                        "winter.state",
                        one -> Cell.badge(
                                one.state().mark(), page.text(one.state().textKey())))
                .column("surface", "winter.quantity.surface", one -> celsius(one, RoadWeather::surface))
                .column("dew-point", "winter.quantity.dew-point", one -> celsius(one, RoadWeather::dewPoint))
                .column("frost-point", "winter.quantity.frost-point", one -> celsius(one, RoadWeather::frostPoint))
                .column("age", "winter.age", one -> Cell.age(one.measuredAt()))
                .fixedColumn(
                        "map",
                        "portal.map",
                        one -> Cell.link("#map-station-" + one.station().id(), page.text("portal.map.show")))
                .sortedBy("station");
    }

    private static Cell celsius(StationState one, Function<RoadWeather, Double> part) {
        RoadWeather weather = one.weather();
        return Cell.number(weather == null ? null : part.apply(weather), 1, "Cel");
    }
}
