package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.containers.Fillings.Expected;
import de.stadtkern.kernel.containers.forecast.Forecast;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the register how full bins probably are by now that nobody measures. */
@Component
class Expectations {

    private final Fillings fillings;
    private final BinForecasts forecasts;
    private final Clock clock;

    Expectations(Fillings fillings, BinForecasts forecasts, Clock clock) {
        this.fillings = fillings;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT5M")
    @SchedulerLock(name = "wastetours/expect")
    void tell() {
        List<Long> unmeasured = fillings.listUnmeasured();
        if (!unmeasured.isEmpty()) {
            Instant now = clock.instant();
            fillings.expect(
                    forecasts.at(unmeasured, now).entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, one -> expected(one.getValue()))),
                    now);
        }
    }

    /** Half of the band of 80 %. */
    private static Expected expected(Forecast forecast) {
        return new Expected(forecast.middle(), (forecast.high() - forecast.low()) / 2);
    }
}
