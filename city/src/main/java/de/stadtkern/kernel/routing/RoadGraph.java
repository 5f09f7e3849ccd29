package de.stadtkern.kernel.routing;

import com.carrotsearch.hppc.IntArrayList;
import com.graphhopper.reader.osm.OSMReader;
import com.graphhopper.routing.OSMReaderConfig;
import com.graphhopper.routing.subnetwork.EdgeBasedTarjanSCC;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.RAMDirectory;
import com.graphhopper.storage.index.LocationIndex;
import com.graphhopper.storage.index.LocationIndexTree;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.Progress;
import de.stadtkern.kernel.streets.UnreadableExtractException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The roads of an OpenStreetMap extract, ready for routes and matrices of all profiles. Kept in memory; may be used by
 * many threads at the same time.
 */
public final class RoadGraph implements Routing {

    /** Matrices of these are prepared; those of the others are searched for row by row. */
    private static final Set<Profile> PREPARED = EnumSet.of(Profile.CAR, Profile.TRUCK);

    /** From fewer places than these one does not find a way to the others: a parking deck, an error in the map. */
    private static final int SMALLEST_PART = 200;

    private final Net net;
    private final Barriers barriers;
    private final Map<Profile, Costs> costs = new EnumMap<>(Profile.class);
    private final Map<Profile, Hierarchy> hierarchies = new EnumMap<>(Profile.class);
    private final Map<Profile, BitSet> usable = new EnumMap<>(Profile.class);
    private final ClosedRoads closed;

    /** In which order the nodes are contracted, as found for the first profile. */
    private int[] order = {};

    private RoadGraph(Net net, Barriers barriers) {
        this.net = net;
        this.barriers = barriers;
        this.closed = ClosedRoads.NONE;
    }

    private RoadGraph(RoadGraph open, ClosedRoads closed) {
        this.net = open.net;
        this.barriers = open.barriers;
        this.costs.putAll(open.costs);
        if (closed.driving().isEmpty()) {
            this.hierarchies.putAll(open.hierarchies);
        }
        this.usable.putAll(open.usable);
        this.order = open.order;
        this.closed = closed;
    }

    /**
     * Reads an OpenStreetMap file (.osm.pbf, .osm, .osm.gz) and prepares all profiles; takes seconds for a town.
     *
     * @throws UnreadableExtractException when the file is missing, broken or without roads
     */
    public static RoadGraph build(Path extract, Truck truck, Progress progress) {
        RoadFacts facts = new RoadFacts();
        BaseGraph graph = read(extract, facts);
        progress.report(graph.getEdges(), "edges of the road graph read");
        LocationIndex index = new LocationIndexTree(graph, new RAMDirectory()).prepareIndex();
        Net net = new Net(graph, index, facts);
        Barriers barriers = new Barriers(net, facts);
        RoadGraph roads = new RoadGraph(net, barriers);
        for (Profile profile : Profile.values()) {
            Costs costs = new Costs(net, Rules.of(profile, facts, truck, barriers));
            roads.costs.put(profile, costs);
            roads.usable.put(profile, connected(net, costs));
            if (PREPARED.contains(profile)) {
                Hierarchy hierarchy = Hierarchy.prepare(net, costs, profile.key(), roads.order);
                roads.hierarchies.put(profile, hierarchy);
                roads.order = hierarchy.byRank;
            }
            progress.report(profile.ordinal() + 1, "profiles of " + Profile.values().length + " prepared");
        }
        return roads;
    }

    private static BaseGraph read(Path extract, RoadFacts facts) {
        BaseGraph graph = new BaseGraph.Builder(facts.encoding)
                .setDir(new RAMDirectory())
                .withTurnCosts(true)
                .create();
        try {
            new OSMReader(graph, facts.parsers(), new OSMReaderConfig())
                    .setFile(extract.toFile())
                    .readGraph();
        } catch (IOException | RuntimeException e) {
            graph.close();
            throw new UnreadableExtractException(extract, e);
        }
        if (graph.getEdges() == 0) {
            graph.close();
            throw new UnreadableExtractException(extract, "it has no roads");
        }
        graph.freeze();
        return graph;
    }

    /** The keys from which one comes to many others and back. */
    private static BitSet connected(Net net, Costs costs) {
        var parts = EdgeBasedTarjanSCC.findComponents(
                net.graph,
                (before, edge) -> {
                    double weight = costs.calcEdgeWeight(edge, false)
                            + costs.calcTurnWeight(before, edge.getBaseNode(), edge.getEdge());
                    return Double.isFinite(weight);
                },
                true);
        int smallest = Math.min(SMALLEST_PART, parts.getBiggestComponent().size());
        BitSet keys = new BitSet(2 * net.edges);
        for (IntArrayList part : parts.getComponents()) {
            if (part.size() >= smallest) {
                IntStream.of(part.toArray()).forEach(keys::set);
            }
        }
        return keys;
    }

