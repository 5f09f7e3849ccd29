package de.stadtkern.kernel.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be used: what is wrong, and the way out. */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final String wayOut;

    DatabaseFailure(String problem, String wayOut) {
        this(problem, wayOut, null);
    }

    DatabaseFailure(String problem, String wayOut, @Nullable Throwable cause) {
        super(problem + " " + wayOut, cause);
        this.problem = problem;
        this.wayOut = wayOut;
    }

    String problem() {
        return problem;
    }

    String wayOut() {
        return wayOut;
    }
}
