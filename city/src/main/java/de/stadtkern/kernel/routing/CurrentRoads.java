package de.stadtkern.kernel.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.Extract;
import de.stadtkern.kernel.streets.ExtractFiles;
import de.stadtkern.kernel.streets.Streets;
import de.stadtkern.kernel.streets.UnreadableExtractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The roads as they are now. Each node reads the extract of the database into its memory, in the background, and again
 * when there is another one; the old roads serve until then, and stay when the new ones cannot be read. Closures count
 * as soon as they are in force: at first rows of matrices are searched for, then the hierarchies are prepared anew.
 */
@Component
@EnableConfigurationProperties(RoutingSettings.class)
class CurrentRoads implements Routing, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(CurrentRoads.class);

    /** Pairs of ends, each of them 8 bytes. */
    private static final int PAIRS_IN_CACHE = 4_000_000;

    private final Streets streets;
    private final ExtractFiles files;
    private final ClosureRows closures;
    private final RoutingSettings settings;
    private final Clock clock;
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("road-graph").factory());

    private volatile State state = new State(null, null, "", List.of());
    private volatile String read = "";

    /**
     * @param open the roads without closures
     * @param roads with the closures in force
     */
    private record State(
            @Nullable RoadGraph open,
            @Nullable RoadGraph roads,
            String sha256,
            List<Long> closures,
            Cache<Question, Matrix> matrices) {

        State(@Nullable RoadGraph open, @Nullable RoadGraph roads, String sha256, List<Long> closures) {
            this(
                    open,
                    roads,
                    sha256,
                    closures,
                    Caffeine.newBuilder()
                            .maximumWeight(PAIRS_IN_CACHE)
                            .weigher((Question question, Matrix matrix) -> matrix.size() * matrix.size())
                            .build());
        }
    }

    private record Question(Profile profile, List<End> ends) {}

    CurrentRoads(Streets streets, ExtractFiles files, ClosureRows closures, RoutingSettings settings, Clock clock) {
        this.streets = streets;
        this.files = files;
        this.closures = closures;
        this.settings = settings;
        this.clock = clock;
    }

    /** Looks whether there are other roads or closures. */
    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT2S")
    void look() {
        Optional<Extract> extract = streets.findExtract().filter(files::holds);
        if (extract.isEmpty()) {
            forget();
        } else if (!extract.get().sha256().equals(read)) {
            read = extract.get().sha256();
            background.execute(() -> read(extract.get()));
        }
        lookAtClosures();
    }

    /** There are no roads without the bytes they come from. */
    private synchronized void forget() {
        read = "";
        if (ready()) {
            use(null, "", state.closures());
        }
    }

    /** Lets closures count that have just begun or ended. */
    synchronized void lookAtClosures() {
        List<Long> ids = closures.listIdsInForce(clock.instant());
        if (!ids.equals(state.closures())) {
            use(state.open(), state.sha256(), ids);
        }
    }

    private synchronized void use(@Nullable RoadGraph open, String sha256, List<Long> ids) {
        RoadGraph roads = open == null ? null : open.closing(lines(ids));
        State next = new State(open, roads, sha256, ids);
        state = next;
        if (roads != null && !roads.isPrepared()) {
            background.execute(() -> prepare(next, roads));
        }
    }

    private List<ClosedLine> lines(List<Long> ids) {
        return closures.listByIds(ids).stream()
                .flatMap(closure -> closure.closedLines().stream())
                .toList();
    }

    private void read(Extract extract) {
        try {
            Path folder = Files.createTempDirectory("stadtkern-roads");
            Path file = folder.resolve(extract.fileName());
            try {
                files.copy(extract, file);
                RoadGraph graph =
                        RoadGraph.build(file, settings.truck(), (count, step) -> log.info("Roads: {} {}", count, step));
                use(graph, extract.sha256(), closures.listIdsInForce(clock.instant()));
                log.info("Roads of {} are in use: {} edges", extract.fileName(), graph.edges());
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (UnreadableExtractException e) {
            log.error("Roads: {} could not be read; the roads stay as they were", extract.fileName(), e);
        } catch (IOException | RuntimeException e) {
            log.warn("Roads: {} is tried again", extract.fileName(), e);
            read = "";
        }
    }

    private void prepare(State wanted, RoadGraph roads) {
        if (state == wanted) {
            RoadGraph prepared = roads.prepared();
            synchronized (this) {
                if (state == wanted) {
                    state = new State(wanted.open(), prepared, wanted.sha256(), wanted.closures(), wanted.matrices());
                }
            }
        }
    }

    /** The roads as they are now; empty before the first extract is read. */
    Optional<RoadGraph> find() {
        return Optional.ofNullable(state.roads());
    }

    @Override
    public boolean ready() {
        return state.roads() != null;
    }

    @Override
    public List<Route> routes(Profile profile, List<Position> via, int alternatives) {
        return find().map(roads -> roads.routes(profile, via, alternatives)).orElse(List.of());
    }

    @Override
    public Matrix matrix(Profile profile, List<End> ends) {
        State now = state;
        RoadGraph roads = now.roads();
        return roads == null
                ? Matrix.empty(ends.size())
                : now.matrices()
                        .get(
                                new Question(profile, List.copyOf(ends)),
                                question -> roads.matrix(profile, question.ends()));
    }

    @Override
    public List<Position> course(Profile profile, End from, End to) {
        return find().map(roads -> roads.course(profile, from, to)).orElse(List.of());
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
