package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderRows.Arrangement;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * How officers change orders: one after the other, and only what they have seen. The form says in {@code version} which
 * state it was made from; whoever comes second is told who was first.
 */
@Component
class OrderChanges {

    private static final int LONGEST_REASON = 2000;

    private final WorkOrders orders;
    private final OrderRows rows;
    private final DispatchedTours tours;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    OrderChanges(
            WorkOrders orders, OrderRows rows, DispatchedTours tours, Access access, AuditLog auditLog, Clock clock) {
        this.orders = orders;
        this.rows = rows;
        this.tours = tours;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** An order that nobody else changes until the transaction ends. */
    record Held(WorkOrder order, Arrangement arrangement, Person person) {

        long id() {
            return order.id();
        }

        long municipalityId() {
            return order.decision().municipalityId();
        }
    }

    boolean mayChange(WorkOrder order) {
        return access.allows(Permission.PLAN_TOURS, order.decision().municipalityId());
    }

    /** Refused with 404 or 403 without the right, with 409 when it is done or has changed since the form was made. */
    Held hold(long orderId, Form form) {
        Held held = hold(orderId);
        if (!form.value("version")
                .strip()
                .equals(Integer.toString(held.arrangement().version()))) {
            throw Refusal.conflict(
                    "dispatch.refusal.changed",
                    held.arrangement().changedBy(),
                    held.arrangement().version());
        }
        return held;
    }

    /** The same, whatever the form was made from. */
    Held hold(long orderId) {
        WorkOrder order = orders.get(orderId);
        Person person = access.require(Permission.PLAN_TOURS, order.decision().municipalityId());
        Arrangement arrangement = rows.getForChange(orderId);
        if (orders.get(orderId).progress().state() == WorkOrder.State.DONE) {
            throw Refusal.conflict("dispatch.refusal.done");
        }
        return new Held(order, arrangement, person);
    }

    /** Counts the change, notes who made it, and what follows for tours and order. */
    void done(Held held, String action, String detail) {
        rows.change(held.id(), held.person().name(), clock.instant());
        auditLog.record(held.person(), held.municipalityId(), action, (held.id() + " " + detail).strip());
        tours.settle(held.id());
    }

    /** What must stand in the field {@code reason}. */
    static String reason(Form form) {
        String reason = form.value("reason").strip();
        if (!PlainText.isReadable(reason) || reason.length() > LONGEST_REASON) {
            throw Refusal.badInput("dispatch.refusal.reason", LONGEST_REASON).at("reason");
        }
        return reason;
    }
}
