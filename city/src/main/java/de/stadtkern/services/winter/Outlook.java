package de.stadtkern.services.winter;

import de.stadtkern.kernel.forecasts.Forecast;
import de.stadtkern.kernel.forecasts.Forecasts;
import de.stadtkern.kernel.forecasts.Hour;
import de.stadtkern.kernel.forecasts.WeatherWarning;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Evidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What others foresee of the roads and warn of for the hours of a night, as evidence of a proposal. */
@Component
class Outlook {

    /** A round that is decided in the evening has to hold until the morning. */
    private static final Duration AHEAD = Duration.ofHours(12);

    /** So far around our places forecasts and warnings are kept; what is farther is the weather of others. */
    private static final double FARTHEST_METRES = 50_000;

    private final Forecasts forecasts;
    private final Clock clock;

    Outlook(Forecasts forecasts, Clock clock) {
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /** The coldest road and what falls, and the warnings in force by then; none of what nobody says. */
    List<Evidence> evidence(Position place) {
        Instant now = clock.instant();
        Instant until = now.plus(AHEAD);
        List<Evidence> evidence = new ArrayList<>();
        forecasts
                .road(place)
                .filter(forecast -> forecast.metresAway() <= FARTHEST_METRES)
                .ifPresent(forecast -> evidence.addAll(road(forecast, now, until)));
        boolean old = forecasts.areWarningsOld();
        forecasts.warnings(place).stream()
                .filter(warning -> warning.from().isBefore(until))
                .forEach(warning -> evidence.add(warned(warning, old)));
        return evidence;
    }

    private List<Evidence> road(Forecast forecast, Instant now, Instant until) {
        List<Hour> hours = forecast.hours().stream()
                .filter(hour -> hour.at().isAfter(now) && !hour.at().isAfter(until))
                .toList();
        String name = String.format(
                Locale.GERMANY,
                "%s, %s, %.1f km",
                forecast.source(),
                forecast.station().strip(),
                forecast.metresAway() / 1000);
        var source = new Evidence.Source(name, forecast.issuedAt(), forecasts.isOld(forecast));
        List<Evidence> evidence = new ArrayList<>();
        hours.stream()
                .filter(hour -> hour.surface() != null)
                .min((one, other) -> Double.compare(surface(one), surface(other)))
                .ifPresent(coldest -> evidence.add(new Evidence(
                        "winter.quantity.forecast-surface",
                        surface(coldest),
                        "Cel",
                        coldest.at(),
                        null,
                        null,
                        source)));
        List<Double> falls = hours.stream()
                .map(Hour::precipitationMillimetres)
                .filter(Objects::nonNull)
                .toList();
        if (!falls.isEmpty()) {
            double sum = falls.stream().mapToDouble(Double::doubleValue).sum();
            evidence.add(new Evidence(
                    "winter.quantity.forecast-precipitation",
                    sum,
                    "mm",
                    hours.getLast().at(),
                    null,
                    null,
                    source));
        }
        return evidence;
    }

    private static double surface(Hour hour) {
        return Objects.requireNonNull(hour.surface());
    }

    private static Evidence warned(WeatherWarning warning, boolean old) {
        return new Evidence(
                "winter.quantity.warning",
                warning.level(),
                "{level}",
                warning.from(),
                null,
                null,
                new Evidence.Source(warning.source() + ", " + warning.headline(), warning.issuedAt(), old));
    }
}
