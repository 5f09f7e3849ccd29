package de.stadtkern.kernel.observations.storage;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is done by the clock so that the observations stay quick and small. */
@Component
@EnableConfigurationProperties(StorageSettings.class)
class StorageSchedule {

    /** Smaller keys are not worth packing. */
    private static final long LEAST_TO_PACK = 16 << 20;

    private final Months months;
    private final Folding folding;
    private final Figures figures;
    private final Profiles profiles;
    private final Expiry expiry;
    private final Packing packing;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final StorageSettings settings;

    StorageSchedule(
            Months months,
            Folding folding,
            Figures figures,
            Profiles profiles,
            Expiry expiry,
            Packing packing,
            JdbcClient jdbc,
            Clock clock,
            StorageSettings settings) {
        this.months = months;
        this.folding = folding;
        this.figures = figures;
        this.profiles = profiles;
        this.expiry = expiry;
        this.packing = packing;
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1H")
    @SchedulerLock(name = "observations/months", lockAtMostFor = "PT30M")
    void makeMonths() {
        List<YearMonth> ready = months.list();
        YearMonth now = Months.of(clock.instant());
        for (int ahead = 0; ahead <= settings.monthsAhead(); ahead++) {
            if (!ready.contains(now.plusMonths(ahead))) {
                months.make(now.plusMonths(ahead));
            }
        }
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    @SchedulerLock(name = "observations/fold", lockAtMostFor = "PT12H")
    void fold() {
        folding.foldClosedMonths();
    }

    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT1H")
    @SchedulerLock(name = "observations/pack", lockAtMostFor = "PT6H")
    void pack() {
        packing.packKeys(LEAST_TO_PACK);
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    @SchedulerLock(name = "observations/figures", lockAtMostFor = "PT1H")
    void calculateFigures() {
        figures.calculate();
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    @SchedulerLock(name = "observations/profiles", lockAtMostFor = "PT6H")
    void markDays() {
        profiles.markDays();
    }

    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT1H")
    @SchedulerLock(name = "observations/expire", lockAtMostFor = "PT6H")
    void removeWhatIsOver() {
        expiry.removeWhatIsOver();
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    @SchedulerLock(name = "observations/forget-tokens", lockAtMostFor = "PT1H")
    void forgetTokens() {
        jdbc.sql("delete from observation_token where seen_at < :until")
                .param("until", clock.instant().minus(settings.rememberTokens()).atOffset(ZoneOffset.UTC))
                .update();
    }
}
