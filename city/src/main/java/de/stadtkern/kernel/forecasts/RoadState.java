package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.portal.Mark;
import java.util.Optional;

/** What the codes of METRo mean, in their order. */
enum RoadState {
    DRY(Mark.OK),
    WET(Mark.INFO),
    ICE_OR_SNOW(Mark.DANGER),
    MIXED(Mark.WARNING),
    DEW(Mark.INFO),
    MELTING_SNOW(Mark.WARNING),
    FROST(Mark.DANGER),
    ICING_RAIN(Mark.DANGER);

    final Mark mark;

    RoadState(Mark mark) {
        this.mark = mark;
    }

    /** Empty for a code that METRo does not have. */
    static Optional<RoadState> of(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
