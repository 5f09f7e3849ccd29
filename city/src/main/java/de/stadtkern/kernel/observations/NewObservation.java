package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.Body.Period;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An observation as a client wants it stored.
 *
 * @param token makes repeating it harmless
 * @param time when it holds; null: now
 * @param quality JSON, like the parameters
 * @param feature the feature it names; null: the place of the Thing
 */
record NewObservation(
        long datastreamId,
        @Nullable String token,
        @Nullable Period time,
        @Nullable Instant resultTime,
        Result result,
        @Nullable String quality,
        @Nullable Period valid,
        @Nullable String parameters,
        @Nullable Long feature) {

    private static final int LONGEST_TOKEN = 255;

    NewObservation {
        if (token != null && (token.length() > LONGEST_TOKEN || token.indexOf('\0') >= 0)) {
            throw Refusal.badInput("observations.refusal.token", LONGEST_TOKEN, token.length());
        }
    }

    /**
     * What was observed.
     *
     * @param json what is no number, or one that a double would round
     * @param width the number of values of an array; -1 for anything else
     */
    record Result(@Nullable Double number, @Nullable String json, int width) {

        /** As it was sent. */
        String text() {
            return json == null ? plain(number == null ? 0 : number) : json;
        }

        private static String plain(double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString((long) number)
                    : Double.toString(number);
        }
    }
}
