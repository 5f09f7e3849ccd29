package de.stadtkern.services.winter;

import de.stadtkern.kernel.forecasts.Forecasts;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Proofs;
import de.stadtkern.kernel.operations.PublicRecord;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.roadweather.ConditionCells;
import de.stadtkern.kernel.roadweather.RoadConditions;
import de.stadtkern.kernel.roadweather.StationCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's page: how the roads are, what is warned of, and where service has been. */
@Controller
@RequestMapping("/winter")
@EnableConfigurationProperties(WinterSettings.class)
class SituationPage {

    private final RoadConditions conditions;
    private final Forecasts forecasts;
    private final Proofs proofs;

    SituationPage(RoadConditions conditions, Forecasts forecasts, Proofs proofs) {
        this.conditions = conditions;
        this.forecasts = forecasts;
        this.proofs = proofs;
    }

    @Bean
    static NavigationEntry winterEntry() {
        return new NavigationEntry("/winter", "winter.situation", null, 10);
    }

    @GetMapping
    ModelAndView show(Page page) {
        List<StationCondition> stations = conditions.stations();
        return page.view("services/winter/situation")
                .addObject("stations", table(page).show(page, stations))
                .addObject(
                        "elsewhere",
                        stations.stream().anyMatch(one -> one.station().origin() != null))
                .addObject(
                        "warnings",
                        forecasts.warnings(stations.stream()
                                .map(one -> one.station().position())
                                .toList()))
                .addObject("warningsOld", forecasts.areWarningsOld())
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
        for (StationCondition one : conditions.stations()) {
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

    private static Table<StationCondition> table(Page page) {
        return Table.<StationCondition>named("stations")
                .column(
                        "station",
                        "winter.station",
                        one -> Cell.text(one.station().name())
                                .note(one.station().origin()))
                .column("state", "winter.state", one -> ConditionCells.state(page, one.state()))
                .column("surface", "roadweather.quantity.surface", one -> ConditionCells.surface(page, one))
                .column("dew-point", "roadweather.quantity.dew-point", one -> ConditionCells.dewPoint(page, one))
                .column("frost-point", "roadweather.quantity.frost-point", one -> ConditionCells.frostPoint(page, one))
                .column("remarks", "roadweather.remarks", one -> ConditionCells.remarks(page, one))
                .column("age", "winter.age", one -> Cell.age(one.measuredAt()))
                .fixedColumn(
                        "map",
                        "portal.map",
                        one -> Cell.link("#map-station-" + one.station().id(), page.text("portal.map.show")))
                .sortedBy("station");
    }
}
