package de.stadtkern.kernel.identity;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what has had its time. */
@Component
class Cleaning {

    private static final List<String> WORK = List.of(
            "delete from password_link where expires_at < now()",
            "delete from mail_link where expires_at < now()",
            "delete from sign_in_brake where changed_at < now() - interval '1 day'",
            // Nobody stays signed in for longer than a day, however busy.
            "delete from spring_session where creation_time < extract(epoch from now() - interval '1 day') * 1000");

    private final JdbcClient jdbc;

    Cleaning(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "identity/clean")
    void clean() {
        WORK.forEach(sql -> jdbc.sql(sql).update());
    }
}
