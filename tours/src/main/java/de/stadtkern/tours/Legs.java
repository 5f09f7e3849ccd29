package de.stadtkern.tours;

/** Drives from one stop to the next, from label to label: what it costs, how long it takes, whether it can still pay. */
final class Legs {

    static final int NONE = -1;

    private final Instance in;
    private final Penalties penalties;
    private final RushHours rushes;
    private final Span leg = new Span();

    private int owner;
    private Rates rates = new Rates(0, 0, 0);
    private Break[] breaks = {};
    private Labels labels = new Labels();

    /** What the load so far is too much costs, when capacity is regained now. */
    double overload;

    /** What everything behind the next stop costs at least. */
    double remaining;

    /** Latest moment to leave the next stop without being late behind it. */
    double latest;

    /** A label with which the route would cost as much or more leads nowhere. */
    double ceiling;

    Legs(Instance in, Penalties penalties, RushHours rushes) {
        this.in = in;
        this.penalties = penalties;
        this.rushes = rushes;
    }

    /** The next legs are driven on this route, to labels among these. */
    void begin(int route, Break[] rests, Labels reached) {
        owner = route;
        rates = in.fleet.get(route).rates();
        breaks = rests;
        labels = reached;
    }

    /**
     * From a label on to a task, or by way of a facility.
     *
     * @param target label that is reached if no cheaper way to it is known yet
     * @param slot mode of the task
     * @param facility number of the facility, or {@link #NONE}
     */
    void extend(Labels before, int label, int target, int slot, int facility) {
        int taken = labels.breaks[target];
        before.take(label, leg);
        double cost = before.cost[label];
        int left = before.slot[label];
        if (taken > before.breaks[label]) {
            rest(breaks[taken - 1]);
        }
        if (facility == NONE) {
            cost += go(in.between(in.distance, left, slot), in.between(in.seconds, left, slot));
        } else {
            int place = in.facilities[facility];
            int exit = in.exit[left] * in.places + place;
            cost += go(in.distance[exit], in.seconds[exit]);
            leg.append(in.regaining[facility], Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            int entry = place * in.places + in.entry[slot];
            cost += go(in.distance[entry], in.seconds[entry]);
        }
        cost += rates.perDistance() * in.serveDistance[slot];
        leg.append(in.serveSeconds[slot], in.early[slot], in.late[slot]);
        double faulty = before.faults[label] + overload;
        double worth = value(cost + faulty, leg.duration, leg.warp);
        if (worth < labels.value[target] && worth + remaining + late() < ceiling) {
            keep(target, label, cost, faulty);
            labels.slot[target] = slot;
            labels.facility[target] = facility;
        }
    }

    /** What being late behind the task just served costs at least. */
    private double late() {
        return penalties.time * Math.max(0, leg.early + leg.duration - leg.warp - latest);
    }

    /** From a label to the end of the route, with so many breaks taken by then. */
    void comeBack(Labels before, int label, int taken, double over, int last) {
        before.take(label, leg);
        if (taken > before.breaks[label]) {
            rest(breaks[taken - 1]);
        }
        int end = in.end(owner) * in.modes;
        double way = in.between(in.distance, before.slot[label], end);
        double cost = before.cost[label] + go(way, in.between(in.seconds, before.slot[label], end));
        leg.append(0, in.early[end], in.late[end]);
        for (int missed = taken; missed < breaks.length; missed++) {
            leg.warp += Math.max(
                    0,
                    leg.early
                            + leg.duration
                            - leg.warp
                            - breaks[missed].window().end());
        }
        double faulty = before.faults[label] + over;
        double lateness = leg.warp + Math.max(0, leg.duration - leg.warp - in.longest[owner]);
        if (value(cost + faulty, leg.duration, lateness) < labels.value[last]) {
            keep(last, label, cost, faulty);
            labels.breaks[last] = taken;
            labels.slot[last] = end;
        }
    }

    private void keep(int target, int label, double cost, double faulty) {
        labels.cost[target] = cost;
        labels.faults[target] = faulty;
        labels.put(target, leg);
        labels.parent[target] = label;
        labels.value[target] = value(cost + faulty, leg.duration, leg.warp);
    }

    private double value(double cost, double seconds, double lateness) {
        return cost + rates.perSecond() * seconds + penalties.time * lateness;
    }

    private void rest(Break rest) {
        leg.append(rest.seconds(), rest.window().begin(), rest.window().end());
    }

    private double go(double distance, double usual) {
        double seconds = rushes.any() ? rushes.seconds(leg.early + leg.duration - leg.warp, usual) : usual;
        leg.duration += seconds;
        return rates.perDistance() * distance;
    }
}
