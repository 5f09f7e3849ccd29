package de.stadtkern.kernel.backup;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Backups by the clock.
 *
 * @param folder where they go; absent means that there are none
 * @param at the time of day from which one is due, in the zone
 * @param daily of how many days the newest is kept
 * @param weekly of how many weeks
 * @param monthly of how many months
 */
@ConfigurationProperties("stadtkern.backup")
record BackupSettings(
        @Nullable Path folder,
        @DefaultValue("03:30") LocalTime at,
        @DefaultValue("Europe/Berlin") ZoneId zone,
        @DefaultValue("7") int daily,
        @DefaultValue("5") int weekly,
        @DefaultValue("12") int monthly) {

    BackupSettings {
        if (daily < 1 || weekly < 0 || monthly < 0) {
            throw new IllegalArgumentException(
                    "stadtkern.backup.daily must be at least 1, weekly and monthly at least 0, but they are %d, %d and %d"
                            .formatted(daily, weekly, monthly));
        }
    }
}
