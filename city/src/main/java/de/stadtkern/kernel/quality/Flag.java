package de.stadtkern.kernel.quality;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What is known of the quality of a value (QARTOD, IOC 54:V3). */
public enum Flag {
    GOOD(1, 2),
    NOT_EVALUATED(2, 1),
    SUSPECT(3, 3),
    FAIL(4, 4),
    MISSING(9, 0);

    private final int code;
    private final int rank;

    Flag(int code, int rank) {
        this.code = code;
        this.rank = rank;
    }

    /** As the standard counts. */
    public int code() {
        return code;
    }

    /** The flag with this code. */
    public static Flag of(int code) {
        return Arrays.stream(values())
                .filter(flag -> flag.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No flag " + code));
    }

    /** Of several tests the one that decides: 4 before 3 before 1 before 2 before 9. */
    static Flag aggregate(List<Flag> flags) {
        return flags.stream().max(Comparator.comparingInt(flag -> flag.rank)).orElse(NOT_EVALUATED);
    }
}