    /** The same roads, of which some are closed. Quick: nothing is read or prepared again. */
    RoadGraph closing(Collection<ClosedLine> lines) {
        return new RoadGraph(this, ClosedRoads.of(net, lines));
    }

    /** Whether matrices of the prepared profiles are quick. */
    boolean isPrepared() {
        return !hierarchies.isEmpty();
    }

    /** The same, prepared with the roads that are closed. */
    RoadGraph prepared() {
        RoadGraph prepared = new RoadGraph(this, closed);
        for (Profile profile : PREPARED) {
            Costs open = costs(profile).without(closed.edges(profile));
            prepared.hierarchies.put(profile, Hierarchy.prepare(net, open, profile.key(), order));
        }
        return prepared;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public List<Route> routes(Profile profile, List<Position> via, int alternatives) {
        return new Routes(net, costs(profile), barriers, profile, closed.edges(profile), snapping(profile))
                .find(via, alternatives);
    }

    @Override
    public Matrix matrix(Profile profile, List<End> ends) {
        Snapping snapping = snapping(profile);
        List<Stop> stops = ends.stream().map(snapping::stop).toList();
        Hierarchy hierarchy = hierarchies.get(profile);
        return hierarchy == null ? searched(profile, stops) : swept(hierarchy, stops);
    }

    private static Matrix swept(Hierarchy hierarchy, List<Stop> stops) {
        long[] labels = new RowSweep(hierarchy, stops).rows(stops);
        float[] seconds = new float[labels.length];
        float[] metres = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            set(seconds, metres, i, labels[i], Labels.centis(labels[i]));
        }
        return new Matrix(stops.size(), seconds, metres);
    }

    /** Row by row, one search each. */
    Matrix searched(Profile profile, List<Stop> stops) {
        int size = stops.size();
        float[] seconds = new float[size * size];
        float[] metres = new float[size * size];
        Search search = new Search(net, costs(profile), closed.edges(profile));
        for (int row = 0; row < size; row++) {
            search.run(stops.get(row), Search.NO_LIMIT);
            for (int column = 0; column < size; column++) {
                Search.Cost cost = search.cost(stops.get(column));
                set(seconds, metres, row * size + column, cost.label(), cost.timeCentis());
            }
        }
        return new Matrix(size, seconds, metres);
    }

    private static void set(float[] seconds, float[] metres, int at, long label, long timeCentis) {
        seconds[at] = Labels.isWay(label) ? timeCentis / 100f : Float.POSITIVE_INFINITY;
        metres[at] = Labels.isWay(label) ? Labels.centimetres(label) / 100f : Float.POSITIVE_INFINITY;
    }

    @Override
    public List<Position> course(Profile profile, End from, End to) {
        Snapping snapping = snapping(profile);
        Stop target = snapping.stop(to);
        Search search =
                new Search(net, costs(profile), closed.edges(profile)).run(snapping.stop(from), Search.NO_LIMIT);
        return Labels.isWay(search.cost(target).label()) ? Courses.of(net, search.way(target)) : List.of();
    }

    /** What is reached from a place within each of the given times. */
    Reach reach(Profile profile, Position from, List<Integer> minutes) {
        Stop start = snapping(profile).stop(End.of(from));
        return Reach.of(net, costs(profile), closed.edges(profile), start, minutes);
    }

    /** The parts of the street with this name, from junction to junction, and roughly from its one end to the other. */
    List<StreetPart> streetParts(String street) {
        List<StreetPart> parts = IntStream.range(0, net.edges)
                .filter(edge -> net.street(2 * edge).equalsIgnoreCase(street))
                .mapToObj(this::streetPart)
                .toList();
        var lon = parts.stream().mapToDouble(StreetPart::lon).summaryStatistics();
        var lat = parts.stream().mapToDouble(StreetPart::lat).summaryStatistics();
        boolean alongLon = lon.getMax() - lon.getMin() > lat.getMax() - lat.getMin();
        return parts.stream()
                .sorted(Comparator.comparingDouble(alongLon ? StreetPart::lon : StreetPart::lat))
                .toList();
    }

    private StreetPart streetPart(int edge) {
        int key = 2 * edge;
        return new StreetPart(
                edge,
                net.street(key),
                net.crossing(net.tail(key), edge),
                net.crossing(net.head[key], edge),
                net.centimetres[edge] / 100.0,
                net.course(key));
    }

    /** How many edges these lines would close. */
    int countClosed(Collection<ClosedLine> lines) {
        return ClosedRoads.of(net, lines).driving().cardinality();
    }

    /** How many edges there are. */
    public int edges() {
        return net.edges;
    }

    Snapping snapping(Profile profile) {
        return new Snapping(net, usable(profile), closed.edges(profile));
    }

    private BitSet usable(Profile profile) {
        return Objects.requireNonNull(usable.get(profile));
    }

    private Costs costs(Profile profile) {
        return Objects.requireNonNull(costs.get(profile));
    }
}
