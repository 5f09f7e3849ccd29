package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.quality.FlagRows.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets tests look at the stored values of a span and keeps their flags in place of those of before. */
@Component
class Judge {

    /** The value before the first whose flag may change, its neighbour, and one more as values come unevenly. */
    private static final int NEIGHBOURS = 3;

    private final FlagRows rows;

    Judge(FlagRows rows) {
        this.rows = rows;
    }

    /**
     * Judges the values of a span and all those outside for which they matter: the value before, the value after, and
     * what looks back at them. Nobody else judges the datastream until the running transaction ends.
     *
     * @param last inclusive
     * @return the time of the first value whose flag is new
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Instant judge(long datastream, List<QualityTest> tests, Instant first, Instant last) {
        rows.hold(datastream);
        Duration lookBack = tests.stream()
                .map(QualityTest::lookBack)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Instant affected = last.plus(lookBack);
        Samples samples = Samples.of(rows.samples(datastream, first.minus(lookBack), affected, NEIGHBOURS));
        Instant begin = first;
        Instant end = affected;
        for (int i = 0; i < samples.size(); i++) {
            Instant time = samples.time(i);
            if (time.isBefore(first)) {
                begin = time;
            } else if (time.isAfter(affected)) {
                end = time;
                break;
            }
        }
        rows.replace(datastream, begin, end, flagged(samples, tests, begin, end));
        return begin;
    }

    /** What is neither good nor unknown, from the first moment to the last, both inclusive. */
    static List<Kept> flagged(Samples samples, List<QualityTest> tests, Instant first, Instant last) {
        List<Flag[]> flags = tests.stream().map(test -> test.judge(samples)).toList();
        List<Kept> kept = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            int at = i;
            Instant time = samples.time(i);
            Flag flag = Flag.aggregate(flags.stream().map(one -> one[at]).toList());
            boolean worthIt = flag != Flag.GOOD && flag != Flag.NOT_EVALUATED;
            if (worthIt && !time.isBefore(first) && !time.isAfter(last)) {
                kept.add(new Kept(time, flag, name(tests, flags, i, flag)));
            }
        }
        return kept;
    }

    /** Of the first test that gave the flag. */
    private static String name(List<QualityTest> tests, List<Flag[]> flags, int i, Flag flag) {
        int test = 0;
        while (flags.get(test)[i] != flag) {
            test++;
        }
        return flag == Flag.MISSING ? "missing" : tests.get(test).name();
    }
}
