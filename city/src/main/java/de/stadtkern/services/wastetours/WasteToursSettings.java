package de.stadtkern.services.wastetours;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the day's tours are foreseen and searched.
 *
 * @param history from how long ago emptyings count in the forecasts
 * @param proposeAt when the tours of a working day are proposed; on the same day
 * @param search how long the tours of a day are searched
 * @param keep for how long the days that are over can be explained
 */
@ConfigurationProperties("stadtkern.wastetours")
record WasteToursSettings(
        @DefaultValue("400d") Duration history,
        @DefaultValue("04:00") LocalTime proposeAt,
        @DefaultValue("10s") Duration search,
        @DefaultValue("730d") Duration keep) {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
}
