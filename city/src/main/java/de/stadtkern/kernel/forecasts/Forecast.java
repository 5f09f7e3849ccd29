package de.stadtkern.kernel.forecasts;

import java.time.Instant;
import java.util.List;

/**
 * What somebody else foresees for a station near a place.
 *
 * @param source who, and by which product, such as {@code Deutscher Wetterdienst, SWSMOS}
 * @param station its name
 * @param metresAway from the place that was asked for to the station, along the ground
 * @param issuedAt the run of the forecast
 * @param fetchedAt when it came here
 * @param hours in order, not older than an hour
 */
public record Forecast(
        String source, String station, double metresAway, Instant issuedAt, Instant fetchedAt, List<Hour> hours) {

    public Forecast {
        hours = List.copyOf(hours);
    }
}
