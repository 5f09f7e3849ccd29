package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Page;
import java.util.List;
import org.springframework.stereotype.Component;

/** The open alarms on the home page of those who may see them. */
@Component
class OpenAlarms implements Concern.Source {

    private static final int MOST_SHOWN = 5;

    private final Alarms alarms;

    OpenAlarms(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public List<Concern> concerns(Page page) {
        Person person = page.person();
        if (person == null || person.municipalitiesWith(Permission.SEE_ALARMS).isEmpty()) {
            return List.of();
        }
        return List.of(new Concern(
                "alarms.home",
                5,
                "/alarms",
                alarms.list(AlarmRows.Wanted.OPEN).stream()
                        .limit(MOST_SHOWN)
                        .map(alarm -> item(page, alarm))
                        .toList()));
    }

    private static Concern.Item item(Page page, Alarm alarm) {
        return new Concern.Item(
                alarm.mark(),
                page.text("alarms.state." + alarm.state()),
                Wording.title(page::text, alarm),
                "/alarms/" + alarm.id());
    }
}
