package de.stadtkern.kernel.tracks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends what is kept of where people drove: whole days when their time is over, at once where nobody agreed to more. */
@Component
@EnableConfigurationProperties(TrackSettings.class)
class TrackRetention {

    private static final Logger log = LoggerFactory.getLogger(TrackRetention.class);

    private final FixRows rows;
    private final FixDays days;
    private final TrackSettings settings;
    private final Clock clock;

    TrackRetention(FixRows rows, FixDays days, TrackSettings settings, Clock clock) {
        this.rows = rows;
        this.days = days;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 7, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "tracks/forget")
    void forget() {
        Instant now = clock.instant();
        LocalDate firstDay = FixDays.of(now.minus(settings.keep()));
        days.list().stream().filter(day -> day.isBefore(firstDay)).forEach(days::drop);
        rows.deleteTracks(firstDay);
        Instant unagreedSince = now.minus(settings.keepUnagreed());
        List<Long> unagreed = rows.listUnagreed();
        int deleted = rows.deleteUnagreed(unagreed, Instant.EPOCH, unagreedSince);
        rows.deleteTracks(unagreed, FixDays.of(unagreedSince));
        if (deleted > 0) {
            log.info("{} positions of vehicles were deleted: nobody agreed to keep them", deleted);
        }
    }
}
