package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.portal.Mark;

/** How bad it is, worst first. The words are those of ThingsBoard and ITU-T X.733. */
enum Severity {
    CRITICAL(Mark.DANGER),
    MAJOR(Mark.DANGER),
    MINOR(Mark.WARNING),
    WARNING(Mark.INFO);

    private final Mark mark;

    Severity(Mark mark) {
        this.mark = mark;
    }

    Mark mark() {
        return mark;
    }
}
