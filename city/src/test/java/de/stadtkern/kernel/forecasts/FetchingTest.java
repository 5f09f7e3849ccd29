package de.stadtkern.kernel.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.alarms.TestClock;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.notifications.Standby;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Fetches from a server that answers as that of Deutscher Wetterdienst does, by a clock of the test. */
@TownTest
class FetchingTest {

    private static final Position HERE = new Position(7.9128, 52.3135);

    @Autowired
    ForecastPlaces places;

    @Autowired
    FeedRows feeds;

    @Autowired
    ForecastRows rows;

    @Autowired
    WarningRows warnings;

    @Autowired
    Observations observations;

    @Autowired
    Devices devices;

    @Autowired
    Standby standby;

    @Autowired
    People people;

    @Autowired
    TestPeople testPeople;

    @Autowired
    Notifications notifications;

    @Autowired
    LiveUpdates liveUpdates;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.HOURS));
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private long municipality;
    private long officer;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String file = path.substring(path.lastIndexOf('/') + 1);
            byte[] body = served.get(file);
            String etag = "\"" + Arrays.hashCode(body) + "\"";
            boolean same = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            int answer = status != 200 ? status : body == null ? 404 : same ? 304 : 200;
            answered.add(answer + " " + file);
            exchange.getResponseHeaders().add("ETag", etag);
            exchange.getResponseHeaders().add("Retry-After", "5000");
            exchange.sendResponseHeaders(answer, answer == 200 && body != null ? body.length : -1);
            if (answer == 200 && body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        String name = "Wetterstadt " + UUID.randomUUID();
        municipality = jdbc.sql("insert into municipality (key, name, kind) values (?, ?, 'MUNICIPALITY') returning id")
                .params(name.toLowerCase(Locale.ROOT), name)
                .query(Long.class)
                .single();
        officer = testPeople.add("wetter-" + UUID.randomUUID(), Role.DUTY_OFFICER, municipality);
        jdbc.sql("insert into forecast_place (municipality_id, name, pt) values (?, 'Rathaus', point(?, ?))")
                .params(municipality, HERE.microLon(), HERE.microLat())
                .update();
        served.put("swsKatalog.csv.bz2", DwdFiles.bzip2(DwdFiles.ROAD_CATALOGUE + """
            H001;Nord;1;1;52,330000;7,910000;50;;
            H002;Fern;1;1;52,600000;7,910000;50;;
            """));
        served.put(
                "mosmix_stationskatalog.cfg", (DwdFiles.WEATHER_CATALOGUE + """
                    10685 ---- LAND                  52.19    7.53    65
                    """).getBytes(StandardCharsets.ISO_8859_1));
        served.put("swsmos_LATEST_opendata.csv.bz2", road("H001", -1.5));
        served.put("MOSMIX_L_LATEST_10685.kmz", weather());
        served.put("Z_CAP_C_EDZW_LATEST_PVW_STATUS_PREMIUMDWD_COMMUNEUNION_DE.zip", DwdFiles.zip(Map.of()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        for (String table : List.of(
                "forecast_feed",
                "forecast_station",
                "forecast_warning",
                "forecast_place",
                "forecast_told",
                "forecast_check")) {
            jdbc.sql("delete from " + table).update();
        }
        jdbc.sql("delete from person_role where municipality_id = ?")
                .param(municipality)
                .update();
    }

    @Test
    void theNearestStationsAreFetchedWithTheirDistance() throws Exception {
        fetching().fetchDue();

        Forecast road = forecasts().road(HERE).orElseThrow();
        assertThat(road.station()).isEqualTo("Nord");
        assertThat(road.metresAway()).isBetween(1_800.0, 1_900.0);
        assertThat(road.issuedAt()).isEqualTo(clock.instant());
        assertThat(road.hours()).hasSize(24);
        assertThat(road.hours().getFirst().surface()).isEqualTo(-1.5);
        Forecast weather = forecasts().weather(HERE).orElseThrow();
        assertThat(weather.station()).isEqualTo("LAND");
        assertThat(weather.hours().getFirst().air()).isEqualTo(0.0);
        assertThat(forecasts().isOld(road)).isFalse();
        assertThat(forecasts().areWarningsOld()).isFalse();
        assertThat(feeds.list())
                .filteredOn(feed -> feed.error() != null)
                .allMatch(feed -> feed.kind() == Feed.Kind.WEATHER);
    }

    @Test
    void theStationThatSomebodyChoseIsTaken() throws Exception {
        jdbc.sql("update forecast_place set road_station = 'H002' where municipality_id = ?")
                .param(municipality)
                .update();
        served.put(
                "swsmos_LATEST_opendata.csv.bz2",
                DwdFiles.bzip2(DwdFiles.road(clock.instant(), "H001", -1.5, 3)
                        + DwdFiles.road(clock.instant(), "H002", 2.5, 3).split("\n", 3)[2]));
        fetching().fetchDue();

        Place place = places.listShown().stream()
                .filter(one -> one.municipalityId() == municipality)
                .findFirst()
                .orElseThrow();
        assertThat(forecasts().at(Product.ROAD, place).orElseThrow().station()).isEqualTo("Fern");
        assertThat(forecasts().road(HERE).orElseThrow().station()).isEqualTo("Nord");
    }

    @Test
    void whatHasNotChangedIsNotSentAgainButCountsAsFetched() throws Exception {
        fetching().fetchDue();
        answered.clear();
        clock.pass(Duration.ofMinutes(25));
        fetching().fetchDue();

        assertThat(answered).contains("304 swsmos_LATEST_opendata.csv.bz2").noneMatch(one -> one.startsWith("200"));
        assertThat(feeds.findSuccess(Feed.Kind.ROAD)).contains(clock.instant());
        assertThat(forecasts().road(HERE).orElseThrow().hours()).isNotEmpty();
    }

    @Test
    void aNewRunTakesThePlaceOfTheOldOneAndAnOlderOneDoesNot() throws Exception {
        fetching().fetchDue();
        clock.pass(Duration.ofHours(3));
        served.put("swsmos_LATEST_opendata.csv.bz2", road("H001", 4.5));
        fetching().fetchDue();

        Forecast newer = forecasts().road(HERE).orElseThrow();
        assertThat(newer.issuedAt()).isEqualTo(clock.instant());
        assertThat(newer.hours()).allMatch(hour -> Double.valueOf(4.5).equals(hour.surface()));

        served.put(
                "swsmos_LATEST_opendata.csv.bz2",
                DwdFiles.bzip2(DwdFiles.road(clock.instant().minus(Duration.ofHours(2)), "H001", 9.5, 24)));
        clock.pass(Duration.ofHours(1));
        fetching().fetchDue();
        assertThat(forecasts().road(HERE).orElseThrow().issuedAt()).isEqualTo(newer.issuedAt());
    }

    @Test
    void whatFailsKeepsTheOldOneSaysWhyAndIsLeftAlone() throws Exception {
        fetching().fetchDue();
        Instant fetched = clock.instant();
        clock.pass(Duration.ofMinutes(30));
        served.put("swsmos_LATEST_opendata.csv.bz2", "kein bzip2".getBytes(StandardCharsets.US_ASCII));
        fetching().fetchDue();

        assertThat(road().error()).isEqualTo("forecasts.error.packed");
        assertThat(road().succeededAt()).isEqualTo(fetched);
        assertThat(road().failedAt()).isEqualTo(clock.instant());
        assertThat(forecasts().road(HERE).orElseThrow().fetchedAt()).isEqualTo(fetched);

        status = 503;
        clock.pass(Duration.ofMinutes(6));
        fetching().fetchDue();
        assertThat(road().error()).isEqualTo("forecasts.error.status");
        assertThat(road().failures()).isEqualTo(2);
        assertThat(road().nextAt()).isEqualTo(clock.instant().plusSeconds(5000));

        status = 200;
        served.put("swsmos_LATEST_opendata.csv.bz2", road("X999", 1));
        clock.pass(Duration.ofSeconds(5001));
        fetching().fetchDue();
        assertThat(road().error()).isEqualTo("forecasts.error.empty");
        assertThat(forecasts().road(HERE).orElseThrow().station()).isEqualTo("Nord");
    }

    @Test
    void anOldRunIsCalledOldAndHoursThatAreOverGo() throws Exception {
        fetching().fetchDue();
        status = 503;
        clock.pass(Duration.ofHours(5));
        fetching().fetchDue();

        Forecast road = forecasts().road(HERE).orElseThrow();
        assertThat(forecasts().isOld(road)).isTrue();
        assertThat(forecasts().areWarningsOld()).isTrue();
        assertThat(jdbc.sql("select count(*) from forecast_hour where at < ?")
                        .param(FeedRows.at(clock.instant().minus(Duration.ofHours(1))))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(road.hours().getFirst().at()).isEqualTo(clock.instant().minus(Duration.ofHours(1)));
    }

    @Test
    void warningsHoldWhereTheirPolygonIsAndNotWhereItIsLeftOut() throws Exception {
        warn(warning("w1", "Severe", 0.2, 0.05), warning("w2", "Minor", 0.1, 0));
        fetching().fetchDue();

        assertThat(forecasts().warnings(HERE)).extracting(WeatherWarning::id).containsExactly("w2");
        assertThat(forecasts().warnings(new Position(HERE.lon() + 0.08, HERE.lat())))
                .extracting(WeatherWarning::id)
                .containsExactly("w1", "w2");
        assertThat(forecasts().warnings(new Position(HERE.lon() + 0.3, HERE.lat())))
                .isEmpty();

        clock.pass(Duration.ofHours(11));
        assertThat(forecasts().warnings(HERE)).isEmpty();
        fetching().fetchDue();
        clock.pass(Duration.ofHours(1));
        warn();
        fetching().fetchDue();
        assertThat(jdbc.sql("select count(*) from forecast_warning")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aNewPlaceGetsItsWarningsThoughTheFileHasNotChanged() throws Exception {
        Position far = new Position(HERE.lon() + 2, HERE.lat());
        warn(DwdFiles.warning(
                "w1",
                "Minor",
                clock.instant(),
                clock.instant().plus(Duration.ofHours(10)),
                "<polygon>" + DwdFiles.square(far.lat(), far.lon(), 0.2) + "</polygon>"));
        fetching().fetchDue();
        assertThat(forecasts().warnings(far)).isEmpty();

        jdbc.sql("insert into forecast_place (municipality_id, name, pt) values (?, 'Fern', point(?, ?))")
                .params(municipality, far.microLon(), far.microLat())
                .update();
        fetching().fetchDue();
        assertThat(forecasts().warnings(far)).hasSize(1);
    }

    @Test
    void theOfficersAreToldOfSevereWeatherOnceAndAgainOnlyWhenItGetsWorse() throws Exception {
        warn(warning("w1", "Severe", 0.2, 0), warning("w2", "Moderate", 0.2, 0));
        fetching().fetchDue();
        clock.pass(Duration.ofMinutes(10));
        fetching().fetchDue();
        assertThat(messages()).isEqualTo(1);

        warn(replacing("w3", "Severe", "w1"));
        clock.pass(Duration.ofMinutes(10));
        fetching().fetchDue();
        assertThat(messages()).isEqualTo(1);

        warn(replacing("w4", "Extreme", "w1"));
        clock.pass(Duration.ofMinutes(10));
        fetching().fetchDue();
        assertThat(messages()).isEqualTo(2);

        clock.pass(Duration.ofDays(31));
        fetching().fetchDue();
        assertThat(jdbc.sql("select count(*) from forecast_told")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatWasForeseenIsComparedWithWhatTheOwnStationNearbyMeasured() throws Exception {
        Devices.Station ours = devices.station("Vergleich " + UUID.randomUUID());
        long location = jdbc.sql("select location_id from thing_location where thing_id = ?")
                .param(ours.thing())
                .query(Long.class)
                .single();
        jdbc.sql("update location set pt = point(7910000, 52331000) where id = ?")
                .param(location)
                .update();
        clock.set(Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(20)));
        served.put("swsmos_LATEST_opendata.csv.bz2", road("H001", -1.5));
        fetching().fetchDue();
        devices.report(ours, clock.instant().plus(Duration.ofMinutes(175)), 8, 40, 0.5);
        devices.report(ours, clock.instant().plus(Duration.ofMinutes(700)), 8, 40, 5.5);
        clock.pass(Duration.ofHours(14));
        fetching().fetchDue();

        List<ForecastChecks.Month> months =
                new ForecastChecks(jdbc, rows, observations, clock).listMonths(testPeople.municipality());
        assertThat(months)
                .filteredOn(month -> month.station().equals("Nord"))
                .extracting(ForecastChecks.Month::leadHours, ForecastChecks.Month::hours, ForecastChecks.Month::bias)
                .containsExactly(tuple(3, 1L, -2.0));

        devices.delete("Things(" + ours.thing() + ")");
        clock.pass(Duration.ofDays(401));
        fetching().fetchDue();
        assertThat(jdbc.sql("select count(*) from forecast_check where thing = ?")
                        .param(ours.thing())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aFolderServesAsWell() throws Exception {
        for (var file : served.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        fetching(settings(folder.toString(), true)).fetchDue();

        assertThat(forecasts().road(HERE).orElseThrow().station()).isEqualTo("Nord");
        assertThat(answered).isEmpty();
    }

    @Test
    void nothingIsAskedUntilSomebodySwitchesItOn() throws Exception {
        fetching(settings("http://127.0.0.1:" + server.getAddress().getPort(), false))
                .fetchDue();

        assertThat(answered).isEmpty();
        assertThat(new ForecastSettings(
                                false,
                                "https://opendata.dwd.de/",
                                "https://www.dwd.de/a.cfg?view=b",
                                false,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO)
                        .locate("weather/x"))
                .isEqualTo("https://opendata.dwd.de/weather/x");
    }

    @Test
    void onlyThisMachineIsAskedWithoutTls() {
        assertThatThrownBy(() -> settings("http://198.51.100.7", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stadtkern.forecasts.from must begin with https://");
    }

    private Fetching fetching() {
        return fetching(settings("http://127.0.0.1:" + server.getAddress().getPort(), true));
    }

    private Fetching fetching(ForecastSettings settings) {
        return new Fetching(
                settings,
                new ForecastOrigin(),
                places,
                feeds,
                rows,
                warnings,
                new WarningNotices(warnings, standby, people, notifications, clock),
                new ForecastChecks(jdbc, rows, observations, clock),
                liveUpdates,
                transaction,
                clock);
    }

    private Forecasts forecasts() {
        return new Forecasts(rows, warnings, feeds, settings("https://localhost", true), clock);
    }

    private static ForecastSettings settings(String from, boolean active) {
        return new ForecastSettings(
                active,
                from,
                from + "/mosmix_stationskatalog.cfg",
                false,
                Duration.ofHours(4),
                Duration.ofHours(9),
                Duration.ofHours(1));
    }

    private Feed road() {
        return feeds.list().stream()
                .filter(feed -> feed.kind() == Feed.Kind.ROAD)
                .findFirst()
                .orElseThrow();
    }

    private byte[] road(String station, double surface) throws Exception {
        return DwdFiles.bzip2(DwdFiles.road(clock.instant(), station, surface, 24));
    }

    private byte[] weather() throws Exception {
        return DwdFiles.zip(Map.of(
                "MOSMIX_L.kml",
                DwdFiles.weather(
                        clock.instant(),
                        clock.instant().plusSeconds(3600),
                        Map.of("10685", Map.of("TTT", "273.15 274.15")))));
    }

    private String warning(String id, String severity, double half, double leftOut) {
        String area = "<polygon>" + DwdFiles.square(HERE.lat(), HERE.lon(), half) + "</polygon>"
                + (leftOut == 0
                        ? ""
                        : "<geocode><valueName>EXCLUDE_POLYGON</valueName><value>"
                                + DwdFiles.square(HERE.lat(), HERE.lon(), leftOut) + "</value></geocode>");
        return DwdFiles.warning(id, severity, clock.instant(), clock.instant().plus(Duration.ofHours(10)), area);
    }

    private String replacing(String id, String severity, String replaced) {
        return warning(id, severity, 0.2, 0)
                .replace(
                        "<source>PVW</source>",
                        "<references>opendata@dwd.de," + replaced + ",2026-11-30T17:00:00+01:00</references>");
    }

    private void warn(String... all) throws Exception {
        Map<String, String> files = new ConcurrentHashMap<>();
        for (String one : all) {
            files.put(files.size() + ".xml", one);
        }
        served.put("Z_CAP_C_EDZW_LATEST_PVW_STATUS_PREMIUMDWD_COMMUNEUNION_DE.zip", DwdFiles.zip(files));
    }

    private long messages() {
        return jdbc.sql("select count(*) from notification where person_id = ?")
                .param(officer)
                .query(Long.class)
                .single();
    }
}
