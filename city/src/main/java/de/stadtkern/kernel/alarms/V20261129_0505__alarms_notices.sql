-- Mail is sent by the room notifications: each notice is a message there, with its receipts. seen_at stays here: it counts in
-- the report of the month.
alter table alarm_notice add column notification_id bigint;
update alarm_notice set notification_id = nextval('notification_id_seq');
insert into notification
    (id, person_id, municipality_id, topic, text, arguments, path, on_record, created_at, read_at)
select n.notification_id, n.person_id, a.municipality_id, 'alarms.topic', 'alarms.message',
    array ['text:alarms.severity.' || a.severity, r.name, a.place], '/alarms/' || a.id, true, n.sent_at,
    coalesce(n.seen_at, a.acknowledged_at, a.closed_at)
from alarm_notice n join alarm a on a.id = n.alarm_id join alarm_rule r on r.id = a.rule_id;
insert into notification_delivery (notification_id, channel, person_id, urgent, due_at, tries, sent_at, error)
select notification_id, 'EMAIL', person_id, false, mail_due_at, mail_tries, mail_at, mail_error
from alarm_notice where mail_due_at is not null or mail_at is not null or mail_error is not null;
alter table alarm_notice
    alter column notification_id set not null,
    drop column mail_due_at, drop column mail_tries, drop column mail_at, drop column mail_error;
create unique index alarm_notice_notification on alarm_notice (notification_id);
