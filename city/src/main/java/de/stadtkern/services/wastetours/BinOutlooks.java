package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Outlooks;
import de.stadtkern.kernel.containers.forecast.Forecast;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the page of a container says of the days to come. */
@Component
class BinOutlooks implements Outlooks {

    private final BinForecasts forecasts;
    private final WastePolicies policies;
    private final Clock clock;

    BinOutlooks(BinForecasts forecasts, WastePolicies policies, Clock clock) {
        this.forecasts = forecasts;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public Optional<Outlook> find(Container container) {
        if (!OnTour.isEmptied(container)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        List<Long> id = List.of(container.id());
        Forecast tomorrow = forecasts.at(id, now.plus(Duration.ofDays(1))).get(container.id());
        if (tomorrow == null) {
            return Optional.empty();
        }
        WastePolicy policy = policies.get(container.municipalityId());
        Instant next = OnTour.next(policy, now)
                .map(day -> OnTour.begin(policy, day))
                .orElse(null);
        Forecast then = next == null ? null : forecasts.at(id, next).get(container.id());
        return Optional.of(new Outlook(
                tomorrow,
                next,
                then == null ? null : then.fullProbability(),
                forecasts.learntAt(container.municipalityId())));
    }
}
