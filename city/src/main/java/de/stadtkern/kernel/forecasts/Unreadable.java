package de.stadtkern.kernel.forecasts;

import java.time.Duration;

/** Why nothing came that can be used: a text key with its detail, and how long the server wants to be left alone. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    final String key;
    final String detail;
    final Duration pause;

    Unreadable(String key, String detail, Duration pause) {
        super(key + " " + detail);
        this.key = key;
        this.detail = detail;
        this.pause = pause;
    }

    Unreadable(String key, String detail) {
        this(key, detail, Duration.ZERO);
    }

    /** A line of a file that breaks its format. */
    static Unreadable line(int number, String line) {
        return new Unreadable("forecasts.error.line", number + ": " + line.substring(0, Math.min(80, line.length())));
    }
}
