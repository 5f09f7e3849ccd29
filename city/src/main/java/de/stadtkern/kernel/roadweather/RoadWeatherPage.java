package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.roadweather.nowcast.Nowcast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** How the roads are, for those who decide: all stations of the district, and the main roads around them. */
@Controller
@RequestMapping("/roadweather")
class RoadWeatherPage {

    private final StaffView view;
    private final Sites sites;
    private final Municipalities municipalities;

    RoadWeatherPage(StaffView view, Sites sites, Municipalities municipalities) {
        this.view = view;
        this.sites = sites;
        this.municipalities = municipalities;
    }

    @Bean
    static NavigationEntry roadWeatherEntry() {
        return new NavigationEntry("/roadweather", "roadweather.conditions", Permission.SEE_OPERATIONS, 12);
    }

    @GetMapping
    ModelAndView show(Page page) {
        List<StationCondition> stations = view.stations();
        return page.view("kernel/roadweather/conditions")
                .addObject("stations", stationTable(page).show(page, stations))
                .addObject("segments", segmentTable(page).show(page, view.segments(stations)));
    }

    @GetMapping(path = "/conditions.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page) {
        List<Feature> features = new ArrayList<>();
        List<StationCondition> stations = view.stations();
        for (SegmentCondition one : view.segments(stations)) {
            features.add(Feature.line(
                    one.segment().course(),
                    properties(page, "segment-" + one.segment().id(), one.state(), name(page, one))));
        }
        for (StationCondition one : stations) {
            features.add(Feature.point(
                    one.station().position(),
                    properties(
                            page,
                            "station-" + one.station().id(),
                            one.state(),
                            one.station().name())));
        }
        return Feature.Collection.of(features);
    }

    private static Map<String, Object> properties(Page page, String id, StationCondition.State state, String name) {
        return Map.of("id", id, "state", state.mark().key(), "label", name + ": " + page.text(state.textKey()));
    }

    private Table<StationCondition> stationTable(Page page) {
        Map<Long, String> names =
                municipalities.list().stream().collect(Collectors.toMap(Municipality::id, Municipality::name));
        return Table.<StationCondition>named("stations")
                .column(
                        "station",
                        "roadweather.station",
                        one -> Cell.text(one.station().name())
                                .note(one.station().origin()))
                .column(
                        "municipality",
                        "roadweather.municipality",
                        one -> Cell.text(names.getOrDefault(one.station().municipalityId(), "")))
                .column("state", "roadweather.state", one -> ConditionCells.state(page, one.state()))
                .column("remarks", "roadweather.remarks", one -> ConditionCells.remarks(page, one))
                .column("surface", "roadweather.quantity.surface", one -> ConditionCells.surface(page, one))
                .column("air", "roadweather.quantity.air", one -> air(one.weather()))
                .column("dew-point", "roadweather.quantity.dew-point", one -> ConditionCells.dewPoint(page, one))
                .column("frost-point", "roadweather.quantity.frost-point", one -> ConditionCells.frostPoint(page, one))
                .column("nowcast", "roadweather.nowcast", one -> nowcast(page, one.nowcast()))
                .column("wetness", "roadweather.wetness", one -> wetness(page, one.weather()))
                .column("deposit", "roadweather.deposit", one -> deposit(one.weather()))
                .column("age", "roadweather.age", one -> Cell.age(one.measuredAt()))
                .fixedColumn("place", "roadweather.place", one -> place(page, one))
                .sortedBy("station");
    }

    private Table<SegmentCondition> segmentTable(Page page) {
        boolean mayDescribe = sites.mayDescribeSegments();
        return Table.<SegmentCondition>named("segments")
                .column("segment", "roadweather.segment", one -> Cell.text(name(page, one)))
                .column("state", "roadweather.state", one -> ConditionCells.state(page, one.state()))
                .column("because", "roadweather.because", one -> {
                    StationCondition station = one.station();
                    return Cell.text(page.text(one.why()))
                            .note(station == null ? null : station.station().name());
                })
                .fixedColumn(
                        "place",
                        "roadweather.place",
                        one -> mayDescribe
                                ? Cell.link(
                                        page.url("/roadweather/segments/"
                                                + one.segment().id()),
                                        page.text("roadweather.place.say"))
                                : Cell.empty())
                .sortedBy("segment");
    }

    private static String name(Page page, SegmentCondition one) {
        String name = one.segment().name();
        return (name.isEmpty() ? page.text("roadweather.nameless") : name) + " "
                + one.segment().id();
    }

    private Cell place(Page page, StationCondition one) {
        long id = one.station().id();
        return sites.mayDescribe(one.station().municipalityId())
                ? Cell.link(page.url("/roadweather/stations/" + id), page.text("roadweather.place.say"))
                : Cell.link("#map-station-" + id, page.text("portal.map.show"));
    }

    private static Cell air(@Nullable RoadWeather weather) {
        return Cell.number(weather == null ? null : weather.air(), 1, "Cel");
    }

    /** Each hour with the span in which it lies in eight of ten cases, the age of the newest value and the version. */
    private static Cell nowcast(Page page, @Nullable Nowcast nowcast) {
        return nowcast == null
                ? Cell.empty()
                : Cell.text(nowcast.horizons().stream()
                                .map(one -> page.text(
                                        "roadweather.nowcast.hour",
                                        one.minutes() / 60,
                                        page.number(one.low(), 1),
                                        page.number(one.high(), 1),
                                        page.number(100 * one.freezingProbability(), 0)))
                                .collect(Collectors.joining("; ")))
                        .note(page.text("roadweather.nowcast.from", page.ago(nowcast.at()), Nowcast.VERSION));
    }

    private static Cell wetness(Page page, @Nullable RoadWeather weather) {
        if (weather == null) {
            return Cell.empty();
        }
        Wetness.Source source = weather.wetness().source();
        return Cell.text(page.text(
                        "roadweather.wetness." + lower(weather.wetness().kind())))
                .note(source == null ? null : page.text("roadweather.source." + lower(source)));
    }

    private static String lower(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static Cell deposit(@Nullable RoadWeather weather) {
        return Cell.number(weather == null ? null : weather.deposit(), 2, "mm/h");
    }
}
