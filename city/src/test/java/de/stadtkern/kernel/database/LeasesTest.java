package de.stadtkern.kernel.database;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import de.stadtkern.TownTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;

@TownTest
class LeasesTest {

    /**
     * What each node does for itself: it looks whether its roads are the newest, says that its searches live, and looks
     * whether somebody is to be called or a message to be sent, which a row or a lease then gives to one of them.
     */
    private static final Set<String> OF_EVERY_NODE = Set.of(
            "de.stadtkern.kernel.routing.CurrentRoads.look()",
            "de.stadtkern.kernel.planning.Solving.beat()",
            "de.stadtkern.kernel.notifications.Escalations.look()",
            "de.stadtkern.kernel.operations.Deadlines.look()",
            "de.stadtkern.kernel.notifications.Courier.look()",
            "de.stadtkern.kernel.notifications.Letters.look()",
            "de.stadtkern.services.wastetours.BinForecasts.learnAgain()",
            "de.stadtkern.services.wastetours.DayWork.look()");

    @Autowired
    LockProvider leases;

    @Autowired
    DataSource dataSource;

    @Test
    void aJobThatOneNodeRunsIsNotGivenToAnotherUntilItHasEnded() {
        LockProvider otherNode = Leases.leaseProvider(dataSource);
        String job = "test." + UUID.randomUUID();

        var held = leases.lock(lease(job)).orElseThrow();
        assertThat(otherNode.lock(lease(job))).isEmpty();
        held.unlock();
        assertThat(otherNode.lock(lease(job))).isPresent();
    }

    @Test
    void everyPeriodicJobHasALease() {
        methods()
                .that()
                .areAnnotatedWith(Scheduled.class)
                .and(DescribedPredicate.describe(
                        "are no node's own", method -> !OF_EVERY_NODE.contains(method.getFullName())))
                .should()
                .beAnnotatedWith(SchedulerLock.class)
                .check(new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                        .importPackages("de.stadtkern"));
    }

    private static LockConfiguration lease(String job) {
        return new LockConfiguration(Instant.now(), job, Duration.ofMinutes(1), Duration.ZERO);
    }
}
