package de.stadtkern.kernel.backup;

import java.time.Duration;
import java.util.function.Consumer;

/** Says from time to time how far a long work has come. */
final class Progress {

    private static final long BETWEEN_WORDS = Duration.ofSeconds(2).toNanos();
    private static final long MEGABYTE = 1 << 20;

    private final Consumer<String> console;
    private long spoke = System.nanoTime();

    Progress(Consumer<String> console) {
        this.console = console;
    }

    void say(String words) {
        console.accept(words);
    }

    void say(String doing, String table, long bytes) {
        if (System.nanoTime() - spoke > BETWEEN_WORDS) {
            spoke = System.nanoTime();
            console.accept("%s %s: %s".formatted(doing, table, megabytes(bytes)));
        }
    }

    static String megabytes(long bytes) {
        return "%,d MB".formatted((bytes + MEGABYTE - 1) / MEGABYTE);
    }
}
