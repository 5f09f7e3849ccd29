package de.stadtkern.kernel.matching;

import java.time.Instant;

/** Between these two fixes nobody knows where the vehicle was; nothing counts as driven. */
public record Gap(Fix before, Fix after, Reason why) implements Part {

    /** Why nothing is known. */
    public enum Reason {
        /** No fix for longer than a minute. */
        SILENCE,
        /** Farther apart than anybody can drive in that time. */
        JUMP,
        /** The clock of the receiver went backwards. */
        CLOCK,
        /** Both are at roads, but no way that is not far too long leads from one to the other. */
        NO_WAY
    }

    @Override
    public Instant from() {
        return before.at();
    }

    @Override
    public Instant until() {
        return after.at();
    }

    /** As the crow flies. */
    public double metres() {
        return before.place().metresTo(after.place());
    }
}
