package de.stadtkern.kernel.backup;

/** A backup cannot be written or restored: what is wrong, and the way out. */
public final class BackupFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    BackupFailure(String problem, String wayOut) {
        super(problem + " " + wayOut);
    }

    BackupFailure(String problem, String wayOut, Exception cause) {
        super(problem + " " + wayOut, cause);
    }
}
