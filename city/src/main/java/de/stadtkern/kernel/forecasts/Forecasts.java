package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.geo.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * What Deutscher Wetterdienst foresees and warns of. Kept near our places only: those that administrators set and the
 * road-weather stations; elsewhere the answer is the nearest station that is kept, with its distance, and warnings are
 * complete within about 50 km of our places.
 */
@Component
@EnableConfigurationProperties(ForecastSettings.class)
public class Forecasts {

    private static final Duration PAST = Duration.ofHours(1);

    private final ForecastRows rows;
    private final WarningRows warnings;
    private final FeedRows feeds;
    private final ForecastSettings settings;
    private final Clock clock;

    Forecasts(ForecastRows rows, WarningRows warnings, FeedRows feeds, ForecastSettings settings, Clock clock) {
        this.rows = rows;
        this.warnings = warnings;
        this.feeds = feeds;
        this.settings = settings;
        this.clock = clock;
    }

    /** Road weather at the nearest station for which it is kept, however far; empty when it is kept for none. */
    public Optional<Forecast> road(Position place) {
        return find(Product.ROAD, place);
    }

    /** Weather at the nearest station for which it is kept, however far; empty when it is kept for none. */
    public Optional<Forecast> weather(Position place) {
        return find(Product.WEATHER, place);
    }

    /** The warnings at the place that are not over, also those that begin later; the gravest first. */
    public List<WeatherWarning> warnings(Position place) {
        return warnings(List.of(place));
    }

    /** The same for any of these places, each warning once. */
    public List<WeatherWarning> warnings(Collection<Position> places) {
        return warnings.list(places, clock.instant()).stream()
                .map(WarningRows.Full::warning)
                .toList();
    }

    /** Whether the run of the forecast is so long ago that it must be called old wherever it is shown. */
    public boolean isOld(Forecast forecast) {
        Product product = forecast.source().equals(Product.ROAD.source) ? Product.ROAD : Product.WEATHER;
        return isOld(product, forecast.issuedAt());
    }

    /**
     * Whether the warnings came so long ago, or never, that nobody may conclude from them that there is none.
     */
    public boolean areWarningsOld() {
        return warningsFetchedAt()
                .filter(at -> !at.isBefore(clock.instant().minus(settings.warningsOldAfter())))
                .isEmpty();
    }

    /** A station for which a run is kept. */
    record KeptStation(Product product, ForecastStation station, Instant issuedAt, boolean old) {

        String key() {
            return product.name().toLowerCase(Locale.ROOT) + "-" + station.id();
        }
    }

    List<KeptStation> listStations() {
        return Arrays.stream(Product.values())
                .flatMap(product -> rows.listKept(product).stream()
                        .map(kept -> new KeptStation(
                                product, kept.station(), kept.issuedAt(), isOld(product, kept.issuedAt()))))
                .toList();
    }

    /** When warnings last came; empty when they never did. */
    Optional<Instant> warningsFetchedAt() {
        return feeds.findSuccess(Feed.Kind.WARNINGS);
    }

    List<WarningRows.Full> fullWarnings(Position place) {
        return warnings.list(List.of(place), clock.instant());
    }

    /** At the station that somebody chose for the place, else at the nearest. */
    Optional<Forecast> at(Product product, Place place) {
        String chosen = place.chosen(product);
        return rows.listKept(product).stream()
                .filter(kept -> kept.station().id().equals(chosen))
                .findFirst()
                .map(kept -> forecast(product, kept, place.position()))
                .or(() -> find(product, place.position()));
    }

    private boolean isOld(Product product, Instant issuedAt) {
        Duration most = product == Product.ROAD ? settings.roadOldAfter() : settings.weatherOldAfter();
        return issuedAt.isBefore(clock.instant().minus(most));
    }

    private Optional<Forecast> find(Product product, Position place) {
        return rows.listKept(product).stream()
                .min(Comparator.comparingDouble(
                        kept -> kept.station().position().metresTo(place)))
                .map(kept -> forecast(product, kept, place));
    }

    private Forecast forecast(Product product, ForecastRows.Kept kept, Position place) {
        return new Forecast(
                product.source,
                kept.station().name(),
                kept.station().position().metresTo(place),
                kept.issuedAt(),
                kept.fetchedAt(),
                rows.listHours(product, kept.station().id(), clock.instant().minus(PAST)));
    }
}
