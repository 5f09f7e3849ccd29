package de.stadtkern.tours;

import java.util.List;

/**
 * Something to serve exactly once: a stretch of street between two nodes, or a place.
 *
 * @param id the caller's name for it, unique within a problem
 * @param from node where the stretch begins
 * @param to node where it ends; the same as {@code from} for a place
 * @param reversible whether it may also be driven from {@code to} to {@code from}
 * @param service cost of serving it, in the unit of travel, a finite number of at least 0
 */
public record Task(long id, int from, int to, boolean reversible, double service) {

    public Task {
        Costs.checked(service, "service of task " + id);
    }

    /** A stretch that may be served in either direction. */
    public static Task edge(long id, int from, int to, double service) {
        return new Task(id, from, to, true, service);
    }

    /** A stretch that may be served in one direction only. */
    public static Task arc(long id, int from, int to, double service) {
        return new Task(id, from, to, false, service);
    }

    /** A place. */
    public static Task node(long id, int node, double service) {
        return new Task(id, node, node, false, service);
    }

    List<Pass> passes() {
        Pass forwards = new Pass(this, false);
        return reversible ? List.of(forwards, new Pass(this, true)) : List.of(forwards);
    }
}
