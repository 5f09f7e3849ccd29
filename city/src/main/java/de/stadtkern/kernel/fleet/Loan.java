package de.stadtkern.kernel.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle or a member that one municipality lends another: an offer until the other has accepted. Half-open.
 *
 * @param vehicleId null when it is a member
 * @param memberId null when it is a vehicle
 * @param what its or their name
 * @param end moves to the moment in which one side ends it
 */
record Loan(
        long id,
        long lenderId,
        String lender,
        long borrowerId,
        String borrower,
        @Nullable Long vehicleId,
        @Nullable Long memberId,
        String what,
        Instant begin,
        Instant end,
        Cost cost,
        String note,
        Step offered,
        @Nullable Step accepted,
        @Nullable Step ended) {

    /** Who did it when. */
    record Step(Instant at, String by) {}

    /** What was agreed; null where nothing was. */
    record Cost(
            boolean borrowerPays,
            @Nullable Double eurosPerHour,
            @Nullable Double eurosPerKilometre) {}

    /** How it stands. */
    enum State {
        OFFERED,
        AGREED,
        RUNNING,
        OVER
    }

    /** The vehicles among what is lent. */
    static List<Long> vehicles(Collection<Loan> loans) {
        List<Long> ids = new ArrayList<>();
        for (Loan loan : loans) {
            if (loan.vehicleId != null) {
                ids.add(loan.vehicleId);
            }
        }
        return ids;
    }

    /** The members among what is lent. */
    static List<Long> members(Collection<Loan> loans) {
        List<Long> ids = new ArrayList<>();
        for (Loan loan : loans) {
            if (loan.memberId != null) {
                ids.add(loan.memberId);
            }
        }
        return ids;
    }

    State state(Instant now) {
        if (ended != null || !now.isBefore(end)) {
            return State.OVER;
        }
        if (accepted == null) {
            return State.OFFERED;
        }
        return now.isBefore(begin) ? State.AGREED : State.RUNNING;
    }

    /** Whether it is agreed for a moment of the time. */
    boolean holdsIn(Instant from, Instant until) {
        return accepted != null && begin.isBefore(until) && from.isBefore(end);
    }

    /** Whether it is agreed for all of the time. */
    boolean holdsThrough(Instant from, Instant until) {
        return accepted != null && !from.isBefore(begin) && !until.isAfter(end);
    }
}
