package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.services.wastetours.DaySearch.Outcome;
import de.stadtkern.services.wastetours.TourDay.Wish;
import de.stadtkern.tours.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Searches the tours of days in the background, one day after the other on each node. The table is the queue: a day whose
 * node falls silent is taken over by another.
 */
@Component
class DayWork implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DayWork.class);
    private static final Duration SILENT = Duration.ofMinutes(1);

    private final DayRows rows;
    private final DaySearch search;
    private final DayOrders orders;
    private final WastePolicies policies;
    private final LocalTime proposeAt;
    private final Duration keep;
    private final LiveUpdates liveUpdates;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("wastetours-", 0).daemon().factory());

    DayWork(
            DayRows rows,
            DaySearch search,
            DayOrders orders,
            WastePolicies policies,
            LiveUpdates liveUpdates,
            TransactionOperations transaction,
            Clock clock,
            @Value("${stadtkern.wastetours.propose-at:04:00}") LocalTime proposeAt,
            @Value("${stadtkern.wastetours.keep:730d}") Duration keep) {
        this.rows = rows;
        this.search = search;
        this.orders = orders;
        this.policies = policies;
        this.proposeAt = proposeAt;
        this.keep = keep;
        this.liveUpdates = liveUpdates;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Each working day has its tours proposed once, without anybody asking. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    @SchedulerLock(name = "wastetours/morning", lockAtMostFor = "PT5M")
    void askInTheMorning() {
        ZonedDateTime now = clock.instant().atZone(TourDay.TOWN);
        LocalTime time = now.toLocalTime();
        if (time.isBefore(proposeAt)) {
            return;
        }
        for (long municipality : rows.withoutTours(now.toLocalDate())) {
            WastePolicy policy = policies.get(municipality);
            if (policy.worksOn(now.toLocalDate()) && time.isBefore(policy.end())) {
                rows.ask(municipality, now.toLocalDate(), "", now.toInstant());
            }
        }
    }

    /** On every node for itself. */
    @Scheduled(initialDelayString = "PT5S", fixedRateString = "PT1S")
    void look() {
        if (busy.compareAndSet(false, true)) {
            worker.execute(this::searchAll);
        }
    }

    /** Days that are over are forgotten with all that people wanted of them. */
    @Scheduled(initialDelayString = "PT17M", fixedDelayString = "PT12H")
    @SchedulerLock(name = "wastetours/forget-days", lockAtMostFor = "PT1H")
    void forget() {
        rows.deleteBefore(clock.instant().minus(keep).atZone(TourDay.TOWN).toLocalDate());
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }

    private void searchAll() {
        try {
            Optional<TourDay> next = claim();
            while (next.isPresent()) {
                search(next.get());
                next = claim();
            }
        } finally {
            busy.set(false);
        }
    }

    private Optional<TourDay> claim() {
        Instant now = clock.instant();
        return rows.claim(now, now.minus(SILENT));
    }

    private void search(TourDay day) {
        try {
            liveUpdates.announce(Days.TOPIC);
            Map<Long, Wish> wishes = rows.wishes(day.id());
            Outcome outcome = search.search(day, wishes, new Beat(day)::goOn);
            boolean untouched = wishes.isEmpty() && day.vehicles().isEmpty();
            transaction.executeWithoutResult(status -> {
                rows.hold(day.municipalityId());
                if (rows.keep(day, outcome.result(), outcome.choices(), untouched)) {
                    orders.propose(day, outcome);
                }
            });
        } catch (RuntimeException e) {
            LOG.error("the search for the tours of {} in municipality {} failed", day.date(), day.municipalityId(), e);
            rows.fail(day);
        } finally {
            liveUpdates.announce(Days.TOPIC);
        }
    }

    /** Says about once a second how far the search is, and hears whether anybody still wants it. */
    private final class Beat {

        private final TourDay day;
        private long said = System.nanoTime();

        Beat(TourDay day) {
            this.day = day;
        }

        boolean goOn(Progress progress) {
            long now = System.nanoTime();
            if (now - said < 1_000_000_000L) {
                return true;
            }
            said = now;
            liveUpdates.announce(Days.TOPIC);
            return rows.beat(day, progress.share(), clock.instant());
        }
    }
}
