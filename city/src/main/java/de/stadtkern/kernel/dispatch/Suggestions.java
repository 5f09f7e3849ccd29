package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderWork.Place;
import de.stadtkern.kernel.dispatch.Replanner.Question;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What services suggest while tours are out: one more place. Nothing changes before an officer accepts it. */
@Component
public class Suggestions {

    private final ReplanRows rows;
    private final OrderRows orderRows;
    private final WorkOrders orders;
    private final TourBoard board;
    private final Replanner replanner;
    private final Tasks tasks;
    private final Access access;
    private final LiveUpdates liveUpdates;
    private final TransactionOperations transaction;
    private final Clock clock;

    Suggestions(
            ReplanRows rows,
            OrderRows orderRows,
            WorkOrders orders,
            TourBoard board,
            Replanner replanner,
            Tasks tasks,
            Access access,
            LiveUpdates liveUpdates,
            TransactionOperations transaction,
            Clock clock) {
        this.rows = rows;
        this.orderRows = orderRows;
        this.orders = orders;
        this.board = board;
        this.replanner = replanner;
        this.tasks = tasks;
        this.access = access;
        this.liveUpdates = liveUpdates;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Suggests that the newest order of the source whose tours are out in the municipality visits this place too. Does nothing
     * when no tour is out, one of them will come there anyway, or it was suggested and is open or rejected. What is suggested
     * and not decided is suggested together. Computes for about a second; not to be called within a transaction.
     *
     * @param why key of a text with one place for the names of what is added
     */
    public void add(String source, long municipalityId, Place place, String why) {
        List<WorkOrder> out = orders.listStarted(source, municipalityId).stream()
                .filter(order -> board.listOf(order.id()).stream()
                        .anyMatch(tour -> tour.state().isUnderWay()))
                .toList();
        boolean visited = out.stream()
                .flatMap(order -> board.listOf(order.id()).stream())
                .flatMap(tour -> Replanner.open(tour).stream())
                .anyMatch(stop -> place.subject().equals(stop.subject()));
        if (!out.isEmpty() && !visited) {
            add(out.getLast(), place, why);
        }
    }

    private void add(WorkOrder order, Place place, String why) {
        Optional<Long> made;
        do {
            List<Replan> before = suggested(order.id());
            if (before.stream()
                    .filter(one -> one.state() == Replan.State.OPEN || one.state() == Replan.State.REJECTED)
                    .flatMap(Suggestions::added)
                    .anyMatch(stop -> place.subject().equals(stop.subject()))) {
                return;
            }
            List<TourStop> wanted = new ArrayList<>(before.stream()
                    .filter(one -> one.state() == Replan.State.OPEN)
                    .flatMap(Suggestions::added)
                    .toList());
            wanted.add(TourStop.of(0, place));
            made = make(order, wanted, why, before);
        } while (made.isEmpty());
    }

    /**
     * Works a suggestion out anew from where the tours are now; answers the id of the new one. Refused with 409 when it is
     * none, or decided.
     */
    long again(Replan replan) {
        access.require(Permission.PLAN_TOURS, replan.municipalityId());
        List<Replan> before = suggested(replan.orderId());
        if (before.stream().noneMatch(one -> one.id() == replan.id() && one.state() == Replan.State.OPEN)) {
            throw Refusal.conflict("dispatch.refusal.replan-decided", "");
        }
        WorkOrder order = orders.get(replan.orderId());
        return make(order, added(replan).toList(), replan.why(), before)
                .orElseThrow(() -> Refusal.conflict("dispatch.refusal.replan-decided", ""));
    }

    private List<Replan> suggested(long orderId) {
        return rows.listOf(orderId).stream().filter(Replan::isSuggested).toList();
    }

    private static Stream<TourStop> added(Replan replan) {
        return replan.content().added().stream();
    }

    /** Empty when another came in between. */
    private Optional<Long> make(WorkOrder order, List<TourStop> wanted, String why, List<Replan> before) {
        List<Tour> tours = board.listOf(order.id());
        int next = Replanner.next(tours);
        List<TourStop> added = new ArrayList<>();
        wanted.forEach(stop -> added.add(stop.numbered(next + added.size())));
        Replan.Content content = replanner.answer(new Question(
                tasks.load(order),
                order.proposal().position(),
                tours.stream().filter(tour -> !tour.state().isOver()).toList(),
                List.of(),
                Set.of(),
                List.of(),
                added));
        return Objects.requireNonNull(transaction.execute(status -> replace(order, content, why, before)));
    }

    private Optional<Long> replace(WorkOrder order, Replan.Content content, String why, List<Replan> before) {
        orderRows.getForChange(order.id());
        if (!suggested(order.id()).equals(before)) {
            return Optional.empty();
        }
        rows.replaceSuggested(order.id());
        liveUpdates.announce(DispatchedTours.TOPIC);
        return Optional.of(
                rows.insert(order.id(), order.decision().municipalityId(), why, content, "", clock.instant()));
    }
}
