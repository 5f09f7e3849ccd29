package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls one after the other along the roster until somebody has acknowledged: those of the first position at once, of the
 * next after {@code stadtkern.notifications.escalate-after}, at last everybody who may decide. All that it knows stands in
 * the database, so a restart changes nothing.
 */
@Component
public class Escalations {

    /** What pages with steps listen to. */
    public static final String LIVE_TOPIC = "escalations";

    /* A step that comes later than this (the program was down) gives those who are told the whole time to answer. */
    private static final Duration PUNCTUAL = Duration.ofSeconds(5);

    private final EscalationRows rows;
    private final Notifications notifications;
    private final Topics topics;
    private final Standby standby;
    private final People people;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final NotificationSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Escalations(
            EscalationRows rows,
            Notifications notifications,
            Topics topics,
            Standby standby,
            People people,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            NotificationSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.notifications = notifications;
        this.topics = topics;
        this.standby = standby;
        this.people = people;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * How far an escalation is.
     *
     * @param nextAt when the next are told; null when all have been, or nobody is told any more
     */
    public record Chain(
            Instant begunAt,
            @Nullable Instant nextAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant endedAt) {}

    /**
     * Somebody was told.
     *
     * @param number 1 for the first
     * @param position of the roster; null when everybody who may decide was told
     * @param receipts by channel; none when the person has the inbox only
     * @param seenAt when the person opened the message or marked it as read
     */
    public record Step(
            int number,
            OnCall.@Nullable Position position,
            String person,
            Instant toldAt,
            List<Receipt> receipts,
            @Nullable Instant seenAt) {}

    /**
     * Begins within the running transaction; does nothing while one about the subject is running.
     *
     * @throws IllegalArgumentException when no bean declares the topic
     */
    @Transactional
    public void begin(NewEscalation call) {
        topics.get(call.topic());
        Instant now = clock.instant();
        rows.insert(call)
                .filter(id -> !call.at().isAfter(now))
                .ifPresent(id -> tellNext(new EscalationRows.Running(id, call, call.at(), 0), now));
    }

    /** Nobody further is told; the first who acknowledges is kept. The caller has judged that the person may. */
    @Transactional
    public void acknowledge(String kind, String subject, Person by) {
        rows.acknowledge(kind, subject, by.name(), clock.instant()).ifPresent(municipality -> {
            auditLog.record(by, municipality, "escalation.acknowledged", kind + " " + subject);
            calmDown(kind, subject);
        });
    }

    /** The thing is settled: nobody further is told. */
    @Transactional
    public void end(String kind, String subject) {
        if (rows.end(kind, subject, clock.instant())) {
            calmDown(kind, subject);
        }
    }

    /** The newest escalation about the subject. The caller has judged who may see it. */
    public Optional<Chain> find(String kind, String subject) {
        return rows.find(kind, subject);
    }

    /** Whom the newest escalation about the subject has told, in this order. The caller has judged who may see it. */
    public List<Step> steps(String kind, String subject) {
        List<EscalationRows.Told> told = rows.listTold(kind, subject);
        Map<Long, List<Receipt>> receipts = notifications.receipts(messages(told));
        return told.stream()
                .map(one -> new Step(
                        one.number(),
                        one.position(),
                        one.person(),
                        one.toldAt(),
                        receipts.getOrDefault(one.message(), List.of()),
                        one.seenAt()))
                .toList();
    }

    /** Looks every second, on every node; each call is held by the one that tells its next. */
    @Scheduled(initialDelayString = "PT3S", fixedRateString = "PT1S")
    void look() {
        Instant now = clock.instant();
        if (rows.isDue(now)) {
            transaction.executeWithoutResult(running -> rows.claimDue(now).forEach(due -> tellNext(due, now)));
        }
    }

    private void tellNext(EscalationRows.Running running, Instant now) {
        NewEscalation call = running.call();
        Set<Long> told = rows.told(running.id());
        List<OnCall> waiting = standby.onCall(call.municipalityId(), now).stream()
                .filter(one -> one.position().ordinal() >= running.reached() && isToBeTold(one.person(), call, told))
                .toList();
        if (waiting.isEmpty()) {
            people.listActiveWith(Permission.DECIDE, call.municipalityId()).stream()
                    .filter(person -> isToBeTold(person, call, told))
                    .forEach(person -> tell(running, null, person, now));
            rows.advance(running.id(), OnCall.Position.values().length, null);
        } else {
            OnCall.Position next = waiting.getFirst().position();
            waiting.stream()
                    .filter(one -> one.position() == next)
                    .map(OnCall::person)
                    .distinct()
                    .forEach(person -> tell(running, next, person, now));
            rows.advance(running.id(), next.ordinal() + 1, dueAfter(running, now));
        }
        liveUpdates.announce(LIVE_TOPIC);
    }

    private boolean isToBeTold(Person person, NewEscalation call, Set<Long> told) {
        return !told.contains(person.id()) && topics.mayHear(person, call.topic(), call.municipalityId());
    }

    private void tell(EscalationRows.Running running, OnCall.@Nullable Position position, Person person, Instant now) {
        long message = notifications.tellOnRecord(running.call().to(person.id()));
        rows.insertStep(running.id(), position, person.id(), person.name(), message, now);
    }

    private Instant dueAfter(EscalationRows.Running running, Instant now) {
        Instant due = Objects.requireNonNull(running.dueAt());
        boolean late = due.plus(PUNCTUAL).isBefore(now);
        return (late ? now : due).plus(settings.escalateAfter());
    }

    /** What is still to be sent is not sent any more, and open inboxes show that it is over. */
    private void calmDown(String kind, String subject) {
        List<EscalationRows.Told> told = rows.listTold(kind, subject);
        notifications.hush(messages(told));
        told.forEach(one -> liveUpdates.announce(Notifications.liveTopic(one.personId())));
        liveUpdates.announce(LIVE_TOPIC);
    }

    private static List<Long> messages(List<EscalationRows.Told> told) {
        return told.stream().map(EscalationRows.Told::message).toList();
    }
}
