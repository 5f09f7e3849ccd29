package de.stadtkern.tours;

/** One way of driving along a task. */
record Pass(Task task, boolean reversed) {

    int entry() {
        return reversed ? task.to() : task.from();
    }

    int exit() {
        return reversed ? task.from() : task.to();
    }
}
