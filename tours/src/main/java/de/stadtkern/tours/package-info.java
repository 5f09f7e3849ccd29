/**
 * Tours over places and streets: who serves what, in which order, in which direction, when. Pure JDK, no I/O.
 *
 * <p>The door is {@link de.stadtkern.tours.Tours#solve}. A salting round along a street, a one-way street and a salt box:
 *
 * <pre>{@code
 * List<Task> tasks = List.of(
 *         Task.edge(1, market, bridge, 240),  // to be driven once, in either direction
 *         Task.arc(2, bridge, school, 90),    // one-way
 *         Task.node(3, school));              // a place
 * Problem round = Problem.round(depot, tasks, network::metres);
 *
 * Plan plan = Tours.solve(round);
 * plan.visits().forEach(visit ->
 *         System.out.println(visit.chosen().entry() + " -> " + visit.chosen().exit()));
 * }</pre>
 *
 * <p>Two bin lorries of 11 t and 40 m³ that tip on the way and are back after eight hours at most, the market done by
 * seven:
 *
 * <pre>{@code
 * Task market = Task.node(7, 12).withDemand(0.4, 2).withSeconds(90).withPriority(1);
 * Vehicle lorry = Vehicle.at(1, depot).times(2).withCapacity(11, 40)
 *         .withHours(6 * 3600, 15 * 3600).withLongest(8 * 3600)
 *         .withBreaks(new Break(new Window(9 * 3600, 11 * 3600), 1800));
 * Rules rules = Rules.NONE.withFacilities(new Facility(tip, 900)).withDeadline(1, 7 * 3600);
 *
 * Plan plan = Tours.solve(
 *         new Problem(tasks, List.of(lorry), travel, rules),
 *         Budget.seconds(30).withThreads(2),
 *         progress -> !cancelled);            // hears of the progress; false ends the search
 * plan.unserved().forEach(left -> System.out.println(left.task().id() + ": " + left.explanation()));
 * }</pre>
 *
 * <p>Nodes are any ints the caller likes, see {@link de.stadtkern.tours.Travel}; where turns matter they are stretches of
 * a {@link de.stadtkern.tours.Network}. Times are seconds after any moment. To plan anew while vehicles are under way,
 * give each its {@linkplain de.stadtkern.tours.Vehicle#telling tasks already told} and where it is as its start.
 *
 * <p>Limits are never broken: what cannot be served, or is not worth it, is left out with a reason. A number that is
 * none, an id given twice or one that does not exist is refused with an {@link java.lang.IllegalArgumentException} when
 * the value is made. {@link de.stadtkern.tours.Checker} verifies every plan before it is handed out.
 *
 * <p>Inside: {@code Search} is the hybrid genetic search with {@code Population}, {@code OrderCrossover}, {@code Split},
 * {@code LocalSearch} and its neighbourhoods {@code Exchange}, {@code TwoOpt}, {@code TwoOptStar}, {@code SwapStar} and
 * {@code Choice}; {@code RuinAndRecreate} begins it, as {@code Annealing} says. All of them ask one {@code Evaluation} what a route costs:
 * {@code Concatenation} in constant time for plain routes, {@code Simulation} for all others.
 */
@NullMarked
package de.stadtkern.tours;

import org.jspecify.annotations.NullMarked;
