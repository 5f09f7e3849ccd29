package de.stadtkern.kernel.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Matches the fixes of one vehicle as they come and tells what is certain, usually some fixes later. Its memory does not
 * grow with time. A fix that fits nowhere is put aside; when the next ones are no better, the vehicle is elsewhere.
 */
public final class LiveMatcher {

    /** After so long without a fix nobody knows where the vehicle was. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final int MOST_ASIDE = 2;
    private static final double SPARE_METRES = 50;
    /** Nearer to the fix before, the vehicle stands. */
    private static final double STANDING = 10;

    private final Nearby nearby;
    private final Lattice lattice;
    private final int window;
    private final List<Fix> aside = new ArrayList<>();
    private final List<Fix> off = new ArrayList<>();
    private List<Part> parts = new ArrayList<>();
    private @Nullable Fix last;
    private @Nullable Fix newest;
    private Instant until = Instant.MIN;
    private Tally tally = Tally.NONE;

    /** @param window so many fixes are looked at together */
    LiveMatcher(RoadNetwork network, Nearby nearby, Routes routes, int window) {
        this.nearby = nearby;
        this.window = window;
        lattice = new Lattice(network, routes, window, step -> parts.add(step));
    }

    /** What has become certain with this fix; in the order of time. */
    public List<Part> add(Fix fix) {
        if (fix.equals(newest)) {
            tally = tally.plusRepeated();
        } else {
            tally = tally.plusTaken();
            newest = fix;
            take(fix);
        }
        return drain();
    }

    /** What is left, as if nothing came any more. */
    public List<Part> finish() {
        while (!aside.isEmpty()) {
            beginAgain();
        }
        end();
        last = null;
        newest = null;
        return drain();
    }

    /** What became of the fixes so far. */
    public Tally tally() {
        return tally;
    }

    private List<Part> drain() {
        List<Part> all = parts;
        parts = new ArrayList<>();
        return all;
    }

    private void take(Fix fix) {
        if (last == null) {
            begin(fix);
        } else if (isSilence(fix)) {
            aside.add(fix);
            beginAgain();
        } else if (isWrongClock(fix) || isJump(fix)) {
            putAside(fix);
        } else if (last.place().metresTo(fix.place()) < STANDING) {
            stand(fix.at());
        } else if (follow(fix)) {
            place(fix);
        } else {
            putAside(fix);
        }
    }

    private void begin(Fix fix) {
        nearby.look(fix);
        if (nearby.count() == 0) {
            off.add(fix);
        } else {
            lattice.start(fix, nearby);
        }
        place(fix);
    }

    private boolean follow(Fix fix) {
        nearby.look(fix);
        if (!lattice.isEmpty()) {
            return nearby.count() > 0 && lattice.extend(fix, nearby);
        }
        if (nearby.count() > 0) {
            end();
            lattice.start(fix, nearby);
        } else {
            off.add(fix);
            if (off.size() == window) {
                endOffNetwork();
            }
        }
        return true;
    }

    private void place(Fix fix) {
        last = fix;
        stand(fix.at());
    }

    private void stand(Instant moment) {
        until = moment;
        if (!lattice.isEmpty()) {
            lattice.standUntil(moment);
        }
        tally = tally.plusOutliers(aside.size());
        aside.clear();
    }

    private void putAside(Fix fix) {
        aside.add(fix);
        if (aside.size() > MOST_ASIDE) {
            beginAgain();
        }
    }

    /** Ends here, and begins anew with what was put aside: the first of it always finds a place. */
    private void beginAgain() {
        List<Fix> again = List.copyOf(aside);
        aside.clear();
        Fix before = lastKnown();
        end();
        Gap.Reason why = whyNothingIsKnownUntil(again.getFirst());
        if (why != null) {
            parts.add(new Gap(before, again.getFirst(), why));
        }
        last = null;
        again.forEach(this::take);
    }

    private void end() {
        lattice.finish();
        if (!off.isEmpty() && until.isAfter(off.getLast().at())) {
            off.add(lastKnown());
        }
        endOffNetwork();
    }

    private void endOffNetwork() {
        if (!off.isEmpty()) {
            parts.add(new OffNetwork(off));
            off.clear();
        }
    }

    private Gap.@Nullable Reason whyNothingIsKnownUntil(Fix next) {
        if (isSilence(next)) {
            return Gap.Reason.SILENCE;
        }
        if (isWrongClock(next)) {
            return Gap.Reason.CLOCK;
        }
        if (isJump(next)) {
            return Gap.Reason.JUMP;
        }
        nearby.look(next);
        return nearby.count() > 0 ? Gap.Reason.NO_WAY : null;
    }

    private boolean isSilence(Fix next) {
        return next.at().isAfter(until.plus(LONGEST_SILENCE));
    }

    private boolean isWrongClock(Fix next) {
        return !next.at().isAfter(until);
    }

    private boolean isJump(Fix next) {
        double seconds = Duration.between(until, next.at()).toMillis() / 1000.0;
        return lastKnown().place().metresTo(next.place()) > Lattice.FASTEST * seconds + SPARE_METRES;
    }

    private Fix lastKnown() {
        return new Fix(until, Objects.requireNonNull(last).place());
    }
}
