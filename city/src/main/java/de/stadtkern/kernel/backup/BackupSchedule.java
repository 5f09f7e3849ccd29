package de.stadtkern.kernel.backup;

import de.stadtkern.kernel.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes a backup every day from a time of day on. What was missed while the program stood still is made up for; what
 * failed is tried again after an hour.
 */
@Component
@ConditionalOnProperty("stadtkern.backup.folder")
@EnableConfigurationProperties(BackupSettings.class)
class BackupSchedule {

    private static final Logger log = LoggerFactory.getLogger(BackupSchedule.class);
    private static final Duration REST_AFTER_A_FAILURE = Duration.ofHours(1);

    private final BackupSettings settings;
    private final BackupRuns runs;
    private final Database database;
    private final BackupFolder folder;

    BackupSchedule(BackupSettings settings, BackupRuns runs, Database database) {
        this.settings = settings;
        this.runs = runs;
        this.database = database;
        this.folder = new BackupFolder(Objects.requireNonNull(settings.folder()).toAbsolutePath());
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT10S")
    @SchedulerLock(name = "backup.take", lockAtMostFor = "PT6H")
    void takeWhenDue() {
        if (isDue(Instant.now())) {
            take();
        }
    }

    boolean isDue(Instant now) {
        boolean rests = runs.findLast()
                .filter(run -> run.failure() != null
                        && run.begun().plus(REST_AFTER_A_FAILURE).isAfter(now))
                .isPresent();
        return !rests
                && runs.findLastSuccess()
                        .filter(run -> !run.begun().isBefore(lastDate(now)))
                        .isEmpty();
    }

    void take() {
        Instant now = Instant.now();
        Path file = folder.folder();
        try {
            file = folder.fileOf(now);
            Backup.Written written = new Backup(database, log::debug).writeTo(file);
            folder.clear(Rotation.of(settings));
            runs.addSuccess(written);
            log.info("Backup {}", written);
        } catch (IOException | RuntimeException e) {
            log.error("THE BACKUP FAILED and is tried again in an hour: {}", e.getMessage());
            runs.addFailure(now, file.toString(), String.valueOf(e.getMessage()));
        }
    }

    private Instant lastDate(Instant now) {
        ZonedDateTime here = now.atZone(settings.zone());
        ZonedDateTime today = here.with(settings.at());
        return (today.isAfter(here) ? here.minusDays(1).with(settings.at()) : today).toInstant();
    }
}
