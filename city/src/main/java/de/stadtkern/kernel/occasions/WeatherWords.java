package de.stadtkern.kernel.occasions;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.forecasts.Forecast;
import de.stadtkern.kernel.forecasts.Forecasts;
import de.stadtkern.kernel.forecasts.Hour;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes words of what the weather of the days ahead is foreseen to be. */
@Component
class WeatherWords {

    static final String WARM = "warm";
    static final String RAIN = "rain";

    private static final double WARM_DEGREES = 25;
    private static final double RAIN_MILLIMETRES = 2;
    private static final int WHOLE_DAY_HOURS = 20;

    private final Municipalities municipalities;
    private final Fillings fillings;
    private final Forecasts forecasts;
    private final OccasionCalendar calendar;
    private final Clock clock;

    WeatherWords(
            Municipalities municipalities,
            Fillings fillings,
            Forecasts forecasts,
            OccasionCalendar calendar,
            Clock clock) {
        this.municipalities = municipalities;
        this.fillings = fillings;
        this.forecasts = forecasts;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Of all days after today that are foreseen wholly; today stays as it was foreseen yesterday. */
    @Scheduled(initialDelay = 7, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "occasions/weather")
    void foresee() {
        LocalDate today = clock.instant().atZone(OccasionCalendar.TOWN).toLocalDate();
        for (Municipality municipality : municipalities.list()) {
            List<Container> containers = fillings.containers(municipality.id());
            if (!containers.isEmpty()) {
                forecasts
                        .weather(middle(containers))
                        .filter(forecast -> !forecasts.isOld(forecast))
                        .ifPresent(forecast -> days(forecast).forEach((day, hours) -> {
                            if (day.isAfter(today) && hours.size() >= WHOLE_DAY_HOURS) {
                                calendar.foresee(municipality.id(), day, words(hours));
                            }
                        }));
            }
        }
    }

    private static Position middle(List<Container> containers) {
        return new Position(
                containers.stream()
                        .mapToDouble(one -> one.position().lon())
                        .average()
                        .orElseThrow(),
                containers.stream()
                        .mapToDouble(one -> one.position().lat())
                        .average()
                        .orElseThrow());
    }

    private static Map<LocalDate, List<Hour>> days(Forecast forecast) {
        return forecast.hours().stream()
                .collect(Collectors.groupingBy(
                        hour -> hour.at().atZone(OccasionCalendar.TOWN).toLocalDate(),
                        TreeMap::new,
                        Collectors.toList()));
    }

    /** A day is warm with 25 °C at any hour, and has rain with 2 mm in all. */
    static Set<String> words(List<Hour> hours) {
        Set<String> words = new LinkedHashSet<>();
        if (hours.stream().map(Hour::air).filter(Objects::nonNull).anyMatch(air -> air >= WARM_DEGREES)) {
            words.add(WARM);
        }
        double rain = hours.stream()
                .map(Hour::precipitationMillimetres)
                .filter(Objects::nonNull)
                .mapToDouble(one -> one)
                .sum();
        if (rain >= RAIN_MILLIMETRES) {
            words.add(RAIN);
        }
        return words;
    }
}
