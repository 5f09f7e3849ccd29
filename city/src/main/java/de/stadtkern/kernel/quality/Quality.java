package de.stadtkern.kernel.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is known of the quality of values, for the other rooms. Whoever asks has asked {@code Access} before. */
@Component
public class Quality {

    private final FlagRows flags;
    private final MarkRows marks;
    private final AggregateRows aggregates;

    Quality(FlagRows flags, MarkRows marks, AggregateRows aggregates) {
        this.flags = flags;
        this.marks = marks;
        this.aggregates = aggregates;
    }

    /**
     * The flagged spans of the datastream, in the order of their time: what a person has marked, and outside of it what the
     * tests found. Elsewhere values are good or not evaluated.
     *
     * @param until no value of this moment or later
     */
    public List<Flagged> flags(long datastreamId, Instant from, Instant until) {
        List<Flagged> all = new ArrayList<>(flags.list(datastreamId, from, until));
        marks.listValid(datastreamId, from, until).forEach(mark -> all.add(mark.flagged()));
        all.sort(Comparator.comparing(Flagged::from));
        return all;
    }

    /**
     * The hours, days or months of the town that hold values of the span, in the order of their time.
     *
     * @param from best the beginning of an hour, day or month: only values from here on are looked at
     * @param until no value of this moment or later
     */
    public List<Aggregate> aggregates(long datastreamId, Instant from, Instant until, Aggregate.Width width) {
        return aggregates.list(datastreamId, from, until, width);
    }

    /**
     * In SQL: whether a row of the view {@code observation} counts in a mean, that is holds a number that is good or was
     * not evaluated.
     *
     * @param row alias of the view
     */
    public static String valid(String row) {
        return "(%1$s.result is not null and quality_flag_of(%1$s.datastream_id, %1$s.phenomenon_time) in (1, 2))"
                .formatted(row);
    }
}
