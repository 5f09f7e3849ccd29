package de.stadtkern.bench.waste;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Matrix;
import de.stadtkern.kernel.routing.Profile;
import de.stadtkern.kernel.routing.RoadGraph;
import de.stadtkern.kernel.routing.Truck;
import de.stadtkern.tours.Facility;
import de.stadtkern.tours.Travel;
import de.stadtkern.tours.Vehicle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The streets between the bins, the depot and the tip, and the vehicles. Nodes: the bins, then depot, then tip. */
final class Ground implements Travel {

    private static final Position DEPOT = new Position(7.7905, 49.4525);
    private static final Position TIP = new Position(7.8210, 49.4490);
    private static final double WITHOUT_WAY = 30_000;

    static final double EUROS_PER_KILOMETRE = 1.1;
    static final double EUROS_PER_HOUR = 62;
    static final double CO2_KILOGRAMS_PER_KILOMETRE = 0.75;
    static final double LITRES = 4000;
    static final int BEGIN_HOUR = 6;
    static final double HOURS = 8;
    static final int VEHICLES = 3;
    static final double SECONDS_A_STOP = 75;
    static final double SECONDS_AT_TIP = 600;

    private final Matrix matrix;
    private final double euroPerHour;

    /** @param euroPerHour that an hour of a vehicle with its crew counts when tours are planned */
    Ground(Path extract, List<Truth.Site> sites, double euroPerHour) {
        this.euroPerHour = euroPerHour;
        List<End> ends = new ArrayList<>();
        sites.forEach(site -> ends.add(End.of(site.position())));
        ends.add(End.of(DEPOT));
        ends.add(End.of(TIP));
        matrix = RoadGraph.build(extract, Truck.USUAL, (count, step) -> {}).matrix(Profile.TRUCK, ends);
    }

    int depot() {
        return matrix.size() - 2;
    }

    int tip() {
        return matrix.size() - 1;
    }

    List<Facility> tips() {
        return List.of(new Facility(tip(), SECONDS_AT_TIP));
    }

    /** Times are seconds after midnight. */
    List<Vehicle> vehicles() {
        List<Vehicle> vehicles = new ArrayList<>();
        for (int number = 1; number <= VEHICLES; number++) {
            vehicles.add(Vehicle.at(number, depot())
                    .withCapacity(LITRES)
                    .withRates(0, EUROS_PER_KILOMETRE / 1000, euroPerHour / 3600)
                    .withHours(BEGIN_HOUR * 3600.0, (BEGIN_HOUR + HOURS) * 3600));
        }
        return vehicles;
    }

    /** Whether a place can be reached from the depot and left again. */
    boolean reaches(int node) {
        return Double.isFinite(matrix.metres(depot(), node)) && Double.isFinite(matrix.metres(node, depot()));
    }

    @Override
    public double distance(int from, int to) {
        double metres = matrix.metres(from, to);
        return Double.isFinite(metres) ? metres : WITHOUT_WAY;
    }

    @Override
    public double seconds(int from, int to) {
        double seconds = matrix.seconds(from, to);
        return Double.isFinite(seconds) ? seconds : WITHOUT_WAY;
    }
}
