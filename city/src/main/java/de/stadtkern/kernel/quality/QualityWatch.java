package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.observations.ObservationsRecorded;
import de.stadtkern.kernel.observations.ObservationsRecorded.Recorded;
import de.stadtkern.kernel.observations.OneByOne;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Judges values when they come. What is looked at are the stored values in the order of their time: so an event delivered
 * twice changes nothing, and a late value is judged at its place, with the neighbours for which it matters.
 */
@Component
class QualityWatch {

    private final CheckedSeries covered;
    private final Judge judge;
    private final FlagRows flags;
    private final OneByOne oneByOne;

    QualityWatch(CheckedSeries covered, Judge judge, FlagRows flags, OneByOne oneByOne) {
        this.covered = covered;
        this.judge = judge;
        this.flags = flags;
        this.oneByOne = oneByOne;
    }

    /** From the first to the last, both inclusive. */
    private record Stretch(Instant first, Instant last) {

        Stretch with(Stretch other) {
            return new Stretch(
                    first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
        }
    }

    /** The first of each datastream stands for all that came with it. */
    @Async
    @TransactionalEventListener
    void on(ObservationsRecorded recorded) {
        Map<Long, Stretch> spans = new HashMap<>();
        List<Recorded> looked = new ArrayList<>();
        for (Recorded one : recorded.observations()) {
            if (covered.find(one.datastreamId()).isPresent()) {
                spans.merge(one.datastreamId(), new Stretch(one.phenomenonTime(), one.phenomenonTime()), Stretch::with);
                looked.add(one);
            }
        }
        if (looked.isEmpty()) {
            return;
        }
        Set<Long> done = new HashSet<>();
        oneByOne.look(looked, one -> {
            if (!done.contains(one.datastreamId())) {
                look(one.datastreamId(), Objects.requireNonNull(spans.get(one.datastreamId())));
                done.add(one.datastreamId());
            }
        });
    }

    private void look(long datastream, Stretch span) {
        covered.find(datastream).ifPresent(check -> {
            Instant begin = judge.judge(datastream, check.tests(), span.first(), span.last());
            flags.open(datastream, begin);
        });
    }
}
