package de.stadtkern.bench.streets;

import com.sun.management.OperatingSystemMXBean;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Matrix;
import de.stadtkern.kernel.routing.Profile;
import de.stadtkern.kernel.routing.RoadGraph;
import de.stadtkern.kernel.routing.Route;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.kernel.routing.Truck;
import de.stadtkern.kernel.streets.Segment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What routes and matrices of all profiles take, and whether they agree. */
final class RoutingFigures {

    private static final int ROUTES = 200;
    private static final int ROUNDS = 3;
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Routing roads;
    private final double seconds;
    private final Random chance = new Random(1);

    RoutingFigures(Path extract) {
        long before = MACHINE.getProcessCpuTime();
        roads = RoadGraph.build(extract, Truck.USUAL, (count, step) -> {});
        seconds = (MACHINE.getProcessCpuTime() - before) / 1e9;
    }

    void print(List<Segment> segments, int size) {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.println("## Routing\n");
        System.out.println(String.format(
                Locale.ROOT,
                "All profiles from the extract: %.1f CPU seconds; heap of the whole program afterwards %d MiB.\n",
                seconds,
                heap / 1024 / 1024));
        System.out.println(String.format(
                Locale.ROOT,
                "| profile | matrix %,d × %,d, CPU s | without a way | route, CPU ms | routes beside the matrix, s |",
                size,
                size));
        System.out.println("|---|---|---|---|---|");
        List<End> ends = ends(segments, size);
        for (Profile profile : Profile.values()) {
            boolean prepared = profile == Profile.CAR || profile == Profile.TRUCK;
            print(profile, prepared ? ends : ends.subList(0, Math.min(ends.size(), ROUTES)));
        }
        System.out.println("\nBicycle, foot and wheelchair: the first " + ROUTES + " ends only.\n");
    }

    private List<End> ends(List<Segment> segments, int size) {
        List<End> ends = new ArrayList<>();
        while (ends.size() < size) {
            Segment segment = segments.get(chance.nextInt(segments.size()));
            ends.add(End.of(segment.course().getFirst()));
        }
        return ends;
    }

    private void print(Profile profile, List<End> ends) {
        double matrixSeconds = Double.POSITIVE_INFINITY;
        Matrix matrix = roads.matrix(profile, List.of());
        for (int round = 0; round < ROUNDS; round++) {
            long before = MACHINE.getProcessCpuTime();
            matrix = roads.matrix(profile, ends);
            matrixSeconds = Math.min(matrixSeconds, (MACHINE.getProcessCpuTime() - before) / 1e9);
        }
        double most = 0;
        long before = MACHINE.getProcessCpuTime();
        for (int i = 0; i < ROUTES; i++) {
            int from = chance.nextInt(ends.size());
            int to = chance.nextInt(ends.size());
            List<Route> routes = roads.routes(
                    profile, List.of(ends.get(from).position(), ends.get(to).position()), 0);
            double expected = matrix.seconds(from, to);
            if (Double.isFinite(expected) != !routes.isEmpty()) {
                most = Double.POSITIVE_INFINITY;
            } else if (!routes.isEmpty()) {
                most = Math.max(most, Math.abs(routes.getFirst().seconds() - expected));
            }
        }
        double routeMillis = (MACHINE.getProcessCpuTime() - before) / 1e6 / ROUTES;
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.2f (%,d) | %.1f %% | %.1f | %.2f |",
                profile.key(),
                matrixSeconds,
                ends.size(),
                100 * withoutWay(matrix),
                routeMillis,
                most));
    }

    private static double withoutWay(Matrix matrix) {
        long none = 0;
        for (int from = 0; from < matrix.size(); from++) {
            for (int to = 0; to < matrix.size(); to++) {
                none += Double.isFinite(matrix.seconds(from, to)) ? 0 : 1;
            }
        }
        return (double) none / ((long) matrix.size() * matrix.size());
    }
}
