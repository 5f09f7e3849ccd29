package de.stadtkern;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Every test waits for a condition longer than a busy machine stands still. JUnit finds this by META-INF/services. */
public final class Patience implements BeforeAllCallback {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONGEST_WAIT);
    }
}
