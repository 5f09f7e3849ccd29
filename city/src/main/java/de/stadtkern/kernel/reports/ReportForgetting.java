package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.identity.PersonalData;
import de.stadtkern.kernel.notifications.Letters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets who reported and who follows. What was released stays. */
@Component
class ReportForgetting implements PersonalData {

    private final JdbcClient jdbc;
    private final Letters letters;
    private final ReportSettings settings;
    private final Clock clock;

    ReportForgetting(JdbcClient jdbc, Letters letters, ReportSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.letters = letters;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 7, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "reports/forget")
    @Transactional
    public void forgetWhatIsOver() {
        Instant now = clock.instant();
        jdbc.sql("delete from report_follower where confirmed_at is null and created_at < :before")
                .param("before", ReportRows.utc(now.minus(settings.confirmWithin())))
                .update();
        Long[] over = jdbc.sql("""
            update report set description = '', place = '', mail = null, name = null, person_id = null,
                client_token = null, attributes = '{}', erased_at = :now
            where erased_at is null
              and coalesce(closed_at, case when moderation = 'BLOCKED' then updated_at end) < :before
            returning id\
            """)
                .param("now", ReportRows.utc(now))
                .param("before", ReportRows.utc(now.minus(settings.eraseAfter())))
                .query((rs, n) -> rs.getLong(1))
                .list()
                .toArray(Long[]::new);
        for (String sql : List.of(
                "update report_photo set received = null where report_id = any(:over)",
                "delete from report_note where report_id = any(:over) and kind = 'INTERNAL'",
                "delete from report_follower where report_id = any(:over)",
                "delete from report_vote where report_id = any(:over)")) {
            jdbc.sql(sql).param("over", over).update();
        }
    }

    @Override
    public String room() {
        return "reports";
    }

    @Override
    public Map<String, Object> export(long personId) {
        return Map.of(
                "reports",
                jdbc.sql("""
                    select id, created_at::text as created, address, place, description, mail, name, state
                    from report where person_id = :person order by id\
                    """).param("person", personId).query().listOfRows(),
                "followed",
                jdbc.sql("select report_id from report_follower where person_id = :person order by report_id")
                        .param("person", personId)
                        .query((rs, n) -> rs.getLong(1))
                        .list());
    }

    /** An open report keeps its words until it is closed: otherwise nobody could do anything about it. */
    @Override
    @Transactional
    public void erase(long personId) {
        jdbc.sql("select distinct mail from report where person_id = :person and mail is not null")
                .param("person", personId)
                .query((rs, n) -> rs.getString(1))
                .list()
                .forEach(mail -> {
                    jdbc.sql("delete from report_follower where mail = :mail")
                            .param("mail", mail)
                            .update();
                    letters.forget(mail);
                });
        for (String sql : List.of(
                "delete from report_follower where person_id = :person",
                "delete from report_vote where voter = 'person ' || :person",
                """
                update report set person_id = null, mail = null, name = null, client_token = null,
                    description = case when closed_at is null then description else '' end,
                    place = case when closed_at is null then place else '' end
                where person_id = :person\
                """)) {
            jdbc.sql(sql).param("person", personId).update();
        }
    }
}
