package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.notifications.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** What was told before the room notifications sent the mail. */
@TownTest
class NoticesMigrationTest {

    private static final String MIGRATION = "de/stadtkern/kernel/alarms/V20261129_0505__alarms_notices.sql";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    AlarmRows alarms;

    @Autowired
    Notifications notifications;

    @Test
    @Transactional
    void keepsItsReceipts() throws Exception {
        long person = people.add("alt", Role.DUTY_OFFICER, people.municipality());
        jdbc.sql("delete from alarm_notice").update();
        jdbc.sql("""
                        alter table alarm_notice drop column notification_id, add column mail_due_at timestamptz,
                            add column mail_tries int not null default 0, add column mail_at timestamptz,
                            add column mail_error text""").update();
        long rule = id("""
                insert into alarm_rule (municipality_id, name, severity, dwell_seconds, needed, samples, intervals, days,
                    day_from, day_until, proposes, active)
                values (%d, 'alte Regel', 'MAJOR', 0, 1, 1, 3, '{1}', '{00:00}', '{00:00}', false, false)""".formatted(people.municipality()));
        long alarm = id("""
                insert into alarm (municipality_id, rule_id, subject, severity, place, devices, unit, happened_at, raised_at)
                values (%d, %d, 'thing 0', 'MAJOR', 'Brücke', 1, '', now(), now())""".formatted(people.municipality(), rule));
        for (String mail : List.of("now(), null", "null, 'abgelehnt'", "null, null")) {
            jdbc.sql("""
                            insert into alarm_notice
                                (alarm_id, position, person_id, person_name, sent_at, mail_at, mail_error)
                            select :alarm, count(*), :person, 'Test alt', now(), %s from alarm_notice""".formatted(mail))
                    .param("alarm", alarm)
                    .param("person", person)
                    .update();
        }

        jdbc.sql(new ClassPathResource(MIGRATION).getContentAsString(StandardCharsets.UTF_8))
                .update();

        List<Long> messages = alarms.listNotified(alarm).stream()
                .map(AlarmRows.Notified::notification)
                .toList();
        var receipts = notifications.receipts(messages);
        assertThat(receipts.getOrDefault(messages.get(0), List.of()).getFirst().state())
                .isEqualTo(Receipt.State.SENT);
        assertThat(receipts.getOrDefault(messages.get(1), List.of()).getFirst().error())
                .isEqualTo("abgelehnt");
        assertThat(receipts).doesNotContainKey(messages.get(2));
    }

    private long id(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }
}
