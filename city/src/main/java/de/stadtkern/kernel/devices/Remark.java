package de.stadtkern.kernel.devices;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is odd about the time or the counter of an uplink; each is stored all the same. */
enum Remark {
    /** It names a time to come: a clock lies. Its values get the time at which it came in. */
    FUTURE,
    /** It is older than one that is known already. Its values keep their time, and take their place before. */
    OUT_OF_ORDER,
    /** It came long after its time: the network server had to wait, or its clock is slow. */
    LATE,
    /** The counter went back: the device has joined anew, for instance with a new battery. */
    COUNTER_BACK;

    /** Clocks that are set by network differ by less. */
    static final Duration TOLERANCE = Duration.ofMinutes(10);

    private static final Duration LATE_AFTER = Duration.ofHours(1);

    /**
     * What was known of a device before an uplink.
     *
     * @param newest the newest time that its messages named
     * @param counter its last frame counter
     */
    record Before(@Nullable Instant newest, @Nullable Long counter) {}

    static Optional<Remark> of(Before before, @Nullable Instant time, long counter, Instant now) {
        if (time != null && isFuture(time, now)) {
            return Optional.of(FUTURE);
        }
        if (time != null && before.newest != null && time.isBefore(before.newest)) {
            return Optional.of(OUT_OF_ORDER);
        }
        if (before.counter != null && counter < before.counter) {
            return Optional.of(COUNTER_BACK);
        }
        return time != null && time.isBefore(now.minus(LATE_AFTER)) ? Optional.of(LATE) : Optional.empty();
    }

    static boolean isFuture(Instant time, Instant now) {
        return time.isAfter(now.plus(TOLERANCE));
    }

    /** The end of the keys of its texts. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
