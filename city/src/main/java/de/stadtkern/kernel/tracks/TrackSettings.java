package de.stadtkern.kernel.tracks;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long positions are kept.
 *
 * @param keep where the works council agreed; whole days
 * @param keepUnagreed where it did not: as long as a proof may have to wait for them, and no longer
 */
@ConfigurationProperties("stadtkern.tracks")
record TrackSettings(
        @DefaultValue("30d") Duration keep,
        @DefaultValue("24h") Duration keepUnagreed) {

    TrackSettings {
        if (keep.compareTo(keepUnagreed) < 0 || !keepUnagreed.isPositive()) {
            throw new IllegalArgumentException(
                    "stadtkern.tracks.keep must be at least stadtkern.tracks.keep-unagreed (%s), but is %s"
                            .formatted(keepUnagreed, keep));
        }
    }
}
