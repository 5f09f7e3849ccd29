package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Streets;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What crews have to do. */
@Component
class WorkOrders {

    private final WorkOrderRows rows;
    private final Proofs proofs;
    private final Streets streets;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;
    private final LiveUpdates liveUpdates;

    WorkOrders(
            WorkOrderRows rows,
            Proofs proofs,
            Streets streets,
            Access access,
            AuditLog auditLog,
            Clock clock,
            LiveUpdates liveUpdates) {
        this.rows = rows;
        this.proofs = proofs;
        this.streets = streets;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
        this.liveUpdates = liveUpdates;
    }

    /** Called by {@link Decisions} only. */
    void make(Proposal proposal, Decision decision) {
        rows.insert(decision, Round.over(streets.listByIds(proposal.segmentIds()), proposal.position()));
    }

    /** The orders that are not done yet, oldest first, of the municipalities that the signed-in person may see. */
    List<WorkOrder> listUndone() {
        return rows.listUndone(access.requireReadable(Proposals.RECORD));
    }

    WorkOrder get(long id) {
        WorkOrder order = rows.get(id);
        access.requireRead(Proposals.RECORD, order.decision().municipalityId());
        return order;
    }

    @Transactional
    void start(long id) {
        Person person = requireCrew(id);
        if (!rows.start(id, person.name(), clock.instant())) {
            throw Refusal.conflict("operations.refusal.started");
        }
        note(person, id, "order.started");
    }

    /** Marks the order done and keeps the proof of it. */
    @Transactional
    void finish(long id) {
        Person person = requireCrew(id);
        if (!rows.finish(id, person.name(), clock.instant())) {
            throw Refusal.conflict("operations.refusal.not-running");
        }
        WorkOrder done = rows.get(id);
        proofs.keep(done.proposal(), done.decision(), done);
        note(person, id, "order.done");
    }

    private Person requireCrew(long id) {
        return access.require(
                Permission.CARRY_OUT_ORDERS, rows.get(id).decision().municipalityId());
    }

    private void note(Person person, long id, String action) {
        auditLog.record(person, rows.get(id).decision().municipalityId(), action, Long.toString(id));
        liveUpdates.announce(Proposals.TOPIC);
    }
}
