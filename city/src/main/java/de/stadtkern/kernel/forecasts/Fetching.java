package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.forecasts.ForecastOrigin.Answer;
import de.stadtkern.kernel.forecasts.ForecastOrigin.Version;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Fetches the files that are due, one after the other. What cannot be read leaves what is there as it is. */
@Component
class Fetching {

    /** What open pages listen to. */
    static final String TOPIC = "forecasts";

    private static final Logger log = LoggerFactory.getLogger(Fetching.class);

    private static final String SWSMOS = "weather/local_forecasts/swsmos/";
    private static final String MOSMIX = "weather/local_forecasts/mos/";
    private static final String WARNINGS = "weather/alerts/cap/COMMUNEUNION_DWD_STAT/"
            + "Z_CAP_C_EDZW_LATEST_PVW_STATUS_PREMIUMDWD_COMMUNEUNION_DE.zip";

    /** A station may be in the catalogue and not in the forecast. */
    private static final int ROAD_STATIONS_OF_A_PLACE = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);
    private static final Duration PAST = Duration.ofHours(1);
    private static final Duration TOLD_KEPT = Duration.ofDays(30);

    private final ForecastSettings settings;
    private final ForecastOrigin origin;
    private final ForecastPlaces places;
    private final FeedRows feeds;
    private final ForecastRows rows;
    private final WarningRows warnings;
    private final WarningNotices notices;
    private final ForecastChecks checks;
    private final LiveUpdates liveUpdates;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Fetching(
            ForecastSettings settings,
            ForecastOrigin origin,
            ForecastPlaces places,
            FeedRows feeds,
            ForecastRows rows,
            WarningRows warnings,
            WarningNotices notices,
            ForecastChecks checks,
            LiveUpdates liveUpdates,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.origin = origin;
        this.places = places;
        this.feeds = feeds;
        this.rows = rows;
        this.warnings = warnings;
        this.notices = notices;
        this.checks = checks;
        this.liveUpdates = liveUpdates;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "forecasts/fetch", lockAtMostFor = "1h")
    void fetchDue() throws InterruptedException {
        forget();
        checks.compare();
        if (settings.active()) {
            List<Place> all = places.listAll();
            for (Feed.Kind kind : Feed.Kind.values()) {
                fetchDue(kind, all);
            }
            notices.tell(all);
        }
    }

    private void fetchDue(Feed.Kind kind, List<Place> all) throws InterruptedException {
        Map<String, Set<String>> wanted = wanted(kind, all);
        feeds.retain(kind, wanted.keySet());
        for (var file : wanted.entrySet()) {
            Feed feed = feeds.ensure(file.getKey(), kind, clock.instant());
            boolean others = !feed.wanted().equals(String.join(" ", file.getValue()));
            if (!feed.nextAt().isAfter(clock.instant()) || (others && feed.failures() == 0)) {
                fetch(feed, file.getValue(), others ? new Version(null, null) : feed.version(), all);
            }
        }
    }

    /** The files of this kind, each with the stations, or of the warnings the places, for which it is wanted. */
    private Map<String, Set<String>> wanted(Feed.Kind kind, List<Place> all) {
        Map<String, Set<String>> files = new TreeMap<>();
        switch (kind) {
            case ROAD_CATALOGUE -> files.put(settings.locate(SWSMOS + "swsKatalog.csv.bz2"), Set.of());
            case WEATHER_CATALOGUE -> files.put(settings.locate(settings.weatherCatalogue()), Set.of());
            case WARNINGS ->
                files.put(
                        settings.locate(WARNINGS),
                        all.stream()
                                .map(place -> place.position().toString())
                                .collect(Collectors.toCollection(TreeSet::new)));
            case ROAD -> {
                Set<String> stations = stations(Product.ROAD, all, ROAD_STATIONS_OF_A_PLACE);
                rows.retainRuns(Product.ROAD, stations);
                if (!stations.isEmpty()) {
                    files.put(settings.locate(SWSMOS + "swsmos_LATEST_opendata.csv.bz2"), stations);
                }
            }
            case WEATHER -> {
                Set<String> stations = stations(Product.WEATHER, all, 1);
                rows.retainRuns(Product.WEATHER, stations);
                for (String station : stations) {
                    String file = settings.weatherOfAll()
                            ? "MOSMIX_S/all_stations/kml/MOSMIX_S_LATEST_240.kmz"
                            : "MOSMIX_L/single_stations/%1$s/kml/MOSMIX_L_LATEST_%1$s.kmz".formatted(station);
                    files.computeIfAbsent(settings.locate(MOSMIX + file), name -> new TreeSet<>())
                            .add(station);
                }
            }
        }
        return files;
    }

    private Set<String> stations(Product product, List<Place> all, int each) {
        List<ForecastStation> known = rows.listStations(product);
        Set<String> wanted = new TreeSet<>();
        for (Place place : all) {
            String chosen = place.chosen(product);
            if (chosen != null) {
                wanted.add(chosen);
            }
            known.stream()
                    .map(station -> new Away(station.id(), station.position().metresTo(place.position())))
                    .sorted(Comparator.comparingDouble(Away::metres))
                    .limit(each)
                    .forEach(away -> wanted.add(away.station()));
        }
        return wanted;
    }

    private record Away(String station, double metres) {}

    private void fetch(Feed feed, Set<String> wanted, Version known, List<Place> all) throws InterruptedException {
        Instant now = clock.instant();
        try {
            Answer answer = origin.get(feed.place(), known).orElse(null);
            Runnable store = answer == null ? () -> {} : read(feed.kind(), wanted, answer.body(), all);
            transaction.executeWithoutResult(status -> {
                store.run();
                feeds.succeed(
                        feed.place(),
                        String.join(" ", wanted),
                        answer == null ? known : answer.version(),
                        now,
                        now.plus(feed.kind().interval));
            });
        } catch (Unreadable e) {
            fail(feed, e, now);
        } catch (IOException e) {
            fail(feed, new Unreadable("forecasts.error.packed", String.valueOf(e.getMessage())), now);
        } catch (RuntimeException e) {
            log.warn("Forecasts: what came from {} cannot be stored", feed.place(), e);
            fail(feed, new Unreadable("forecasts.error.content", feed.place()), now);
        }
        liveUpdates.announce(TOPIC);
    }

    /** Reads the whole file; what is to be stored of it is done by what is returned. */
    private Runnable read(Feed.Kind kind, Set<String> wanted, byte[] body, List<Place> all)
            throws IOException, Unreadable {
        return switch (kind) {
            case ROAD_CATALOGUE -> {
                List<ForecastStation> catalogue = RoadFile.readCatalogue(body);
                yield () -> rows.putStations(Product.ROAD, catalogue);
            }
            case WEATHER_CATALOGUE -> {
                List<ForecastStation> catalogue = WeatherFile.readCatalogue(body);
                yield () -> rows.putStations(Product.WEATHER, catalogue);
            }
            case ROAD -> {
                Run run = RoadFile.read(body, wanted);
                Runnable store = runs(Product.ROAD, run);
                yield () -> {
                    store.run();
                    checks.note(run);
                };
            }
            case WEATHER -> runs(Product.WEATHER, WeatherFile.read(body, wanted));
            case WARNINGS -> {
                List<Position> positions = all.stream().map(Place::position).toList();
                List<CapWarning> near = WarningFile.read(body).stream()
                        .filter(warning -> warning.isNear(positions))
                        .toList();
                yield () -> warnings.putAll(near);
            }
        };
    }

    private Runnable runs(Product product, Run run) throws Unreadable {
        if (run.hours().isEmpty()) {
            throw new Unreadable("forecasts.error.empty", product.source);
        }
        Instant now = clock.instant();
        return () -> run.hours()
                .forEach((station, hours) -> rows.putRun(
                        product,
                        station,
                        run.issuedAt(),
                        now,
                        hours.stream()
                                .filter(hour -> !hour.at().isBefore(now.minus(PAST)))
                                .toList()));
    }

    private void fail(Feed feed, Unreadable error, Instant now) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(feed.failures(), 10));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        feeds.fail(feed.place(), error, now, now.plus(error.pause.compareTo(bounded) > 0 ? error.pause : bounded));
    }

    private void forget() {
        Instant now = clock.instant();
        rows.forgetHoursBefore(now.minus(PAST));
        warnings.forget(now.minus(PAST), now.minus(TOLD_KEPT));
    }
}
