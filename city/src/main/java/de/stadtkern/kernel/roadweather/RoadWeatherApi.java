package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.roadweather.nowcast.Nowcast;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the roads are, as JSON, for those who see the page. */
@RestController
@RequestMapping("/roadweather/api")
class RoadWeatherApi {

    private final StaffView view;

    RoadWeatherApi(StaffView view) {
        this.view = view;
    }

    /** A station; temperatures in °C, uncertainties in K, wind in m/s, film in mm, deposit in mm of water per hour. */
    record StationLine(
            long id,
            long municipality,
            String name,
            Position position,
            StationCondition.State state,
            Set<Remark> remarks,
            @Nullable Instant measuredAt,
            @Nullable Values values,
            @Nullable Nowcast nowcast) {

        static StationLine of(StationCondition one) {
            RoadWeather weather = one.weather();
            return new StationLine(
                    one.station().id(),
                    one.station().municipalityId(),
                    one.station().name(),
                    one.station().position(),
                    one.state(),
                    one.remarks(),
                    one.measuredAt(),
                    weather == null ? null : Values.of(weather),
                    one.nowcast());
        }
    }

    /** What is known there. */
    record Values(
            double surface,
            @Nullable Double air,
            double dewPoint,
            double frostPoint,
            Uncertainty uncertainty,
            Precipitation falling,
            Wetness wetness,
            @Nullable Double filmMillimetres,
            @Nullable Double wind,
            @Nullable Double deposit) {

        static Values of(RoadWeather weather) {
            return new Values(
                    weather.surface(),
                    weather.air(),
                    weather.dewPoint(),
                    weather.frostPoint(),
                    weather.uncertainty(),
                    weather.falling(),
                    weather.wetness(),
                    weather.filmMillimetres(),
                    weather.wind(),
                    weather.deposit());
        }
    }

    /** A segment; the station that speaks for it, if one does. */
    record SegmentLine(
            long id,
            String street,
            StationCondition.State state,
            @Nullable Long station,
            String why) {

        static SegmentLine of(SegmentCondition one) {
            StationCondition station = one.station();
            return new SegmentLine(
                    one.segment().id(),
                    one.segment().name(),
                    one.state(),
                    station == null ? null : station.station().id(),
                    one.why().substring(one.why().lastIndexOf('.') + 1));
        }
    }

    @GetMapping("/stations")
    List<StationLine> stations() {
        return view.stations().stream().map(StationLine::of).toList();
    }

    @GetMapping("/segments")
    List<SegmentLine> segments() {
        return view.segments(view.stations()).stream().map(SegmentLine::of).toList();
    }
}
