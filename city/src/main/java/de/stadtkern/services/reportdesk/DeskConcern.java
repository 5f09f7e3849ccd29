package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.reports.ReportQueue;
import de.stadtkern.kernel.reports.ReportQueue.Attention;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The home page's part for those who handle reports: how many are not reviewed, and how many are overdue. */
@Component
class DeskConcern implements Concern.Source {

    private final ReportQueue queue;

    DeskConcern(ReportQueue queue) {
        this.queue = queue;
    }

    @Override
    public List<Concern> concerns(Page page) {
        Person person = page.person();
        if (person == null
                || person.municipalitiesWith(Permission.HANDLE_REPORTS).isEmpty()) {
            return List.of();
        }
        List<Concern.Item> items = Stream.of(
                        item(page, Attention.OVERDUE, Mark.DANGER),
                        item(page, Attention.UNREVIEWED, Mark.WARNING),
                        item(page, Attention.SOON, Mark.PLANNED))
                .flatMap(List::stream)
                .toList();
        return List.of(new Concern("reportdesk.home", 3, ReportQueuePage.HERE, items));
    }

    private List<Concern.Item> item(Page page, Attention attention, Mark mark) {
        long reports = queue.count(attention);
        return reports == 0
                ? List.of()
                : List.of(new Concern.Item(
                        mark,
                        page.text("reportdesk.attention." + attention),
                        page.text("reportdesk.home." + attention, reports),
                        ReportQueuePage.HERE + "?show=" + attention));
    }
}
