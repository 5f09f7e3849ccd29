package de.stadtkern.kernel.basemap;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import de.stadtkern.kernel.addresses.AddressImport;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.Extract;
import de.stadtkern.kernel.streets.ExtractFiles;
import de.stadtkern.kernel.streets.ImportReport;
import de.stadtkern.kernel.streets.Progress;
import de.stadtkern.kernel.streets.Streets;
import de.stadtkern.kernel.streets.UnreadableExtractException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The town's map: imported from an OpenStreetMap extract together with its road network. */
@Component
public class BaseMap {

    /** Grows when the same file gives another map. */
    private static final int READING = 1;

    private static final int FEATURES_PER_REPORT = 20_000;
    private static final String FEATURES_WRITTEN = "features of the map written";

    /** After this time a running program notices what another has imported. */
    private static final Duration NOTICED_AFTER = Duration.ofSeconds(2);

    private final LoadingCache<String, Optional<MapExtract>> shown;
    private final FeatureRows rows;
    private final Streets streets;
    private final ExtractFiles files;
    private final AddressImport addresses;
    private final TransactionOperations transaction;

    BaseMap(
            FeatureRows rows,
            Streets streets,
            ExtractFiles files,
            AddressImport addresses,
            TransactionOperations transaction) {
        this.rows = rows;
        this.streets = streets;
        this.files = files;
        this.addresses = addresses;
        this.transaction = transaction;
        this.shown = Caffeine.newBuilder().expireAfterWrite(NOTICED_AFTER).build(key -> rows.findExtract());
    }

    /** The map in this database, for a program that does not run the town. */
    public static BaseMap in(DataSource database) {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        return new BaseMap(
                new FeatureRows(database),
                Streets.in(database),
                ExtractFiles.in(database),
                AddressImport.in(database),
                transaction);
    }

    /**
     * Replaces the road network, the map and the addresses by what an OpenStreetMap file holds (.osm.pbf, .osm,
     * .osm.gz), all or nothing, and keeps the file for those who read more from it. Running programs on the same
     * database show it within seconds. Does nothing when all already come from
     * the same content.
     *
     * @throws UnreadableExtractException when the file is missing, broken or without roads; nothing is changed
     */
    public MapReport importExtract(Path file, Progress progress) {
        long start = System.nanoTime();
        Extract extract = Extract.of(file);
        MapReport report = Objects.requireNonNull(transaction.execute(status -> {
            ImportReport roads = streets.importExtract(file, extract, progress);
            if (!files.holds(extract)) {
                files.keep(file, extract);
            }
            boolean redrawn = !isDrawn(extract);
            if (redrawn) {
                replace(file, extract, progress);
            }
            boolean readdressed = addresses.read(file, extract, progress);
            return new MapReport(roads, redrawn || readdressed, Duration.ofNanos(System.nanoTime() - start));
        }));
        shown.invalidateAll();
        return report;
    }

    /** What the land is used for at each of these places, as the smallest area around it says; the others are missing. */
    public Map<Position, LandUse> landUses(Set<Position> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        List<Spot> spots = places.stream().map(Spot::of).toList();
        Map<Position, LandUse> uses = new HashMap<>();
        Map<Position, Double> sizes = new HashMap<>();
        for (MapFeature area : rows.list(Box.around(places), LandUse.kinds())) {
            LandUse use = LandUse.of(area.kind());
            int[] bounds = area.shape().bounds();
            double size = area.shape().size();
            for (Spot spot : spots) {
                if (spot.isWithin(bounds)
                        && size < sizes.getOrDefault(spot.place, Double.POSITIVE_INFINITY)
                        && area.shape().contains(spot.x, spot.y)) {
                    sizes.put(spot.place, size);
                    uses.put(spot.place, use);
                }
            }
        }
        return uses;
    }

    /** A place in the units of {@link Mercator}. */
    private record Spot(Position place, int x, int y) {

        static Spot of(Position place) {
            return new Spot(place, Mercator.x(place.lon()), Mercator.y(place.lat()));
        }

        boolean isWithin(int[] bounds) {
            return x >= bounds[0] && y >= bounds[1] && x <= bounds[2] && y <= bounds[3];
        }
    }

    /** The map that is shown; empty before the first import. */
    Optional<MapExtract> findExtract() {
        return shown.get("");
    }

    MapExtract getExtract() {
        return findExtract().orElseThrow(() -> Refusal.notFound("basemap.refusal.none"));
    }

    private boolean isDrawn(Extract extract) {
        return rows.findExtract()
                .filter(last -> last.reading() == READING && last.sha256().equals(extract.sha256()))
                .isPresent();
    }

    private void replace(Path file, Extract extract, Progress progress) {
        rows.clear();
        FeatureRows.Writer writer = rows.new Writer();
        FeatureReader.read(file, feature -> {
            int count = writer.add(feature);
            if (count % FEATURES_PER_REPORT == 0) {
                progress.report(count, FEATURES_WRITTEN);
            }
        });
        int features = writer.flush();
        Box bounds = rows.findBoundsOfRoads()
                .orElseThrow(() -> new UnreadableExtractException(file, "its roads have no extent"));
        rows.insert(new MapExtract(0, extract.sha256(), READING, extract.attribution(), bounds), features);
        progress.report(features, FEATURES_WRITTEN);
    }
}
