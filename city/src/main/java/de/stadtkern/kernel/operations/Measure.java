package de.stadtkern.kernel.operations;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be done. Every service brings its own as beans; from all of them people choose when they propose
 * something themselves or decide otherwise than proposed.
 *
 * @param key of its text
 * @param effect key of the text that says what is to be expected; empty when it is not known
 * @param eurosPerKilometre from the settings of the service; null when it is not known
 */
public record Measure(String key, String effect, @Nullable Double eurosPerKilometre) {

    /** To do nothing, which is a decision like any other and is offered with every proposal. */
    public static final String NO_ACTION = "operations.measure.no-action";

    /** To say that the proposal is wrong. */
    static final String REJECT = "operations.measure.reject";

    /** Somebody goes and looks. */
    static final String INSPECT = "operations.measure.inspect";

    /** Done on so many metres of streets. */
    public Alternative over(double metres) {
        return new Alternative(
                key,
                eurosPerKilometre == null || metres <= 0
                        ? null
                        : new Alternative.Cost(metres / 1000, eurosPerKilometre, null),
                effect);
    }
}
