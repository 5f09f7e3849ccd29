package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What page and interface show of a place. Forecasts are open data: everybody may see those of every place. */
@Component
class ForecastBoard {

    private final Forecasts forecasts;
    private final ForecastPlaces places;
    private final Municipalities municipalities;

    ForecastBoard(Forecasts forecasts, ForecastPlaces places, Municipalities municipalities) {
        this.forecasts = forecasts;
        this.places = places;
        this.municipalities = municipalities;
    }

    /** A forecast, and whether it must be called old. */
    record Sourced(Forecast forecast, boolean old) {}

    /** An hour as both forecasts see it. */
    record Line(Instant at, @Nullable Hour road, @Nullable Hour weather) {}

    /**
     * @param sources the road-weather forecast, then the weather forecast, as far as they are known
     * @param warningsOld whether nothing follows from a warning that is not there
     */
    record Shown(
            Place place,
            List<Sourced> sources,
            List<WarningRows.Full> warnings,
            boolean warningsOld,
            @Nullable Instant warningsAt) {

        List<Line> lines() {
            Map<Instant, Line> lines = new TreeMap<>();
            for (Sourced sourced : sources) {
                boolean road = sourced.forecast().source().equals(Product.ROAD.source);
                for (Hour hour : sourced.forecast().hours()) {
                    lines.merge(
                            hour.at(),
                            new Line(hour.at(), road ? hour : null, road ? null : hour),
                            (one, other) -> new Line(one.at(), one.road(), other.weather()));
                }
            }
            return new ArrayList<>(lines.values());
        }
    }

    List<Place> listPlaces() {
        return places.listShown();
    }

    /** The place of this key; without one the first of those whose pages the person sees, or the first of all. */
    Optional<Place> findPlace(String key, @Nullable Person person) {
        List<Place> all = places.listShown();
        long municipality = municipalities.getFor(person).id();
        return all.stream()
                .filter(place -> place.key().equals(key))
                .findFirst()
                .or(() -> all.stream()
                        .filter(place -> place.municipalityId() == municipality)
                        .findFirst())
                .or(() -> all.stream().findFirst());
    }

    Shown show(Place place) {
        List<Sourced> sources = new ArrayList<>();
        for (Product product : Product.values()) {
            forecasts
                    .at(product, place)
                    .ifPresent(forecast -> sources.add(new Sourced(forecast, forecasts.isOld(forecast))));
        }
        return new Shown(
                place,
                sources,
                forecasts.fullWarnings(place.position()),
                forecasts.areWarningsOld(),
                forecasts.warningsFetchedAt().orElse(null));
    }
}
