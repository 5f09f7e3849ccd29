package de.stadtkern.kernel.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import de.stadtkern.kernel.addresses.FoundAddress.Kind;
import de.stadtkern.kernel.addresses.FoundAddress.Precision;
import de.stadtkern.kernel.basemap.BaseMap;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.FreshSchema;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people write in a whole town as OpenStreetMap had it in 2013; the extract lies outside the repository. */
class KaiserslauternQueriesTest {

    private static final Path QUERIES = Path.of("src/test/resources/de/stadtkern/kernel/addresses/queries.txt");

    private static final Position CENTRE = new Position(7.76899, 49.44321);

    private static Optional<Addresses> town = Optional.empty();

    @BeforeEach
    void importOnce() {
        String shared = System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared");
        Path extract = Path.of(shared, "data/osm/kaiserslautern.osm.pbf");
        assumeTrue(Files.exists(extract), extract.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        if (town.isEmpty()) {
            DataSource database = FreshSchema.create();
            BaseMap.in(database).importExtract(extract, (count, step) -> {});
            town = Optional.of(new Addresses(new AddressRows(pooled(database))));
        }
    }

    /** As in the program: a connection of its own for each question would take longer than the answer. */
    private static DataSource pooled(DataSource database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(2);
        return pool;
    }

    private record Query(String text, String kind, String label) {

        boolean isAnsweredBy(FoundAddress found) {
            return switch (kind) {
                case "HOUSE" -> isHouse(found, Precision.EXACT);
                case "INTERPOLATED", "NEIGHBOUR" -> isHouse(found, Precision.valueOf(kind));
                case "COORDINATES" ->
                    found.kind() == Kind.COORDINATES && found.label().startsWith(label);
                default -> found.kind() == Kind.valueOf(kind) && found.label().equals(label);
            };
        }

        private boolean isHouse(FoundAddress found, Precision precision) {
            return found.kind() == Kind.HOUSE
                    && found.precision() == precision
                    && found.label().equals(label);
        }
    }

    private static List<Query> queries() throws IOException {
        return Files.readAllLines(QUERIES).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Query(cells[0], cells[1], cells[2]))
                .toList();
    }

    @Test
    void nineteenOfTwentyQueriesFindWhatIsMeantFirst() throws IOException {
        List<Query> queries = queries();
        List<String> wrong = new ArrayList<>();
        for (Query query : queries) {
            List<FoundAddress> found = town.orElseThrow().find(query.text, Optional.of(CENTRE), 5);
            if (found.isEmpty() || !query.isAnsweredBy(found.getFirst())) {
                wrong.add(query + " found " + found);
            }
        }
        assertThat(queries).hasSizeGreaterThanOrEqualTo(200);
        assertThat(wrong).hasSizeLessThanOrEqualTo(queries.size() / 20);
    }

    /** Time of the processor, so that other work on the machine does not count; the database's share comes on top. */
    @Test
    void anAnswerTakesMilliseconds() throws IOException {
        List<Query> queries = queries();
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        double milliseconds = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 5; round++) {
            long start = thread.getCurrentThreadCpuTime();
            queries.forEach(query -> town.orElseThrow().find(query.text, Optional.empty(), 5));
            milliseconds = Math.min(milliseconds, (thread.getCurrentThreadCpuTime() - start) / 1e6 / queries.size());
        }
        System.out.printf("%.2f ms CPU%n", milliseconds);
        assertThat(milliseconds).isLessThan(10);
    }
}
