package de.stadtkern.tours;

/**
 * One way of serving a task: where the vehicle begins, where it ends, and what serving takes. A place has one, a one-way
 * street has one, a street has two.
 *
 * @param entry node where serving begins
 * @param exit node where serving ends
 * @param distance distance driven while serving, a finite number of at least 0
 * @param seconds time taken by serving, a finite number of at least 0, and not less than driving from entry to exit takes:
 *     what can be reached in time only through a street served faster than driven counts as out of reach
 */
public record Pass(int entry, int exit, double distance, double seconds) {

    public Pass {
        Numbers.amount(distance, "distance of a pass");
        Numbers.amount(seconds, "seconds of a pass");
    }
}
