package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.quality.RunRows.First;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on what is to be judged again: one month of one datastream after the other, each in a transaction that also keeps
 * how far it is. So a run goes on after a restart where it was, on whichever node, and needs no more memory than a month.
 */
@Component
class RunSchedule {

    private static final Logger log = LoggerFactory.getLogger(RunSchedule.class);

    private static final Duration AT_ONCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_NEWS = Duration.ofSeconds(1);

    private final RunRows runs;
    private final FlagRows flags;
    private final CheckedSeries covered;
    private final Judge judge;
    private final LiveUpdates liveUpdates;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunSchedule(
            RunRows runs,
            FlagRows flags,
            CheckedSeries covered,
            Judge judge,
            LiveUpdates liveUpdates,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.runs = runs;
        this.flags = flags;
        this.covered = covered;
        this.judge = judge;
        this.liveUpdates = liveUpdates;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** How many months of datastreams there are. */
    long size(long municipality, Instant since) {
        YearMonth now = month(clock.instant());
        return runs.listFirst(municipality, covered.list(municipality)).stream()
                .mapToLong(first -> Math.max(0, month(begin(first, since)).until(now, ChronoUnit.MONTHS) + 1))
                .sum();
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT3S")
    @SchedulerLock(name = "quality/history", lockAtMostFor = "PT10M")
    void work() {
        long began = System.nanoTime();
        long told = began;
        List<Long> running = runs.listRunning();
        while (!running.isEmpty() && System.nanoTime() - began < AT_ONCE.toNanos()) {
            for (long id : running) {
                transaction.executeWithoutResult(status -> runs.findToWork(id).ifPresent(this::step));
            }
            if (System.nanoTime() - told > BETWEEN_NEWS.toNanos()) {
                told = System.nanoTime();
                transaction.executeWithoutResult(status -> liveUpdates.announce(Runs.TOPIC));
            }
            running = runs.listRunning();
        }
    }

    /** One month, or the end. */
    private void step(Run run) {
        Instant month = run.month();
        if (month != null) {
            judge(run, month);
            return;
        }
        runs.listFirst(run.municipalityId(), covered.list(run.municipalityId())).stream()
                .filter(first -> first.datastream() > run.datastream())
                .findFirst()
                .ifPresentOrElse(
                        first -> judge(run.at(first.datastream(), null, 0), begin(first, run.since())), () -> end(run));
    }

    private void judge(Run run, Instant from) {
        Instant until = month(from).plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        List<QualityTest> tests =
                covered.find(run.datastream()).map(Check::tests).orElse(List.of());
        judge.judge(run.datastream(), tests, from, until.minusNanos(1000));
        boolean over = until.isAfter(clock.instant());
        if (over && !tests.isEmpty()) {
            flags.openAll(run.datastream(), run.since());
        }
        runs.move(run.at(run.datastream(), over ? null : until, 1));
    }

    private void end(Run run) {
        runs.end(run.id(), Run.State.DONE, clock.instant());
        liveUpdates.announce(Runs.TOPIC);
        log.info("Run {}: {} months of datastreams were judged again", run.id(), run.done());
    }

    private static Instant begin(First first, Instant since) {
        return first.at().isAfter(since) ? first.at() : since;
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** Once a day: flags whose values are over go too. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT24H")
    @SchedulerLock(name = "quality/expiry", lockAtMostFor = "PT1H")
    void removeWhatIsOver() {
        flags.removeWhatIsOver();
    }
}
