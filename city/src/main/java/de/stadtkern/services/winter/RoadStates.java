package de.stadtkern.services.winter;

import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.roadweather.RoadConditions;
import de.stadtkern.kernel.roadweather.StationCondition;
import de.stadtkern.kernel.roadweather.StationCondition.State;
import java.util.List;
import org.springframework.stereotype.Component;

/** How the roads are at the stations now, in short, for everybody's home page. */
@Component
class RoadStates implements Concern.Source {

    private static final int MOST_SHOWN = 3;

    private final RoadConditions conditions;

    RoadStates(RoadConditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public List<Concern> concerns(Page page) {
        List<StationCondition> states = conditions.stations();
        List<Concern.Item> slippery = states.stream()
                .filter(one -> one.state().mark() == Mark.DANGER)
                .limit(MOST_SHOWN)
                .map(one -> item(page, one.state(), one.station().name()))
                .toList();
        boolean allFree = slippery.isEmpty() && states.stream().anyMatch(one -> one.state() == State.FREE);
        return List.of(new Concern(
                "winter.home",
                30,
                "/winter",
                allFree ? List.of(item(page, State.FREE, page.text("winter.home.free", states.size()))) : slippery));
    }

    private static Concern.Item item(Page page, State state, String text) {
        return new Concern.Item(state.mark(), page.text(state.textKey()), text, "/winter");
    }
}
