package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.operations.WorkOrder.Progress;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.streets.Streets;
import java.util.List;
import org.springframework.stereotype.Component;

/** What crews have to do. */
@Component
public class WorkOrders {

    private final WorkOrderRows rows;
    private final Streets streets;
    private final Access access;
    private final LiveUpdates liveUpdates;

    WorkOrders(WorkOrderRows rows, Streets streets, Access access, LiveUpdates liveUpdates) {
        this.rows = rows;
        this.streets = streets;
        this.access = access;
        this.liveUpdates = liveUpdates;
    }

    /** Called by {@link Decisions} only. Answers the id of the order. */
    long make(Proposal proposal, Decision decision) {
        return rows.insert(decision, Round.over(streets.listByIds(decision.segmentIds()), decision.position()));
    }

    /** The orders that are not done yet, oldest first, of the municipalities that the signed-in person may see. */
    public List<WorkOrder> listUndone() {
        return rows.listUndone(access.requireReadable(Proposals.RECORD));
    }

    /** Refused with 404 when there is none, or the signed-in person may not see it. */
    public WorkOrder get(long id) {
        WorkOrder order = rows.get(id);
        access.requireRead(Proposals.RECORD, order.decision().municipalityId());
        return order;
    }

    /** For rules: asks no rights. Refused with 404 when there is none. */
    public WorkOrder getUnasked(long id) {
        return rows.get(id);
    }

    /** What a room has proposed, and what is begun and not done, oldest first; for rules: asks no rights. */
    public List<WorkOrder> listStarted(String source, long municipalityId) {
        return rows.listUndone(List.of(municipalityId)).stream()
                .filter(order -> order.proposal().source().equals(source)
                        && order.progress().state() == WorkOrder.State.STARTED)
                .toList();
    }

    /** Notes how far the tours of the order are, within their transaction. Once it is done nothing changes any more. */
    public void report(long id, Progress progress) {
        rows.report(id, progress);
        liveUpdates.announce(Proposals.TOPIC);
    }
}
