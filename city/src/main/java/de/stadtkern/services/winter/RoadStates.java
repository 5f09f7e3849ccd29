package de.stadtkern.services.winter;

import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How the roads are at the stations now, for the situation page and, in short, for everybody's home page. */
@Component
class RoadStates implements Concern.Source {

    private static final int MOST_SHOWN = 3;

    private final Observations observations;
    private final WinterSettings settings;
    private final Clock clock;

    RoadStates(Observations observations, WinterSettings settings, Clock clock) {
        this.observations = observations;
        this.settings = settings;
        this.clock = clock;
    }

    List<StationState> list() {
        Instant now = clock.instant();
        var readings = observations.newestReadings();
        return observations.listStations(List.of(RoadWeather.SURFACE)).stream()
                .map(station -> StationState.of(
                        station, readings.getOrDefault(station.id(), Map.of()), now, settings.freshness()))
                .toList();
    }

    @Override
    public List<Concern> concerns(Page page) {
        List<StationState> states = list();
        List<Concern.Item> slippery = states.stream()
                .filter(one -> one.state().mark() == Mark.DANGER)
                .limit(MOST_SHOWN)
                .map(one -> item(page, one.state(), one.station().name()))
                .toList();
        boolean allFree = slippery.isEmpty() && states.stream().anyMatch(one -> one.state() == StationState.State.FREE);
        return List.of(new Concern(
                "winter.home",
                30,
                "/winter",
                allFree
                        ? List.of(item(page, StationState.State.FREE, page.text("winter.home.free", states.size())))
                        : slippery));
    }

    private static Concern.Item item(Page page, StationState.State state, String text) {
        return new Concern.Item(state.mark(), page.text(state.textKey()), text, "/winter");
    }
}
