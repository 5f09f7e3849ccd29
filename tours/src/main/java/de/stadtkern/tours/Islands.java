package de.stadtkern.tours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Phaser;
import org.jspecify.annotations.Nullable;

/**
 * Searches with one thread or several, each with a population of its own; now and then every island takes in the best
 * plan of its neighbour. They wait for each other to do so, which keeps the result the same for the same seed.
 */
final class Islands {

    private static final int EPOCH = 200;

    private final Budget budget;
    private final Reporter reporter;
    private final Phaser meeting = new Phaser();
    private final Map<Integer, Individual> guests = new ConcurrentSkipListMap<>();
    private volatile @Nullable Throwable failure;

    Islands(Budget budget, Reporter reporter) {
        this.budget = budget;
        this.reporter = reporter;
    }

    /** The best plan found, beginning with a plan if there is one. */
    Individual search(Instance in, @Nullable Individual start) {
        if (budget.threads() == 1) {
            Search only = new Search(in, new Course(budget, reporter), reporter, budget.seed());
            only.found(start);
            only.breed(Integer.MAX_VALUE);
            return only.best();
        }
        meeting.bulkRegister(budget.threads());
        List<Thread> threads = new ArrayList<>();
        for (int island = 0; island < budget.threads(); island++) {
            int number = island;
            threads.add(Thread.ofPlatform().name("tours-" + island).start(() -> settle(in, start, number)));
        }
        threads.forEach(this::await);
        if (failure != null) {
            throw new IllegalStateException("An island of the search failed", failure);
        }
        return guests.values().stream()
                .min(Comparator.comparingDouble(plan -> plan.cost))
                .orElseThrow();
    }

    private void settle(Instance in, @Nullable Individual start, int number) {
        try {
            live(in, start, number);
        } catch (RuntimeException | Error problem) {
            failure = problem;
            reporter.end();
        } finally {
            meeting.arriveAndDeregister();
        }
    }

    private void live(Instance in, @Nullable Individual start, int number) {
        Search search = new Search(in, new Course(budget, reporter), reporter, budget.seed() * 1000 + number);
        search.found(start);
        guests.put(number, search.best());
        while (!search.over()) {
            meeting.arriveAndAwaitAdvance();
            Individual guest = guests.get((number + 1) % budget.threads());
            meeting.arriveAndAwaitAdvance();
            if (guest != null) {
                search.immigrate(guest);
            }
            search.breed(EPOCH);
            guests.put(number, search.best());
        }
    }

    private void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException end) {
                interrupted = true;
                reporter.end();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
