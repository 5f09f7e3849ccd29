package de.stadtkern.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationTest {

    @TempDir
    Path folder;

    @BeforeEach
    void letTheServerEnter() throws Exception {
        Shell.letEverybodyEnter(folder);
    }

    @Test
    void offersAPoolThatTheOperatorCanSizeAndStopsTheServerAfterIt() throws Exception {
        PreparedFolder.copyTo(folder);
        new ApplicationContextRunner()
                .withUserConfiguration(DatabaseConfiguration.class)
                .withPropertyValues("stadtkern.data=" + folder, "spring.datasource.hikari.maximum-pool-size=3")
                .run(context -> {
                    HikariDataSource pool = context.getBean(HikariDataSource.class);
                    assertThat(JdbcClient.create(pool)
                                    .sql("select current_database()")
                                    .query(String.class)
                                    .single())
                            .isEqualTo("stadtkern");
                    assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
                    assertThat(pidFile()).exists();
                });
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void showsAFailureOnTheConsoleAsASentenceAndAWayOut(CapturedOutput console) {
        SpringApplication program = new SpringApplication(DatabaseConfiguration.class);
        program.setWebApplicationType(WebApplicationType.NONE);
        try {
            program.run("--stadtkern.db=jdbc:mysql://db/town").close();
        } catch (RuntimeException expected) {
            assertThat(expected).hasRootCauseInstanceOf(DatabaseFailure.class);
        }
        assertThat(console)
                .contains("The database address jdbc:mysql://db/town is not a JDBC URL of PostgreSQL.")
                .contains("Give --db an address like jdbc:postgresql://host:5432/stadtkern")
                .doesNotContain("\tat ");
    }

    private Path pidFile() throws IOException {
        return Cluster.in(folder.toRealPath().resolve("postgres")).data().resolve("postmaster.pid");
    }
}
