package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.desk.Situation.Scope;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The home page's parts for those who work: what is to be decided, read and driven. */
@Component
class WorkConcerns implements Concern.Source {

    private static final int MOST_SHOWN = 5;

    private final SituationRows situation;
    private final HandoverNotes notes;
    private final Clock clock;

    WorkConcerns(SituationRows situation, HandoverNotes notes, Clock clock) {
        this.situation = situation;
        this.notes = notes;
        this.clock = clock;
    }

    @Override
    public List<Concern> concerns(Page page) {
        Person person = page.person();
        if (person == null) {
            return List.of();
        }
        List<Concern> concerns = new ArrayList<>();
        Set<Long> decides = person.municipalitiesWith(Permission.DECIDE);
        if (!decides.isEmpty()) {
            concerns.add(new Concern("desk.home.proposals", 0, "/operations", proposals(page, decides)));
            concerns.add(new Concern("desk.home.handover", 1, "/operations/handover", unread(page)));
        }
        Set<Long> drives = person.municipalitiesWith(Permission.CARRY_OUT_ORDERS);
        if (!drives.isEmpty()) {
            concerns.add(new Concern("desk.home.orders", 0, "/operations/orders", orders(page, drives)));
        }
        return concerns;
    }

    private List<Concern.Item> proposals(Page page, Set<Long> municipalities) {
        return situation.listProposals(new Scope(municipalities, municipalities, ""), clock.instant()).stream()
                .limit(MOST_SHOWN)
                .map(proposal -> new Concern.Item(
                        proposal.urgency().mark(),
                        page.text("desk.urgency." + proposal.urgency()),
                        page.text(proposal.headline()) + ": " + proposal.place(),
                        "/operations/proposals/" + proposal.id()))
                .toList();
    }

    private List<Concern.Item> unread(Page page) {
        return notes.list().stream()
                .filter(notes::isUnread)
                .limit(MOST_SHOWN)
                .map(note -> new Concern.Item(
                        Mark.WARNING,
                        page.text("desk.handover.unread-by-you"),
                        page.text("desk.handover.of", page.time(note.writtenAt())) + ": " + note.personName(),
                        "/operations/handover/" + note.id()))
                .toList();
    }

    private List<Concern.Item> orders(Page page, Set<Long> municipalities) {
        return situation.listOrders(new Scope(municipalities, municipalities, "")).stream()
                .limit(MOST_SHOWN)
                .map(order -> new Concern.Item(
                        order.mark(),
                        page.text(order.state()),
                        page.text("desk.order", order.id()) + ": " + page.text(order.measure()) + ", " + order.place(),
                        "/operations/orders/" + order.id()))
                .toList();
    }
}
