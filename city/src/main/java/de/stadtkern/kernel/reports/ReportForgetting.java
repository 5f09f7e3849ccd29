package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.identity.PersonalData;
import de.stadtkern.kernel.notifications.Letters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets who reported and who follows. What was released stays. */
@Component
class ReportForgetting implements PersonalData {

    private static final String ANONYMOUS = """
        update report set person_id = null, mail = null, name = null, client_token = null,
            description = case when closed_at is null then description else '' end,
            place = case when closed_at is null then place else '' end\
        """;

    private final JdbcClient jdbc;
    private final People people;
    private final Letters letters;
    private final ReportSettings settings;
    private final Clock clock;

    ReportForgetting(JdbcClient jdbc, People people, Letters letters, ReportSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
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

    /**
     * Also what was sent without signing in, from the person's addresses. An open report keeps its words until it is closed:
     * otherwise nobody could do anything about it.
     */
    @Override
    @Transactional
    public void erase(long personId) {
        for (String mail : addresses(personId)) {
            forget("delete from report_follower where lower(mail) = lower(:who)", mail);
            forget(ANONYMOUS + " where lower(mail) = lower(:who)", mail);
            letters.forget(mail);
        }
        forget("delete from report_follower where person_id = :who", personId);
        forget("delete from report_vote where voter = 'person ' || :who", personId);
        forget(ANONYMOUS + " where person_id = :who", personId);
    }

    private Set<String> addresses(long personId) {
        Set<String> all = new TreeSet<>(
                jdbc.sql("select distinct mail from report where person_id = :person and mail is not null")
                        .param("person", personId)
                        .query((rs, n) -> rs.getString(1))
                        .list());
        people.findEmail(personId).ifPresent(all::add);
        people.findActive(personId).map(Person::login).ifPresent(all::add);
        return all;
    }

    private void forget(String sql, Object who) {
        jdbc.sql(sql).param("who", who).update();
    }
}
