package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Proposal.State;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposals about the same thing are decided together. A merged one keeps its own row, and so its source, evidence and
 * history: to split it is to let it go.
 */
@Component
class Merging {

    private final ProposalRows rows;
    private final ProposalChanges changes;
    private final StepRows steps;
    private final UrgentProposals urgent;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final ProposalSettings settings;
    private final Clock clock;

    Merging(
            ProposalRows rows,
            ProposalChanges changes,
            StepRows steps,
            UrgentProposals urgent,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            ProposalSettings settings,
            Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.steps = steps;
        this.urgent = urgent;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.settings = settings;
        this.clock = clock;
    }

    /** Merges it into the oldest open one about the same place and measure; answers under which id it is decided now. */
    long intoOverlapping(Proposal fresh, Instant now) {
        return rows.listWaiting(fresh.municipalityId(), now).stream()
                .filter(other -> other.id() != fresh.id() && other.state() == State.OPEN && overlap(other, fresh))
                .findFirst()
                .map(older -> {
                    merge(fresh, older, null, now);
                    return older.id();
                })
                .orElse(fresh.id());
    }

    /**
     * Whether both could be one errand. Near counts from where the older one is by itself, so that a chain of neighbours
     * does not become one proposal about the whole town.
     */
    private boolean overlap(Proposal older, Proposal fresh) {
        Set<String> measures = new HashSet<>(older.measures());
        measures.retainAll(fresh.measures());
        measures.remove(Measure.NO_ACTION);
        return !measures.isEmpty()
                && (older.position().metresTo(fresh.position()) <= settings.mergeWithinMetres()
                        || shareStreets(older.segmentIds(), fresh.segmentIds()));
    }

    /** At least half of the streets of the one with fewer. */
    private static boolean shareStreets(List<Long> some, List<Long> others) {
        Set<Long> shared = new HashSet<>(some);
        shared.retainAll(others);
        return !shared.isEmpty() && 2 * shared.size() >= Math.min(some.size(), others.size());
    }

    /** A person says that the other is about the same. */
    @Transactional
    void merge(long id, long otherId) {
        Person person = requireOfficer(id);
        Proposal main = getWaiting(id);
        Proposal other = getWaiting(otherId);
        if (id == otherId || main.municipalityId() != other.municipalityId()) {
            throw Refusal.badInput("operations.refusal.merge").at("other");
        }
        merge(other, main, person, clock.instant());
        urgent.settle(other);
        urgent.follow(rows.get(id));
        note(person, main, "proposal.merged", otherId);
    }

    /** A person says that the part is about something else. */
    @Transactional
    void split(long id, long partId) {
        Person person = requireOfficer(id);
        Proposal main = getWaiting(id);
        Proposal part = main.parts().stream()
                .filter(one -> one.id() == partId)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        Instant now = clock.instant();
        changes.split(partId);
        changes.renewVersion(id);
        steps.insert(main, Step.of(Step.Kind.SPLIT, now, person, part.place()).with(partId), person, null);
        steps.insert(part, Step.of(Step.Kind.SPLIT, now, person, main.place()).with(id), person, null);
        urgent.follow(rows.get(id));
        urgent.follow(rows.get(partId));
        note(person, main, "proposal.split", partId);
    }

    private void merge(Proposal part, Proposal into, @Nullable Person person, Instant now) {
        changes.merge(part.id(), into.id());
        steps.insert(into, Step.of(Step.Kind.MERGED, now, person, part.place()).with(part.id()), person, null);
        steps.insert(part, Step.of(Step.Kind.MERGED, now, person, into.place()).with(into.id()), person, null);
    }

    /** Holds the municipality. */
    private Person requireOfficer(long id) {
        long municipality = rows.get(id).municipalityId();
        Person person = access.require(Permission.DECIDE, municipality);
        changes.hold(municipality);
        return person;
    }

    private Proposal getWaiting(long id) {
        Proposal proposal = rows.get(id);
        access.require(Permission.DECIDE, proposal.municipalityId());
        if (!proposal.isWaiting(clock.instant())) {
            throw Refusal.conflict("operations.refusal.over", id);
        }
        return proposal;
    }

    private void note(Person person, Proposal main, String action, long other) {
        auditLog.record(person, main.municipalityId(), action, main.id() + " " + other);
        liveUpdates.announce(Proposals.TOPIC);
    }
}
