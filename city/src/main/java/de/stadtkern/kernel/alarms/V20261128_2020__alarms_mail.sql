-- mail_due_at: when to try next; null when there is nothing to send any more. mail_at: when the mail server took it.
alter table alarm_notice
    add column mail_due_at timestamptz,
    add column mail_tries int not null default 0,
    add column mail_at timestamptz,
    add column mail_error text;
create index alarm_notice_mail on alarm_notice (mail_due_at) where mail_due_at is not null;

-- What was done about an alarm never changes, but goes with it when its time is over (stadtkern.alarms.keep).
drop trigger alarm_act_never_changes on alarm_act;
create trigger alarm_act_never_changes before update on alarm_act
    for each row execute function refuse_change();
create index alarm_raised on alarm (raised_at);
