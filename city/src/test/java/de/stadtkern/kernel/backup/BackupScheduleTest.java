package de.stadtkern.kernel.backup;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.database.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class BackupScheduleTest {

    @TempDir
    Path parent;

    @Test
    void aBackupIsDueOnceADayAndOldOnesGo() throws Exception {
        Path folder = Files.createDirectory(parent.resolve("backups"));
        Path old = Files.createFile(folder.resolve("stadtkern-20200101T033000Z.zip"));
        Path newestOfThatDay = Files.createFile(folder.resolve("stadtkern-20200101T043000Z.zip"));
        Path foreign = Files.createFile(folder.resolve("stadtkern-mine.zip"));
        Path draft = Files.createFile(folder.resolve("stadtkern-20200102T033000Z.zip.unfinished"));
        try (Town town = Town.furnished(TestDatabase.url(), "backup_source")) {
            BackupRuns runs = new BackupRuns(town.sql());
            BackupSchedule schedule = schedule(folder, runs, town);
            BackupHealth health = new BackupHealth(runs);
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            health.bindTo(meters);
            assertThat(schedule.isDue(Instant.now())).isTrue();
            assertThat(health.health().getStatus().getCode()).isEqualTo("WARNING");
            assertThat(meters.get("stadtkern.backup.age").gauge().value()).isNaN();

            schedule.takeWhenDue();
            schedule.takeWhenDue();
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).hasSize(3).contains(foreign, newestOfThatDay).doesNotContain(old, draft);
            }
            assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
            assertThat(meters.get("stadtkern.backup.age").gauge().value()).isBetween(0.0, 600.0);
            assertThat(meters.get("stadtkern.backup.well").gauge().value()).isEqualTo(1);
            Instant taken = runs.findLastSuccess().orElseThrow().begun();
            assertThat(schedule.isDue(taken.plus(Duration.ofHours(23)))).isFalse();
            assertThat(schedule.isDue(taken.plus(Duration.ofHours(25)))).isTrue();
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aFailureIsLoudAndTriedAgainAfterAnHour(CapturedOutput console) throws Exception {
        Path blocked = Files.createFile(parent.resolve("no-folder"));
        try (Town town = Town.furnished(TestDatabase.url(), "backup_source")) {
            BackupRuns runs = new BackupRuns(town.sql());
            BackupSchedule schedule = schedule(blocked, runs, town);
            schedule.takeWhenDue();
            assertThat(console).contains("THE BACKUP FAILED").contains("no-folder");
            assertThat(Objects.requireNonNull(runs.findLast().orElseThrow().failure()))
                    .contains("no-folder");
            assertThat(new BackupHealth(runs).health().getStatus().getCode()).isEqualTo("WARNING");
            assertThat(schedule.isDue(Instant.now())).isFalse();
            assertThat(schedule.isDue(Instant.now().plus(Duration.ofMinutes(61))))
                    .isTrue();
        }
    }

    /** Due one minute ago, so that a day later it is due again. */
    private static BackupSchedule schedule(Path folder, BackupRuns runs, Town town) {
        ZoneId zone = ZoneId.of("UTC");
        LocalTime at = LocalTime.now(zone).minusMinutes(1);
        return new BackupSchedule(new BackupSettings(folder, at, zone, 7, 5, 12), runs, town.database());
    }
}
