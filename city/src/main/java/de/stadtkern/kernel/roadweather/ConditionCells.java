package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Page;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What tables say of a station. */
public final class ConditionCells {

    private ConditionCells() {}

    /** The state in a word. */
    public static Cell state(Page page, StationCondition.State state) {
        return Cell.badge(state.mark(), page.text(state.textKey()));
    }

    /** What has to be known beside it. */
    public static Cell remarks(Page page, StationCondition one) {
        return one.remarks().isEmpty()
                ? Cell.empty()
                : Cell.text(one.remarks().stream()
                        .map(remark -> page.text(remark.textKey()))
                        .collect(Collectors.joining("; ")));
    }

    /** Temperature of the surface, and what it may be wrong by. */
    public static Cell surface(Page page, StationCondition one) {
        return celsius(page, one, RoadWeather::surface, Uncertainty::surface);
    }

    /** Dew point, and what it may be wrong by. */
    public static Cell dewPoint(Page page, StationCondition one) {
        return celsius(page, one, RoadWeather::dewPoint, Uncertainty::dewPoint);
    }

    /** Frost point, and what it may be wrong by. */
    public static Cell frostPoint(Page page, StationCondition one) {
        return celsius(page, one, RoadWeather::frostPoint, Uncertainty::frostPoint);
    }

    private static Cell celsius(
            Page page,
            StationCondition one,
            Function<RoadWeather, Double> part,
            Function<Uncertainty, @Nullable Double> uncertainty) {
        RoadWeather weather = one.weather();
        Double wrongBy = weather == null ? null : uncertainty.apply(weather.uncertainty());
        return weather == null || wrongBy == null
                ? Cell.number(weather == null ? null : part.apply(weather), 1, "Cel")
                : Cell.text(page.quantity(part.apply(weather), 1, "Cel"))
                        .note(page.text("roadweather.plus-minus", page.number(wrongBy, 1)));
    }
}
