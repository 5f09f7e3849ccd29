package de.stadtkern.kernel.operations;

import org.jspecify.annotations.Nullable;

/**
 * How sure who proposes is that it is so.
 *
 * @param level in a word
 * @param share 0 to 1, the probability; null when it was not computed
 * @param why key of the text that says on what this rests, or the text itself
 */
public record Confidence(Level level, @Nullable Double share, String why) {

    /** In a word. */
    public enum Level {
        LOW,
        MEDIUM,
        HIGH
    }

    public Confidence {
        if (share != null && !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be between 0 and 1, but is " + share);
        }
    }
}
