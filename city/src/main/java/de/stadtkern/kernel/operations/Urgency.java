package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.portal.Mark;

/** How soon somebody should decide; the most urgent first. */
public enum Urgency {
    /** Now: while nobody decides, the standby roster is told. */
    URGENT,
    /** Within this shift. */
    SOON,
    /** When there is time. */
    ROUTINE;

    /** How lists and maps show it. */
    public Mark mark() {
        return switch (this) {
            case URGENT -> Mark.DANGER;
            case SOON -> Mark.PLANNED;
            case ROUTINE -> Mark.INFO;
        };
    }
}
