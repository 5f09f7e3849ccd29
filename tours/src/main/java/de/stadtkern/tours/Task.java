package de.stadtkern.tours;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Something to serve once: a place, or a stretch of street. Begin with {@link #node}, {@link #arc} or {@link #edge} and
 * add what applies.
 *
 * @param id the caller's name for it, unique within a problem
 * @param passes the ways of serving it; the solver chooses one
 * @param demand how much of a vehicle's capacity it takes, one number per dimension; missing dimensions are 0
 * @param window when serving may begin
 * @param priority class of urgency, 1 before 2; 0 for none. A class may have a deadline, see {@link Rules#deadlines}
 * @param prize what leaving it unserved costs; infinity when it must be served
 * @param access which vehicles may serve it
 */
public record Task(
        long id, List<Pass> passes, List<Double> demand, Window window, int priority, double prize, Access access) {

    public Task {
        passes = List.copyOf(passes);
        if (passes.isEmpty() || passes.size() > 4) {
            throw new IllegalArgumentException("task " + id + " must have 1 to 4 passes, but has " + passes.size());
        }
        demand = Numbers.amounts(demand, "demand of task " + id);
        if (priority < 0) {
            throw new IllegalArgumentException("priority of task " + id + " must be at least 0, but is " + priority);
        }
        if (!(prize >= 0)) {
            throw new IllegalArgumentException("prize of task " + id + " must be at least 0, but is " + prize);
        }
    }

    /** A place, served without driving. */
    public static Task node(long id, int node) {
        return of(id, List.of(new Pass(node, node, 0, 0)));
    }

    /** A stretch of street that may be served in one direction only. */
    public static Task arc(long id, int from, int to, double distance) {
        return of(id, List.of(new Pass(from, to, distance, distance)));
    }

    /** A stretch of street that may be served in either direction. */
    public static Task edge(long id, int from, int to, double distance) {
        return of(id, List.of(new Pass(from, to, distance, distance), new Pass(to, from, distance, distance)));
    }

    /** A street whose two sides are served one by one, each in its own direction. */
    public static List<Task> sides(long there, long back, Pass side) {
        Pass other = new Pass(side.exit(), side.entry(), side.distance(), side.seconds());
        return List.of(of(there, List.of(side)), of(back, List.of(other)));
    }

    /** Anything that can be served in the given ways. */
    public static Task of(long id, List<Pass> passes) {
        return new Task(id, passes, List.of(), Window.ALWAYS, 0, Double.POSITIVE_INFINITY, Access.ANY);
    }

    /** Takes this much of a vehicle's capacity, in each dimension. */
    public Task withDemand(double... amounts) {
        List<Double> demands = Arrays.stream(amounts).boxed().toList();
        return new Task(id, passes, demands, window, priority, prize, access);
    }

    /** Takes this long to serve, whichever way. */
    public Task withSeconds(double seconds) {
        List<Pass> timed = passes.stream()
                .map(pass -> new Pass(pass.entry(), pass.exit(), pass.distance(), seconds))
                .toList();
        return new Task(id, timed, demand, window, priority, prize, access);
    }

    /** Serving begins between these moments. */
    public Task withWindow(double begin, double end) {
        return new Task(id, passes, demand, new Window(begin, end), priority, prize, access);
    }

    /** Belongs to this class of urgency. */
    public Task withPriority(int urgency) {
        return new Task(id, passes, demand, window, urgency, prize, access);
    }

    /** May be left out at this cost. */
    public Task withPrize(double cost) {
        return new Task(id, passes, demand, window, priority, cost, access);
    }

    /** Only vehicles with all these skills may serve it. */
    public Task needing(String... skills) {
        Set<String> all = new HashSet<>(access.skills());
        all.addAll(List.of(skills));
        return new Task(id, passes, demand, window, priority, prize, new Access(all, access.only(), access.never()));
    }

    /** Only these vehicles may serve it. */
    public Task onlyBy(Long... vehicles) {
        Access narrowed = new Access(access.skills(), Set.of(vehicles), access.never());
        return new Task(id, passes, demand, window, priority, prize, narrowed);
    }

    /** These vehicles may not serve it. */
    public Task neverBy(Long... vehicles) {
        Access narrowed = new Access(access.skills(), access.only(), Set.of(vehicles));
        return new Task(id, passes, demand, window, priority, prize, narrowed);
    }

    /** Whether it may be left out. */
    public boolean optional() {
        return prize < Double.POSITIVE_INFINITY;
    }
}
