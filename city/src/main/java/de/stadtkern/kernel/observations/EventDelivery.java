package de.stadtkern.kernel.observations;

import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Hands events to their listeners after the commit that caused them: a few at a time. The others wait, in memory and in
 * the outbox of the database, and never hold up a request. What a listener could not take is delivered again, a number
 * of times; then it is put aside.
 */
@Configuration
class EventDelivery {

    private static final Logger log = LoggerFactory.getLogger(EventDelivery.class);

    private static final int AT_A_TIME = 3;
    private static final int AT_ONCE = 10_000;

    private final ObjectProvider<FailedEventPublications> failed;
    private final Outbox outbox;

    EventDelivery(ObjectProvider<FailedEventPublications> failed, Outbox outbox) {
        this.failed = failed;
        this.outbox = outbox;
    }

    /** Under the name by which Spring finds the executor for asynchronous listeners: the scheduler is one as well. */
    @Bean({"applicationTaskExecutor", "taskExecutor"})
    static ThreadPoolTaskExecutor applicationTaskExecutor() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(AT_A_TIME);
        executor.setThreadNamePrefix("event-");
        // Requests that still finish while the program stops may cause events.
        executor.setAcceptTasksAfterContextClose(true);
        return executor;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    @SchedulerLock(name = "observations/deliver-again", lockAtMostFor = "PT10M")
    void deliverAgain() {
        outbox.giveUpWaiting();
        outbox.bury()
                .forEach(dead -> log.error(
                        "{} could not be delivered to {} and was put aside as {} in the table dead_event",
                        dead.eventType(),
                        dead.listenerId(),
                        dead.id()));
        failed.getObject()
                .resubmit(ResubmissionOptions.defaults()
                        .withMinAge(Duration.ZERO)
                        .withBatchSize(AT_ONCE)
                        .withMaxInFlight(AT_ONCE));
    }
}
