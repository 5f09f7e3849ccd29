package de.stadtkern.services.wastefigures;

import java.util.Locale;

/** A number of the report of a year; its name in small letters is the column of {@link YearRows}. */
enum Figure {
    EMPTYINGS(Group.EMPTIED, 0, ""),
    ON_TOUR(Group.EMPTIED, 0, ""),
    BINS_EMPTIED(Group.EMPTIED, 0, ""),
    VOLUME_SEEN(Group.EMPTIED, 1, "m3"),
    VOLUME(Group.EMPTIED, 1, "m3"),
    MEAN_LEVEL(Group.EMPTIED, 0, "%"),
    FOUND_FULL(Group.EMPTIED, 0, ""),
    FULL_SHARE(Group.EMPTIED, 0, "%"),
    FOUND_DAMAGED(Group.EMPTIED, 0, ""),
    FOUND_LITTER(Group.EMPTIED, 0, ""),
    REPORTED_FULL(Group.REPORTED, 0, ""),
    REPORTED_DAMAGED(Group.REPORTED, 0, ""),
    REPORTED_LITTER(Group.REPORTED, 0, ""),
    ANSWERED(Group.REPORTED, 0, ""),
    ANSWER_HOURS(Group.REPORTED, 1, "h"),
    ANSWERED_IN_A_DAY(Group.REPORTED, 0, "%"),
    PROPOSED(Group.DECIDED, 0, ""),
    ACCEPTED(Group.DECIDED, 0, ""),
    CHANGED(Group.DECIDED, 0, ""),
    DECLINED(Group.DECIDED, 0, ""),
    TOURS(Group.DRIVEN, 0, ""),
    STOPS_DONE(Group.DRIVEN, 0, ""),
    STOPS_LEFT(Group.DRIVEN, 0, ""),
    HOURS(Group.DRIVEN, 1, "h"),
    KILOMETRES(Group.DRIVEN, 1, "km"),
    KILOMETRES_PROVEN(Group.DRIVEN, 1, "km");

    private final Group group;
    private final int decimals;
    private final String unit;

    Figure(Group group, int decimals, String unit) {
        this.group = group;
        this.decimals = decimals;
        this.unit = unit;
    }

    /** What the number is about. */
    enum Group {
        EMPTIED,
        REPORTED,
        DECIDED,
        DRIVEN
    }

    Group group() {
        return group;
    }

    int decimals() {
        return decimals;
    }

    /** UCUM. */
    String unit() {
        return unit;
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
