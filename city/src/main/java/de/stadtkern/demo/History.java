package de.stadtkern.demo;

import de.stadtkern.demo.devices.Message;
import de.stadtkern.demo.devices.Mote;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What new devices would have reported before they were there, so that curves are not empty: every second hour of the
 * last day, every sixth before. Unlike what is reported live it carries the times for which it stands.
 */
record History(TownClock clock, int hours, List<Mote> motes) {

    private static final int LAST_DAY = 24;
    private static final int EVERY = 2;
    private static final int BEFORE_EVERY = 6;

    /** The newest first. */
    Stream<List<Message>> reports() {
        LocalDateTime time = clock.start().truncatedTo(ChronoUnit.HOURS);
        Instant at = clock.began().truncatedTo(ChronoUnit.HOURS);
        return steps().boxed()
                .flatMap(ago ->
                        motes.stream().map(mote -> mote.report(time.minusHours(ago), at.minus(ago, ChronoUnit.HOURS))));
    }

    int size() {
        return (int) steps().count() * motes.size();
    }

    private IntStream steps() {
        return IntStream.range(0, hours).filter(ago -> ago % (ago < LAST_DAY ? EVERY : BEFORE_EVERY) == 0);
    }
}
