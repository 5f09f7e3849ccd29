package de.stadtkern.kernel.observations;

import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Hands events to their listeners after the commit that caused them: a few at a time. The others wait, in memory and in
 * the outbox of the database, and never hold up a request. What a listener could not take is delivered again.
 */
@Configuration
class EventDelivery {

    private static final int AT_A_TIME = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ObjectProvider<IncompleteEventPublications> publications;

    EventDelivery(ObjectProvider<IncompleteEventPublications> publications) {
        this.publications = publications;
    }

    /** Under the name by which Spring finds the executor for asynchronous listeners: the scheduler is one as well. */
    @Bean({"applicationTaskExecutor", "taskExecutor"})
    static ThreadPoolTaskExecutor applicationTaskExecutor() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(AT_A_TIME);
        executor.setThreadNamePrefix("event-");
        return executor;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    @SchedulerLock(name = "observations.deliver-again", lockAtMostFor = "PT10M")
    void deliverAgain() {
        publications.getObject().resubmitIncompletePublicationsOlderThan(PATIENCE);
    }
}
