package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.observations.Series;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.quality.Aggregate.Width;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is known of one datastream, for those who may read its values. */
@Component
class SeriesQuality {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Quality quality;
    private final ReadableSeries readable;
    private final Clock clock;

    SeriesQuality(Quality quality, ReadableSeries readable, Clock clock) {
        this.quality = quality;
        this.readable = readable;
        this.clock = clock;
    }

    Series get(long datastream) {
        return readable.get(datastream);
    }

    /** Of the time that the fields {@code from} and {@code until} name; without them of the last week. */
    List<Flagged> flags(long datastream, Form form) {
        get(datastream);
        Times.Stretch stretch = Times.stretch(form, USUAL, LONGEST, clock);
        return quality.flags(datastream, stretch.from(), stretch.until());
    }

    /** The same, in steps of the field {@code width}; days when it is empty. */
    List<Aggregate> aggregates(long datastream, Form form) {
        get(datastream);
        Width width = width(form);
        Times.Stretch stretch = switch (width) {
            case HOUR -> Times.stretch(form, Duration.ofDays(1), Duration.ofDays(92), clock);
            case DAY -> Times.stretch(form, Duration.ofDays(31), Duration.ofDays(3 * 366), clock);
            case MONTH -> Times.stretch(form, Duration.ofDays(366), Duration.ofDays(10 * 366), clock);
        };
        return quality.aggregates(datastream, stretch.from(), stretch.until(), width);
    }

    static Width width(Form form) {
        return form.value("width").isBlank() ? Width.DAY : form.choice("width", Width.class);
    }
}
