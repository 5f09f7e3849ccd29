package de.stadtkern.kernel.identity;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** Somebody has to wait before the next attempt to sign in. */
class TooManyAttempts extends LockedException {

    private final Duration wait;

    TooManyAttempts(Duration wait) {
        super("wait " + wait);
        this.wait = wait;
    }

    Duration untilNext() {
        return wait;
    }
}
