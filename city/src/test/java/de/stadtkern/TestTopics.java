package de.stadtkern;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.notifications.NotificationTopic;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What the people of the test town can be told of besides. */
@TestConfiguration
public class TestTopics {

    /** For those who decide, urgent. */
    public static final String CALL = "test.call";

    /** For everybody. */
    public static final String NEWS = "test.news";

    @Bean
    static NotificationTopic call() {
        return new NotificationTopic(CALL, Permission.DECIDE, true);
    }

    @Bean
    static NotificationTopic news() {
        return new NotificationTopic(NEWS, null, false);
    }
}
