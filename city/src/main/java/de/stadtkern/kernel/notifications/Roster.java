package de.stadtkern.kernel.notifications;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roster of those on call, as people keep it. */
@Component
class Roster {

    static final String LIVE_TOPIC = "standby";

    private static final Duration LONGEST = Duration.ofDays(31);

    private final StandbyRows rows;
    private final People people;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;

    Roster(StandbyRows rows, People people, Access access, AuditLog auditLog, LiveUpdates liveUpdates) {
        this.rows = rows;
        this.people = people;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
    }

    /** Those that lie in the time at least partly. */
    List<Duty> list(long municipalityId, Instant from, Instant until) {
        access.require(Permission.SEE_OPERATIONS, municipalityId);
        return rows.list(Set.of(municipalityId), from, until);
    }

    /** Who can be put on the roster, by name. */
    List<Person> listCandidates(long municipalityId) {
        access.require(Permission.KEEP_ROSTERS, municipalityId);
        return people.listActiveWith(Permission.SEE_OPERATIONS, municipalityId);
    }

    /** Several people at the same position at the same time are allowed: all of them are called. */
    @Transactional
    void add(Duty duty) {
        Person keeper = access.require(Permission.KEEP_ROSTERS, duty.municipalityId());
        Person on = listCandidates(duty.municipalityId()).stream()
                .filter(person -> person.id() == duty.personId())
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("notifications.refusal.person", duty.personId())
                        .at("person"));
        if (!duty.startsAt().isBefore(duty.endsAt())) {
            throw Refusal.badInput("notifications.refusal.order").at("ends");
        }
        if (Duration.between(duty.startsAt(), duty.endsAt()).compareTo(LONGEST) > 0) {
            throw Refusal.badInput("notifications.refusal.long", LONGEST.toDays())
                    .at("ends");
        }
        rows.insert(duty);
        record(keeper, duty, "standby.added", on.login());
    }

    @Transactional
    void remove(long id) {
        Duty duty = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        Person keeper = access.require(Permission.KEEP_ROSTERS, duty.municipalityId());
        rows.delete(id);
        record(
                keeper,
                duty,
                "standby.removed",
                people.findActive(duty.personId()).map(Person::login).orElse("–"));
    }

    private void record(Person keeper, Duty duty, String action, String login) {
        auditLog.record(
                keeper,
                duty.municipalityId(),
                action,
                "%s %s %s/%s".formatted(login, duty.position(), duty.startsAt(), duty.endsAt()));
        liveUpdates.announce(LIVE_TOPIC);
    }
}
