package de.stadtkern.bench;

import de.stadtkern.tours.Problem;

/**
 * A published instance.
 *
 * @param name as in the file
 * @param family which kind of instance it is
 * @param problem what to solve
 */
record Sample(String name, Family family, Problem problem) {

    /** Where an instance comes from, and so how its cost is counted. */
    enum Family {
        /** Capacitated vehicle routing: distance. */
        CVRP,
        /** Time windows: vehicles first, then distance. */
        VRPTW,
        /** Capacitated arc routing: serving and deadheading. */
        CARP
    }
}
