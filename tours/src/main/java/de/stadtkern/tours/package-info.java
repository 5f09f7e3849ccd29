/**
 * Tours over places and streets: what to serve, in which order, in which direction. Pure JDK, no I/O.
 *
 * <p>The door is {@link de.stadtkern.tours.Tours#solve}. A salting round along a street, a one-way street and a
 * salt box:
 *
 * <pre>{@code
 * Problem round = new Problem(
 *         depot,
 *         List.of(
 *                 Task.edge(1, market, bridge, 240),  // to be driven once, in either direction
 *                 Task.arc(2, bridge, school, 90),    // one-way
 *                 Task.node(3, school, 300)),         // a place
 *         network::seconds);
 *
 * Tour tour = Tours.solve(round);
 * for (Stop stop : tour.stops()) {
 *     System.out.println(stop.entry() + " -> " + stop.exit() + " after " + stop.deadhead() + " s of deadheading");
 * }
 * List<String> faults = Checker.faults(round, tour); // empty: an independent check agrees
 * }</pre>
 *
 * <p>Nodes are any ints the caller likes; costs are in any one unit (seconds, metres) as long as it is the same for
 * travel and service. Input that contradicts itself is refused with an {@link java.lang.IllegalArgumentException} that
 * names the field, the value and the rule.
 */
@NullMarked
package de.stadtkern.tours;

import org.jspecify.annotations.NullMarked;
