package de.stadtkern.kernel.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells whoever watches the program how old the last backup is. A missing one is a warning, not a reason to send people
 * away: the answer stays 200.
 */
@Component("backup")
@ConditionalOnProperty("stadtkern.backup.folder")
class BackupHealth implements HealthIndicator, MeterBinder {

    private static final String WARNING = "WARNING";
    private static final Duration TOO_OLD = Duration.ofHours(26);

    private final BackupRuns runs;

    BackupHealth(BackupRuns runs) {
        this.runs = runs;
    }

    @Override
    public Health health() {
        return runs.findLastSuccess()
                .map(run -> Health.status(isWell() ? "UP" : WARNING)
                        .withDetail("taken", run.begun())
                        .withDetail("bytes", run.bytes()))
                .orElseGet(() -> Health.status(WARNING).withDetail("taken", "never"))
                .withDetail(
                        "lastFailure",
                        runs.findLast().map(BackupRuns.Run::failure).orElse("none"))
                .build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("stadtkern.backup.age", this, health -> health.ageInSeconds())
                .description("time since the last backup that went well")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("stadtkern.backup.well", this, health -> health.isWell() ? 1 : 0)
                .description("1 when the last backup went well and is not older than 26 hours")
                .register(registry);
    }

    private boolean isWell() {
        return ageInSeconds() < TOO_OLD.toSeconds()
                && runs.findLast().filter(run -> run.failure() == null).isPresent();
    }

    /** Not a number while there is none. */
    private double ageInSeconds() {
        return runs.findLastSuccess()
                .map(run ->
                        (double) Duration.between(run.begun(), Instant.now()).toSeconds())
                .orElse(Double.NaN);
    }
}
