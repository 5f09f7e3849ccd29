package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.Plan.Act;
import de.stadtkern.kernel.planning.Plan.Point;
import de.stadtkern.kernel.planning.Plan.State;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.tours.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Searches in the background, one plan after the other on each node. The table says what is going on; a search whose node
 * is silent has been interrupted and is asked for again by a person.
 */
@Component
class Solving implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Solving.class);
    private static final int MOST_WAITING = 20;
    private static final int SECONDS_UNTIL_SILENT = 30;

    private final PlanRows rows;
    private final Plans plans;
    private final Routing routing;
    private final LiveUpdates liveUpdates;
    private final TransactionOperations transaction;
    private final Set<Long> here = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor worker;

    Solving(PlanRows rows, Plans plans, Routing routing, LiveUpdates liveUpdates, TransactionOperations transaction) {
        this.rows = rows;
        this.plans = plans;
        this.routing = routing;
        this.liveUpdates = liveUpdates;
        this.transaction = transaction;
        worker = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("planning-", 0).daemon().factory());
        worker.allowCoreThreadTimeOut(true);
    }

    /** Searches as soon as those are done that were asked for before. */
    void start(long id, Form form) {
        String by = plans.await(id, form);
        here.add(id);
        try {
            worker.execute(() -> search(id, by));
        } catch (RejectedExecutionException e) {
            here.remove(id);
            rows.move(id, State.BUSY, State.IDLE);
            throw Refusal.overloaded("planning.refusal.queue", MOST_WAITING);
        }
    }

    /** On every node for itself. */
    @Scheduled(initialDelay = 5, fixedRate = 5, timeUnit = TimeUnit.SECONDS)
    void beat() {
        rows.stayAlive(here);
        if (rows.interruptSilent(SECONDS_UNTIL_SILENT) > 0) {
            liveUpdates.announce(Plans.TOPIC);
        }
    }

    /** The searches of this program end with it. */
    @Override
    public void destroy() throws InterruptedException {
        worker.shutdownNow();
        here.forEach(id -> rows.move(id, State.BUSY, State.INTERRUPTED));
        worker.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void search(long id, String by) {
        try {
            if (rows.move(id, Set.of(State.WAITING), State.SOLVING)) {
                liveUpdates.announce(Plans.TOPIC);
                solve(rows.find(id).orElseThrow(), by);
            }
        } catch (RuntimeException e) {
            if (rows.move(id, State.BUSY, State.FAILED)) {
                LOG.error("the search for plan {} failed", id, e);
            }
        } finally {
            here.remove(id);
            liveUpdates.announce(Plans.TOPIC);
            liveUpdates.announce(Plans.RESULT_TOPIC);
        }
    }

    private void solve(Plan plan, String by) {
        Course course = new Course(plan.id());
        Solution solution = new Solver(plan, routing, course::goOn).solve();
        transaction.executeWithoutResult(status -> {
            course.note();
            if (rows.move(plan.id(), Set.of(State.SOLVING, State.ENDING), State.IDLE)) {
                rows.keep(plan, solution, Act.SOLVE, by);
            }
        });
    }

    /** How the cost falls, kept about once a second, later more seldom. */
    private final class Course {

        private static final int MANY = 100;

        private final long plan;
        private final long begin = System.nanoTime();
        private final List<Point> points = new ArrayList<>();
        private double noted = -1;
        private Point last = new Point(0, Double.POSITIVE_INFINITY);

        Course(long plan) {
            this.plan = plan;
        }

        boolean goOn(Progress progress) {
            double seconds = (System.nanoTime() - begin) * 1e-9;
            last = new Point(seconds, progress.cost());
            if (seconds - noted < Math.max(1, points.size() / MANY)) {
                return true;
            }
            noted = seconds;
            liveUpdates.announce(Plans.TOPIC);
            return note();
        }

        /** False when the search is to end. */
        boolean note() {
            if (Double.isFinite(last.cost())
                    && (points.isEmpty() || points.getLast().seconds() < last.seconds())) {
                points.add(last);
            }
            return rows.progress(plan, points);
        }
    }
}
