package de.stadtkern.services.waste;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How many reports one address sends in an hour. Addresses are counted in the memory of this node until the hour is over,
 * and written nowhere.
 */
@Component
class ReportBrake {

    private static final long HOUR = 3600;
    private static final int MOST_ADDRESSES = 100_000;

    private final WasteSettings settings;
    private final Clock clock;
    private final Map<String, Integer> reports = new ConcurrentHashMap<>();
    private volatile long hour;

    ReportBrake(WasteSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts a report; refused with 503 when there are too many. */
    void admit(String address) {
        long now = clock.instant().getEpochSecond() / HOUR;
        if (now != hour || reports.size() > MOST_ADDRESSES) {
            hour = now;
            reports.clear();
        }
        if (reports.merge(address, 1, Integer::sum) > settings.reportsPerHour()) {
            throw Refusal.overloaded("waste.refusal.many");
        }
    }
}
