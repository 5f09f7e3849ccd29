package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.util.List;
import org.springframework.stereotype.Component;

/** The home page of officers: what services suggest for tours that are out, while there is something. */
@Component
class SuggestedConcerns implements Concern.Source {

    private final ReplanRows rows;

    SuggestedConcerns(ReplanRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Concern> concerns(Page page) {
        Person person = page.person();
        if (person == null) {
            return List.of();
        }
        List<Concern.Item> items = rows.listSuggested(person.municipalitiesWith(Permission.PLAN_TOURS)).stream()
                .map(one -> new Concern.Item(
                        Mark.WARNING,
                        page.text("dispatch.replan.state.OPEN"),
                        one.words(page),
                        "/dispatch/replans/" + one.id()))
                .toList();
        return items.isEmpty() ? List.of() : List.of(new Concern("dispatch.suggested", 0, null, items));
    }
}
