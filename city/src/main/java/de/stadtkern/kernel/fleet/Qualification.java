package de.stadtkern.kernel.fleet;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What somebody has learnt or is allowed to do. */
public enum Qualification {
    LICENCE_B,
    LICENCE_C,
    LICENCE_CE,
    LICENCE_T,
    /** Driver Certificate of Professional Competence, entered as code 95 in the licence. */
    MODULE_95,
    /** Instructed in ploughing and spreading. */
    WINTER_INSTRUCTION,
    /** Instructed in the sweeper. */
    SWEEPER_INSTRUCTION,
    CRANE_INSTRUCTION,
    FIRST_AID;

    /** The driving licences. */
    static final List<Qualification> LICENCES = Arrays.stream(values())
            .filter(one -> one.name().startsWith("LICENCE_"))
            .toList();

    /** What whoever holds this may do besides: the classes that a driving licence includes (FeV § 6 Abs. 3). */
    Set<Qualification> including() {
        return switch (this) {
            case LICENCE_C -> EnumSet.of(LICENCE_C, LICENCE_B);
            case LICENCE_CE -> EnumSet.of(LICENCE_CE, LICENCE_C, LICENCE_B, LICENCE_T);
            default -> EnumSet.of(this);
        };
    }
}
