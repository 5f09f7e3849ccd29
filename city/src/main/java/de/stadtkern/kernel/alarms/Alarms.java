package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.alarms.Alarm.Act;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.notifications.Receipt;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with alarms: see them, acknowledge, silence and close them, each with a name and a reason. */
@Component
class Alarms {

    static final String TOPIC = "alarms";

    /** For reading; never shared with other municipalities, as it tells of their internal stations. */
    static final Dataset RECORD = new Dataset("alarms.record", Permission.SEE_ALARMS);

    static final int LONGEST_REASON = 2000;
    static final int MOST_HOURS = 7 * 24;

    private static final int MOST_SHOWN = 500;

    private final AlarmRows rows;
    private final Notifications notifications;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Alarms(
            AlarmRows rows,
            Notifications notifications,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.notifications = notifications;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /**
     * What somebody wants to do.
     *
     * @param hours for how long to be silent, 1 to {@link #MOST_HOURS}; null when it is something else
     */
    record Wish(Act act, String reason, @Nullable Integer hours) {}

    /** Of the municipalities whose alarms whoever asks may see, the active first; refused when there is none. */
    List<Alarm> list(AlarmRows.Wanted wanted) {
        Set<Long> readable = access.listReadable(RECORD);
        if (readable.isEmpty()) {
            throw Refusal.forbidden("alarms.refusal.not-readable");
        }
        return rows.list(readable, wanted, MOST_SHOWN);
    }

    Alarm.History get(long id) {
        Alarm alarm = rows.find(id)
                .filter(one -> access.listReadable(RECORD).contains(one.municipalityId()))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        return new Alarm.History(alarm, rows.listDone(id), told(id));
    }

    private List<Alarm.Told> told(long id) {
        List<AlarmRows.Notified> notified = rows.listNotified(id);
        Map<Long, List<Receipt>> receipts = notifications.receipts(messages(notified));
        return notified.stream()
                .map(one -> new Alarm.Told(
                        one.step(),
                        one.person(),
                        one.at(),
                        one.seenAt(),
                        receipts.getOrDefault(one.notification(), List.of())))
                .toList();
    }

    private static List<Long> messages(List<AlarmRows.Notified> notified) {
        return notified.stream().map(AlarmRows.Notified::notification).toList();
    }

    /** The open alarms of which the signed-in person was told and has not said to have seen them. */
    List<Alarm> inbox() {
        return rows.listUnseen(access.person().id()).stream()
                .filter(alarm -> access.allows(Permission.SEE_ALARMS, alarm.municipalityId()))
                .toList();
    }

    boolean mayAct(Alarm alarm) {
        return alarm.closedAt() == null && access.allows(Permission.DECIDE, alarm.municipalityId());
    }

    /** The person has received what was sent. Says nothing about the alarm itself. */
    @Transactional
    void markSeen(long id) {
        Person person = access.require(Permission.SEE_ALARMS, getAndHold(id).municipalityId());
        markSeen(person, rows.listNotified(id));
        liveUpdates.announce(TOPIC);
    }

    private void markSeen(Person person, List<AlarmRows.Notified> notified) {
        notifications.markRead(
                person.id(),
                messages(notified.stream()
                        .filter(one -> one.personId() == person.id())
                        .toList()));
    }

    /** Does what the person wants. When two acknowledge or close at once, the second is told who was first. */
    @Transactional
    void act(long id, Wish wish) {
        Alarm alarm = getAndHold(id);
        Person person = access.require(Permission.DECIDE, alarm.municipalityId());
        requireReason(wish.reason());
        Instant now = clock.instant();
        if (alarm.closedAt() != null) {
            throw Refusal.conflict("alarms.refusal.closed");
        }
        Instant until = null;
        switch (wish.act()) {
            case ACKNOWLEDGE -> acknowledge(alarm, person, now);
            case SILENCE -> {
                until = now.plus(Duration.ofHours(hours(wish.hours())));
                rows.silence(id, until);
            }
            case CLOSE -> rows.close(id, now);
        }
        rows.insertAct(
                alarm,
                person,
                new Alarm.Done(wish.act(), person.name(), now, wish.reason().strip(), until));
        List<AlarmRows.Notified> notified = rows.listNotified(id);
        markSeen(person, notified);
        if (wish.act() != Act.SILENCE) {
            notifications.hush(messages(notified));
        }
        auditLog.record(person, alarm.municipalityId(), "alarm.acted", id + " " + wish.act());
        liveUpdates.announce(TOPIC);
    }

    private void acknowledge(Alarm alarm, Person person, Instant now) {
        if (alarm.acknowledgedBy() != null) {
            throw Refusal.conflict("alarms.refusal.acknowledged", alarm.acknowledgedBy())
                    .at("act");
        }
        rows.acknowledge(alarm.id(), person.name(), now);
    }

    private Alarm getAndHold(long id) {
        return rows.findToChange(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private static int hours(@Nullable Integer hours) {
        if (hours == null || hours < 1 || hours > MOST_HOURS) {
            throw Refusal.badInput("alarms.refusal.whole", hours == null ? "" : hours.toString(), 1, MOST_HOURS)
                    .at("hours");
        }
        return hours;
    }

    static void requireReason(String reason) {
        if (!PlainText.isReadable(reason)) {
            throw Refusal.badInput("alarms.refusal.reason").at("reason");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Refusal.badInput("alarms.refusal.reason-long", LONGEST_REASON, reason.length())
                    .at("reason");
        }
    }
}
