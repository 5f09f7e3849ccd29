package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often one address does something in an hour. Addresses are counted in the memory of this node until the hour is
 * over, and written nowhere.
 */
public final class HourlyLimit {

    private static final long HOUR = 3600;
    private static final int MOST_ADDRESSES = 100_000;

    private final Clock clock;
    private final int most;
    private final String refusal;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile long hour;

    /** @param refusal key of the text that says that it was too often */
    public HourlyLimit(Clock clock, int most, String refusal) {
        this.clock = clock;
        this.most = most;
        this.refusal = refusal;
    }

    /** Counts once more; refused with 503 when that is too often. */
    public void admit(String address) {
        long now = clock.instant().getEpochSecond() / HOUR;
        if (now != hour || counts.size() > MOST_ADDRESSES) {
            hour = now;
            counts.clear();
        }
        if (counts.merge(address, 1, Integer::sum) > most) {
            throw Refusal.overloaded(refusal);
        }
    }
}
