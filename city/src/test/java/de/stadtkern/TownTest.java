package de.stadtkern;

import de.stadtkern.kernel.database.TestDatabase;
import de.stadtkern.kernel.dispatch.TestPlaces;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.MailRoom;
import de.stadtkern.kernel.routing.TestRoads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** A test in the whole program on a real database. All such tests share one program: add to it, never change it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@Import({Devices.class, TestPeople.class, TestTopics.class, MailRoom.class, TestPlaces.class, TestRoads.class})
@ContextConfiguration(initializers = TownTest.FreshTown.class)
public @interface TownTest {

    /** An empty town on the database of the test run. */
    final class FreshTown implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                AutoCloseable database = TestDatabase.handOver();
                ((GenericApplicationContext) context).registerBean("testDatabase", AutoCloseable.class, () -> database);
                TestPropertyValues.of(
                                "stadtkern.port=0",
                                "stadtkern.mqtt-port=0",
                                "stadtkern.db=" + TestDatabase.url(),
                                "stadtkern.data=" + Files.createTempDirectory("stadtkern-test-town"))
                        .applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
