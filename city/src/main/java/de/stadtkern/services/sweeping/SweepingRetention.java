package de.stadtkern.services.sweeping;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets who ticked what and what plots owed, each when its time is over. */
@Component
@EnableConfigurationProperties(SweepingRetention.Settings.class)
class SweepingRetention {

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    SweepingRetention(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How long what is said of people and plots is kept.
     *
     * @param keepWork how long runs, ticks at signs, words of crews and tippings are kept after their day
     * @param keepFees how long an entry of the register of fees is kept after another replaced it
     */
    @ConfigurationProperties("stadtkern.sweeping")
    record Settings(
            @DefaultValue("P3Y") Period keepWork,
            @DefaultValue("P10Y") Period keepFees) {}

    @Scheduled(initialDelay = 13, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "sweeping/forget")
    @Transactional
    void forget() {
        LocalDate today = clock.instant().atZone(Rule.TOWN).toLocalDate();
        for (String table : List.of("sweeping_run", "sweeping_sign_step", "sweeping_word", "sweeping_tipping")) {
            jdbc.sql("delete from " + table + " where day < :day")
                    .param("day", today.minus(settings.keepWork()))
                    .update();
        }
        jdbc.sql("""
            delete from sweeping_plot old using sweeping_plot newer
            where newer.municipality_id = old.municipality_id and newer.plot = old.plot
              and newer.street = old.street and newer.id > old.id
              and newer.valid_from >= old.valid_from and newer.valid_from < :day\
            """).param("day", today.minus(settings.keepFees())).update();
        jdbc.sql("delete from sweeping_plot where ended and valid_from < :day")
                .param("day", today.minus(settings.keepFees()))
                .update();
    }
}
