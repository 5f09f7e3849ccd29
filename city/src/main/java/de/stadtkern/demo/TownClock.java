package de.stadtkern.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The clock of the simulated town. It begins in a season at the hour and the day of the week that it really is, and runs
 * faster by a factor.
 *
 * @param start what it showed at the beginning
 */
record TownClock(LocalDateTime start, Instant began, double speed) {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    static TownClock in(Season season, double speed, Instant now) {
        LocalDateTime local = LocalDateTime.ofInstant(now, TOWN);
        return new TownClock(season.firstDay(local.toLocalDate()).atTime(local.toLocalTime()), now, speed);
    }

    LocalDateTime at(Instant now) {
        return start.plusNanos((long) (Duration.between(began, now).toNanos() * speed));
    }

    /** How long the town's time takes in ours. */
    Duration real(Duration ofTown) {
        return Duration.ofNanos((long) (ofTown.toNanos() / speed));
    }
}
