package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The home page's parts for those who work: what is to be decided, and what is to be driven. */
@Component
class WorkConcerns implements Concern.Source {

    private static final int MOST_SHOWN = 5;

    private final Proposals proposals;
    private final WorkOrders orders;

    WorkConcerns(Proposals proposals, WorkOrders orders) {
        this.proposals = proposals;
        this.orders = orders;
    }

    @Override
    public List<Concern> concerns(Page page) {
        Person person = page.person();
        if (person == null) {
            return List.of();
        }
        List<Concern> concerns = new ArrayList<>();
        if (!person.municipalitiesWith(Permission.DECIDE).isEmpty()) {
            concerns.add(new Concern("operations.home.proposals", 0, "/operations", openProposals(page)));
        }
        if (!person.municipalitiesWith(Permission.CARRY_OUT_ORDERS).isEmpty()) {
            concerns.add(new Concern("operations.home.orders", 0, "/operations/orders", undoneOrders(page)));
        }
        return concerns;
    }

    private List<Concern.Item> openProposals(Page page) {
        return proposals.listOpen().stream()
                .limit(MOST_SHOWN)
                .map(proposal -> new Concern.Item(
                        Mark.DANGER,
                        page.text("operations.confirmed", page.ago(proposal.confirmedAt())),
                        page.text(proposal.headline()) + ": " + proposal.place(),
                        "/operations/proposals/" + proposal.id()))
                .toList();
    }

    private List<Concern.Item> undoneOrders(Page page) {
        return orders.listUndone().stream()
                .limit(MOST_SHOWN)
                .map(order -> new Concern.Item(
                        order.progress().state().mark(),
                        page.text("operations.order.state." + order.progress().state()),
                        page.text("operations.order", order.id()) + ": "
                                + page.text(order.decision().measure()) + ", "
                                + order.proposal().place(),
                        "/operations/orders/" + order.id()))
                .toList();
    }
}
