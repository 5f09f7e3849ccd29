package de.stadtkern.kernel.uploads;

import de.stadtkern.kernel.portal.Mark;
import java.time.Duration;
import java.time.Instant;

/** A file with measured values, without its content. */
record Upload(
        long id,
        long municipalityId,
        String fileName,
        String sha256,
        Instant uploadedAt,
        String uploadedBy,
        Layout layout,
        State state,
        Progress progress) {

    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    /** How it stands; halted is what the program could not go on with. */
    enum State {
        PREPARED(Mark.PLANNED),
        RUNNING(Mark.INFO),
        STOPPED(Mark.WARNING),
        HALTED(Mark.WARNING),
        DONE(Mark.OK);

        private final Mark mark;

        State(Mark mark) {
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }
    }

    /**
     * How far it is stored.
     *
     * @param lines of the file; 0 before the start
     * @param done lines that are finished
     * @param stored values
     * @param refused lines
     */
    record Progress(long lines, long done, long stored, long refused) {

        long percent() {
            return lines == 0 ? 0 : 100 * done / lines;
        }
    }

    /** Nothing can have been measured after this. Bound to the upload, so that every reading says the same. */
    Instant latest() {
        return uploadedAt.plus(CLOCK_TOLERANCE);
    }
}
