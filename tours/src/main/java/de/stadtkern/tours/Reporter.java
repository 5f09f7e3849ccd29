package de.stadtkern.tours;

/** The best plan of all threads, and what the listener says. */
final class Reporter {

    private final Listener listener;
    private double cost = Double.POSITIVE_INFINITY;
    private volatile boolean ended;
    private long iterations;
    private double besides;

    Reporter(Listener listener) {
        this.listener = listener;
    }

    synchronized void found(double better) {
        cost = Math.min(cost, better + besides);
    }

    /** Adds to every cost what the search does not see. */
    synchronized void addBesides(double more) {
        besides += more;
    }

    void end() {
        ended = true;
    }

    synchronized boolean goOn(Course course) {
        iterations++;
        if (!ended && !listener.goOn(new Progress(iterations, cost, course.share()))) {
            ended = true;
        }
        return !ended;
    }

    synchronized long iterations() {
        return iterations;
    }
}
