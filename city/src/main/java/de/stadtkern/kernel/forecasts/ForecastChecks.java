package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.observations.Station;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How good the road-weather forecast was here: the surface foreseen 3 and 12 hours before, beside what our own station
 * measured that is nearest to the station of the forecast, when it is no further than 5 km.
 */
@Component
class ForecastChecks {

    private static final List<Integer> LEAD_HOURS = List.of(3, 12);
    private static final double MOST_METRES = 5_000;
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final Duration LATEST = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(400);
    private static final int AT_A_TIME = 500;

    private final JdbcClient jdbc;
    private final ForecastRows rows;
    private final Observations observations;
    private final Clock clock;

    ForecastChecks(JdbcClient jdbc, ForecastRows rows, Observations observations, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.observations = observations;
        this.clock = clock;
    }

    /**
     * A month at a station.
     *
     * @param month such as {@code 2026-11}, in Germany
     * @param hours how many were compared
     * @param bias mean of foreseen minus measured, K
     * @param error mean of its size, K
     */
    record Month(String month, String station, int leadHours, long hours, double bias, double error) {}

    /** Notes what this run foresees for the hours that are to be compared. */
    @Transactional
    void note(Run run) {
        List<Station> ours = observations.listStations(List.of(ForecastPlaces.SURFACE));
        Map<String, List<Hour>> byStation = run.hours();
        rows.listStations(Product.ROAD).stream()
                .filter(station -> byStation.containsKey(station.id()))
                .forEach(station -> ours.stream()
                        .filter(one -> one.position().metresTo(station.position()) <= MOST_METRES)
                        .min(Comparator.comparingDouble(one -> one.position().metresTo(station.position())))
                        .ifPresent(one -> note(
                                run.issuedAt(), station.id(), one, byStation.getOrDefault(station.id(), List.of()))));
    }

    private void note(Instant issuedAt, String station, Station ours, List<Hour> hours) {
        for (Hour hour : hours) {
            Double surface = hour.surface();
            int lead = (int) Duration.between(issuedAt, hour.at()).toHours();
            if (surface != null && LEAD_HOURS.contains(lead)) {
                jdbc.sql("""
                    insert into forecast_check (municipality_id, thing, station_id, at, lead_hours, foreseen)
                    values (?, ?, ?, ?, ?, ?) on conflict do nothing\
                    """)
                        .params(ours.municipalityId(), ours.id(), station, FeedRows.at(hour.at()), lead, surface)
                        .update();
            }
        }
    }

    /** Puts what was measured beside, an hour later; where nothing was measured there is nothing to compare. */
    @Transactional
    void compare() {
        Instant now = clock.instant();
        record Waiting(long thing, Instant at) {}
        jdbc.sql("select distinct thing, at from forecast_check where measured is null and at < ? order by at limit ?")
                .params(FeedRows.at(now.minus(LATEST)), AT_A_TIME)
                .query((rs, row) -> new Waiting(
                        rs.getLong("thing"),
                        rs.getObject("at", OffsetDateTime.class).toInstant()))
                .list()
                .forEach(waiting -> put(waiting.thing(), waiting.at()));
        jdbc.sql("delete from forecast_check where at < ?")
                .param(FeedRows.at(now.minus(KEPT)))
                .update();
    }

    private void put(long thing, Instant at) {
        Reading reading = observations.readingsAt(thing, at, FRESH).get(ForecastPlaces.SURFACE);
        if (reading == null) {
            jdbc.sql("delete from forecast_check where thing = ? and at = ? and measured is null")
                    .params(thing, FeedRows.at(at))
                    .update();
        } else {
            jdbc.sql("update forecast_check set measured = ? where thing = ? and at = ? and measured is null")
                    .params(reading.value(), thing, FeedRows.at(at))
                    .update();
        }
    }

    /** The months of the municipality, the newest first. The caller has judged who may see it. */
    List<Month> listMonths(long municipality) {
        return jdbc.sql("""
            select to_char(c.at at time zone 'Europe/Berlin', 'YYYY-MM') as month, s.name as station,
                lead_hours, count(*) as hours, avg(foreseen - measured) as bias,
                avg(abs(foreseen - measured)) as error
            from forecast_check c join forecast_station s on s.product = 'ROAD' and s.id = c.station_id
            where municipality_id = ? and measured is not null
            group by 1, 2, 3 order by 1 desc, 2, 3\
            """)
                .param(municipality)
                .query(DataClassRowMapper.newInstance(Month.class))
                .list();
    }
}
