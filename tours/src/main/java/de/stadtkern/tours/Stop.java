package de.stadtkern.tours;

/**
 * One task of a tour.
 *
 * @param task what is served here
 * @param reversed whether it is driven from the task's {@code to} to its {@code from}
 * @param deadhead cost of getting here from the stop before, or from the start
 */
public record Stop(Task task, boolean reversed, double deadhead) {

    /** Node where serving begins. */
    public int entry() {
        return new Pass(task, reversed).entry();
    }

    /** Node where serving ends. */
    public int exit() {
        return new Pass(task, reversed).exit();
    }
}
