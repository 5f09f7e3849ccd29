package de.stadtkern.tours;

/** What is used of a budget by one thread. */
final class Course {

    private final Budget budget;
    private final long most;
    private final double begin;
    private final Reporter reporter;
    private long done;
    private double used;
    private boolean over;

    Course(Budget budget, Reporter reporter) {
        this.budget = budget;
        this.reporter = reporter;
        most = Math.ceilDiv(budget.iterations(), budget.threads());
        begin = budget.clock().getAsDouble();
        over = most == 0 || budget.seconds() == 0;
    }

    /** What is left of the budget. */
    Budget rest() {
        long iterations = Math.max(0, budget.iterations() - done * budget.threads());
        double seconds = Math.max(0, budget.seconds() - elapsed());
        return new Budget(iterations, seconds, budget.threads(), budget.seed(), budget.clock());
    }

    boolean over() {
        return over;
    }

    /** Whether the seconds are over at this moment; those of a budget without any never are. */
    boolean late() {
        return budget.seconds() > 0 && elapsed() > budget.seconds();
    }

    private double elapsed() {
        return budget.clock().getAsDouble() - begin;
    }

    /** Share of the budget used, by iterations or by time, whichever is more. */
    double share() {
        return used;
    }

    long done() {
        return done;
    }

    /** Counts an iteration. */
    void step() {
        done++;
        double time = elapsed() / budget.seconds();
        used = Math.min(1, Math.max(time, done / (double) most));
        over |= used >= 1 || !reporter.goOn(this) || Thread.currentThread().isInterrupted();
    }
}
