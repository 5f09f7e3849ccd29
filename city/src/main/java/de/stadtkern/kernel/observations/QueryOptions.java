package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The system query options that are served: {@code $top}, {@code $skip}, {@code $count} and {@code $orderby} by
 * phenomenonTime (18-088, section 9.3.3). Any other is refused with 501.
 *
 * @param top 0 to 10,000; 100 unless given
 * @param skip 0 or more
 */
record QueryOptions(
        int top, int skip, boolean count, @Nullable String orderBy) {

    private static final int DEFAULT_TOP = 100;
    private static final int LARGEST_TOP = 10_000;

    static QueryOptions of(Map<String, String> parameters) {
        int top = DEFAULT_TOP;
        int skip = 0;
        boolean count = false;
        String orderBy = null;
        for (var parameter : parameters.entrySet()) {
            String value = parameter.getValue();
            switch (parameter.getKey()) {
                case "$top" -> top = Math.min(LARGEST_TOP, number("$top", value));
                case "$skip" -> skip = number("$skip", value);
                case "$count" -> count = truth(value);
                case "$orderby" -> orderBy = order(value);
                default -> throw Refusal.notOffered("observations.refusal.option", parameter.getKey());
            }
        }
        return new QueryOptions(top, skip, count, orderBy);
    }

    private static int number(String name, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, as is a negative number
        }
        throw Refusal.badInput("observations.refusal.number", name, value);
    }

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.badInput("observations.refusal.boolean", "$count", value);
        };
    }

    private static String order(String value) {
        return switch (value) {
            case "phenomenonTime", "phenomenonTime asc", "phenomenonTime desc" -> value;
            default -> throw Refusal.notOffered("observations.refusal.order", value);
        };
    }
}
