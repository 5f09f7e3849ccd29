package de.stadtkern.kernel.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Viterbi's search for the likeliest way through the newest fixes. Whatever all ways have in common is given away, and so
 * is the beginning of the likeliest when the window is full.
 */
final class Lattice {

    /** Fastest vehicle of a town, in metres per second: 162 km/h. */
    static final double FASTEST = 45;

    /** Shorter pieces are rounding. */
    private static final double NOTHING = 0.1;

    /** How much farther than as the crow flies somebody drives, in metres, before it counts 1. */
    private static final double DETOUR = 5;

    private static final double DETOUR_SHARE = 0.03;
    /** Metres per second from which on it is the less likely the faster: 90 km/h. */
    private static final double HURRIED = 25;

    private static final double HURRIED_SPARE = 20;
    /** So many metres per second faster count 1. */
    private static final double HURRY = 2;
    /** A fix that makes everything so much costlier is an outlier. */
    private static final double UNLIKELY = 16;

    /** States that are so much costlier than the best are not followed. */
    private static final double HOPELESS = 40;

    private static final double DETOUR_FACTOR = 1.5;
    private static final double DETOUR_SPARE = 200;

    private final RoadNetwork network;
    private final Routes routes;
    private final int window;
    private final Consumer<Step> out;
    private final List<Column> columns = new ArrayList<>();

    Lattice(RoadNetwork network, Routes routes, int window, Consumer<Step> out) {
        this.network = network;
        this.routes = routes;
        this.window = window;
        this.out = out;
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    void start(Fix fix, Nearby nearby) {
        columns.add(new Column(fix, network, nearby));
    }

    void standUntil(Instant moment) {
        columns.getLast().standUntil(moment);
    }

    /** Goes on to a fix; changes nothing and says no when no likely way leads to any of its places. */
    boolean extend(Fix fix, Nearby nearby) {
        Column last = columns.getLast();
        Column next = new Column(fix, network, nearby);
        double straight = last.metresTo(next);
        double seconds = seconds(last, next);
        double limit = limit(straight, seconds);
        double[] least = new double[next.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        int[] from = new int[next.size()];
        for (int a : last.cheapestFirst(HOPELESS)) {
            for (int b = 0; b < next.size(); b++) {
                if (last.cost(a) < least[b]) {
                    double metres = routes.metres(last.edge(a), last.at(a), next.edge(b), next.seen(b), limit);
                    double cost = last.cost(a) + unlikelihood(metres, straight, seconds);
                    if (metres <= limit && cost < least[b]) {
                        least[b] = cost;
                        from[b] = a;
                    }
                }
            }
        }
        for (int b = 0; b < next.size(); b++) {
            if (least[b] == Double.POSITIVE_INFINITY) {
                next.exclude(b);
            } else {
                int a = from[b];
                double at = routes.at(last.edge(a), last.at(a), next.edge(b), next.seen(b));
                next.reach(b, least[b] + next.cost(b), a, at);
            }
        }
        if (next.cost(next.best()) > last.cost(last.best()) + UNLIKELY) {
            return false;
        }
        columns.add(next);
        giveAwayWhatIsCertain();
        return true;
    }

    /** Minus the logarithm of how likely somebody drives so far between two places this far apart. */
    private static double unlikelihood(double metres, double straight, double seconds) {
        double detour = Math.abs(metres - straight) / (DETOUR + DETOUR_SHARE * straight);
        double hurry = Math.max(0, metres - HURRIED * seconds - HURRIED_SPARE) / seconds;
        return detour + hurry / HURRY;
    }

    /** Ends with the likeliest way. */
    void finish() {
        if (!columns.isEmpty()) {
            give(columns.size() - 1, columns.getLast().best());
            columns.clear();
        }
    }

    private void giveAwayWhatIsCertain() {
        long alive = followed(columns.getLast());
        for (int i = columns.size() - 1; i > 0; i--) {
            alive = before(columns.get(i), alive);
            if (Long.bitCount(alive) == 1) {
                give(i - 1, Long.numberOfTrailingZeros(alive));
                return;
            }
        }
        if (columns.size() > window) {
            decideTheOlderHalf();
        }
    }

    private void decideTheOlderHalf() {
        int middle = columns.size() / 2;
        int state = columns.getLast().best();
        for (int i = columns.size() - 1; i > middle; i--) {
            state = columns.get(i).before(state);
        }
        give(middle, state);
        long alive = 1L << state;
        for (int i = 1; i < columns.size(); i++) {
            alive = after(columns.get(i), alive);
        }
        Column last = columns.getLast();
        for (int b = 0; b < last.size(); b++) {
            if ((alive >> b & 1) == 0) {
                last.exclude(b);
            }
        }
    }

    /** The states from which the way may go on, as bits; there are never more than 16. */
    private static long followed(Column column) {
        double hopeless = column.cost(column.best()) + HOPELESS;
        long states = 0;
        for (int state = 0; state < column.size(); state++) {
            states |= column.cost(state) <= hopeless ? 1L << state : 0;
        }
        return states;
    }

    private static long before(Column column, long alive) {
        long states = 0;
        for (int state = 0; state < column.size(); state++) {
            states |= (alive >> state & 1) == 1 ? 1L << column.before(state) : 0;
        }
        return states;
    }

    private static long after(Column column, long alive) {
        long states = 0;
        for (int state = 0; state < column.size(); state++) {
            int before = column.before(state);
            states |= before >= 0 && (alive >> before & 1) == 1 ? 1L << state : 0;
        }
        return states;
    }

    /** Gives away the way to this state, and keeps its column as the first. */
    private void give(int index, int state) {
        int[] states = new int[index + 1];
        states[index] = state;
        for (int i = index; i > 0; i--) {
            states[i - 1] = columns.get(i).before(states[i]);
        }
        for (int i = 0; i < index; i++) {
            give(columns.get(i), states[i], columns.get(i + 1), states[i + 1]);
        }
        columns.subList(0, index).clear();
    }

    private void give(Column one, int a, Column other, int b) {
        double limit = limit(one.metresTo(other), seconds(one, other));
        List<Routes.Leg> legs = routes.legs(one.edge(a), one.at(a), other.edge(b), other.seen(b), limit);
        double whole = legs.stream().mapToDouble(leg -> leg.to() - leg.from()).sum();
        Duration time = Duration.between(one.until(), other.fix().at());
        double driven = 0;
        for (Routes.Leg leg : legs) {
            if (leg.to() - leg.from() > NOTHING) {
                Instant from = one.until().plusNanos((long) (driven / whole * time.toNanos()));
                driven += leg.to() - leg.from();
                Instant until = one.until().plusNanos((long) (driven / whole * time.toNanos()));
                out.accept(step(leg, from, until));
            }
        }
    }

    private Step step(Routes.Leg leg, Instant from, Instant until) {
        boolean along = RoadNetwork.isAlong(leg.edge());
        double whole = network.metres(leg.edge());
        double begin = along ? leg.from() : whole - leg.from();
        double end = along ? leg.to() : whole - leg.to();
        return new Step(network.id(leg.edge()), along, begin, end, from, until);
    }

    /** A farther way is not plausible. */
    private static double limit(double straight, double seconds) {
        return Math.min(DETOUR_FACTOR * straight, FASTEST * seconds) + DETOUR_SPARE;
    }

    private static double seconds(Column last, Column next) {
        return Duration.between(last.until(), next.fix().at()).toNanos() / 1e9;
    }
}
