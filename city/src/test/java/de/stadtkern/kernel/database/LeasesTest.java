package de.stadtkern.kernel.database;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import de.stadtkern.TownTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
                .should()
                .beAnnotatedWith(SchedulerLock.class)
                .check(new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                        .importPackages("de.stadtkern"));
    }

    private static LockConfiguration lease(String job) {
        return new LockConfiguration(Instant.now(), job, Duration.ofMinutes(1), Duration.ZERO);
    }
}
