package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.forecasts.ForecastBoard.Line;
import de.stadtkern.kernel.forecasts.ForecastBoard.Shown;
import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's page: the warnings in force and the hours that come, with where they are from and how old they are. */
@Controller
@RequestMapping("/forecasts")
class ForecastPage implements Concern.Source {

    private static final int HOURS_ON_A_PAGE = 24;
    private static final int MARKED = 2;

    private final ForecastBoard board;
    private final Forecasts forecasts;
    private final ForecastChecks checks;
    private final ForecastSettings settings;
    private final Access access;

    ForecastPage(
            ForecastBoard board, Forecasts forecasts, ForecastChecks checks, ForecastSettings settings, Access access) {
        this.board = board;
        this.forecasts = forecasts;
        this.checks = checks;
        this.access = access;
        this.settings = settings;
    }

    @Bean
    static NavigationEntry forecastsEntry() {
        return new NavigationEntry("/forecasts", "forecasts.forecasts", null, 12);
    }

    @GetMapping
    ModelAndView show(Page page) {
        Shown shown = board.findPlace(page.parameter("place"), page.person())
                .map(board::show)
                .orElse(null);
        return page.view(
                        "kernel/forecasts/forecasts",
                        Form.blank()
                                .with(
                                        "place",
                                        shown == null ? null : shown.place().key()))
                .addObject("shown", shown)
                .addObject("active", settings.active())
                .addObject(
                        "places",
                        board.listPlaces().stream()
                                .map(place -> new Choice(place.key(), place.name()))
                                .toList())
                .addObject("hours", hours(page).show(page, shown == null ? List.of() : shown.lines()))
                .addObject("quality", shown == null ? null : quality(page, shown.place()))
                .addObject("stations", stations(page).show(page, forecasts.listStations()));
    }

    @GetMapping(path = "/stations.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page) {
        List<Feature> features = new ArrayList<>();
        for (Forecasts.KeptStation one : forecasts.listStations()) {
            features.add(Feature.point(
                    one.station().position(),
                    Map.of(
                            "id",
                            one.key(),
                            "state",
                            mark(one.old()).key(),
                            "label",
                            one.station().name() + ": " + one.product().source + ", " + state(page, one.old()))));
        }
        return Feature.Collection.of(features);
    }

    @Override
    public List<Concern> concerns(Page page) {
        List<Concern.Item> items = board.findPlace("", page.person()).stream()
                .flatMap(place -> forecasts.warnings(place.position()).stream()
                        .filter(warning -> warning.level() >= MARKED)
                        .map(warning -> new Concern.Item(
                                mark(warning.level()),
                                page.text("forecasts.level." + warning.level()),
                                warning.headline() + " · " + place.name(),
                                "/forecasts?place=" + place.key())))
                .toList();
        return items.isEmpty() ? List.of() : List.of(new Concern("forecasts.home", 8, "/forecasts", items));
    }

    static Mark mark(int level) {
        return level == 1 ? Mark.INFO : level == MARKED ? Mark.WARNING : Mark.DANGER;
    }

    static Mark mark(boolean old) {
        return old ? Mark.STALE : Mark.OK;
    }

    static String state(Page page, boolean old) {
        return page.text(old ? "forecasts.old" : "forecasts.current");
    }

    /** From when until when. */
    static String times(Page page, WeatherWarning warning) {
        Instant until = warning.until();
        return until == null
                ? page.text("forecasts.warning.from", page.time(warning.from()))
                : page.text("forecasts.warning.between", page.time(warning.from()), page.time(until));
    }

    private static Table<Line> hours(Page page) {
        return Table.<Line>named("hours")
                .fixedColumn("at", "forecasts.hour", line -> Cell.time(line.at()))
                .fixedColumn("surface", "forecasts.surface", line -> number(line.road(), Hour::surface, 1, "Cel"))
                .fixedColumn("road", "forecasts.road", line -> road(page, line.road()))
                .fixedColumn("air", "forecasts.air", line -> either(line.road(), line.weather(), Hour::air, "Cel"))
                .fixedColumn(
                        "dew-point",
                        "forecasts.dew-point",
                        line -> either(line.road(), line.weather(), Hour::dewPoint, "Cel"))
                .fixedColumn(
                        "precipitation",
                        "forecasts.precipitation",
                        line -> either(line.road(), line.weather(), Hour::precipitationMillimetres, "mm"))
                .fixedColumn(
                        "snow",
                        "forecasts.snow",
                        line -> either(line.road(), line.weather(), Hour::snowMillimetres, "mm"))
                .fixedColumn(
                        "gusts", "forecasts.gusts", line -> number(line.weather(), Hour::gustMetresPerSecond, 1, "m/s"))
                .rowsPerPage(HOURS_ON_A_PAGE);
    }

    /** How good the forecast was, for those who see the operations of the municipality. */
    private @Nullable TableView quality(Page page, Place place) {
        return access.allows(Permission.SEE_OPERATIONS, place.municipalityId())
                ? Table.<ForecastChecks.Month>named("quality")
                        .column("month", "forecasts.month", month -> Cell.text(month.month()))
                        .column("station", "forecasts.station", month -> Cell.text(month.station()))
                        .column("lead", "forecasts.lead", month -> Cell.number((double) month.leadHours(), 0, "h"))
                        .column("hours", "forecasts.compared", month -> Cell.number((double) month.hours(), 0, "1"))
                        .column("bias", "forecasts.bias", month -> Cell.number(month.bias(), 1, "K"))
                        .column("error", "forecasts.mean-error", month -> Cell.number(month.error(), 1, "K"))
                        .sortedBy("-month")
                        .show(page, checks.listMonths(place.municipalityId()))
                : null;
    }

    private static Cell either(
            @Nullable Hour first, @Nullable Hour second, Function<Hour, @Nullable Double> part, String unit) {
        return first != null && part.apply(first) != null
                ? number(first, part, 1, unit)
                : number(second, part, 1, unit);
    }

    private static Cell number(@Nullable Hour hour, Function<Hour, @Nullable Double> part, int decimals, String unit) {
        return Cell.number(hour == null ? null : part.apply(hour), decimals, unit);
    }

    private static Cell road(Page page, @Nullable Hour hour) {
        Integer code = hour == null ? null : hour.roadCode();
        return code == null
                ? new Cell.Empty()
                : RoadState.of(code)
                        .<Cell>map(state -> Cell.badge(state.mark, page.text("forecasts.road." + state)))
                        .orElseGet(() -> Cell.badge(Mark.UNKNOWN, page.text("forecasts.road.unknown", code)));
    }

    private static Table<Forecasts.KeptStation> stations(Page page) {
        return Table.<Forecasts.KeptStation>named("stations")
                .column(
                        "name",
                        "forecasts.station",
                        one -> Cell.text(one.station().name()).note(one.product().source))
                .column("state", "forecasts.state", one -> Cell.badge(mark(one.old()), state(page, one.old())))
                .column("issued", "forecasts.issued", one -> Cell.time(one.issuedAt()))
                .fixedColumn("map", "portal.map", one -> Cell.link("#map-" + one.key(), page.text("portal.map.show")))
                .sortedBy("name");
    }
}
