package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.forecasts.Forecasts;
import de.stadtkern.kernel.forecasts.WeatherWarning;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.services.sweeping.SweepingPlan.Line;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Proposes to sweep after storms and heavy rain of which the weather service warns, where a municipality wants that. */
@Component
class StormWatch {

    private static final int MARKED = 2;

    /** In the words of the weather service. */
    private static final Pattern STORM = Pattern.compile("BÖEN|STURM|ORKAN|GEWITTER|STARKREGEN|DAUERREGEN");

    private static final int HOURS_TO_NEXT_MORNING = 12;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT).withZone(Rule.TOWN);

    private final SweepingRows rows;
    private final SweepingPlan plan;
    private final SweepingRuns runs;
    private final Forecasts forecasts;
    private final Clock clock;

    StormWatch(SweepingRows rows, SweepingPlan plan, SweepingRuns runs, Forecasts forecasts, Clock clock) {
        this.rows = rows;
        this.plan = plan;
        this.runs = runs;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 4, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "sweeping/storms")
    void look() {
        rows.municipalitiesWithStorms().forEach(this::look);
    }

    private void look(long municipality) {
        LocalDate today = clock.instant().atZone(Rule.TOWN).toLocalDate();
        List<Line> lines = plan.storm(municipality, today);
        if (lines.isEmpty()) {
            return;
        }
        Position place = lines.getFirst().passes().getFirst().segment().course().getFirst();
        List<WeatherWarning> storms = forecasts.warnings(place).stream()
                .filter(one -> one.level() >= MARKED
                        && STORM.matcher(one.event().toUpperCase(Locale.ROOT)).find()
                        && !dayAfter(one).isBefore(today))
                .toList();
        storms.stream().map(StormWatch::dayAfter).max(Comparator.naturalOrder()).ifPresent(day -> {
            WeatherWarning gravest = storms.getFirst();
            runs.proposeStorm(
                    municipality,
                    day,
                    "Vorhersage, keine Messung. %s, %s: %s"
                            .formatted(gravest.source(), MOMENT.format(gravest.issuedAt()), gravest.headline()),
                    new Evidence("sweeping.storm.level", gravest.level(), "1", gravest.issuedAt(), null, null));
        });
    }

    /** The day on which it ends, or the next when it ends after noon. */
    private static LocalDate dayAfter(WeatherWarning warning) {
        Instant end = Objects.requireNonNullElse(warning.until(), warning.from());
        return end.atZone(Rule.TOWN).plusHours(HOURS_TO_NEXT_MORNING).toLocalDate();
    }
}
