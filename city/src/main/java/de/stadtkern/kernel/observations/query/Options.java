package de.stadtkern.kernel.observations.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query options of a request, or of an expanded relation.
 *
 * @param top null: the usual page
 * @param select empty: everything
 * @param texts every option as it was written, by its name
 */
public record Options(
        @Nullable Integer top,
        int skip,
        boolean count,
        List<List<String>> select,
        List<Expand> expand,
        @Nullable Expression filter,
        List<Order> order,
        ResultFormat format,
        @Nullable String after,
        Map<String, String> texts) {

    public static final int DEFAULT_TOP = 100;
    public static final int LARGEST_TOP = 10_000;

    static final Options NONE = Parser.options(Map.of());

    /** How the answer is written. */
    public enum ResultFormat {
        JSON,
        DATA_ARRAY,
        CSV,
        GEO_JSON
    }

    record Expand(String relation, Options options) {

        /** The same relation once: {@code A/B,A/C} is {@code A($expand=B,C)}. */
        static List<Expand> merged(List<Expand> expands) {
            Map<String, Expand> byRelation = new LinkedHashMap<>();
            for (Expand expand : expands) {
                byRelation.merge(expand.relation, expand, Expand::with);
            }
            return List.copyOf(byRelation.values());
        }

        private Expand with(Expand other) {
            List<Expand> both = new ArrayList<>(options.expand);
            both.addAll(other.options.expand);
            Map<String, String> texts = new LinkedHashMap<>(options.texts);
            texts.merge("$expand", other.options.texts.getOrDefault("$expand", ""), (a, b) -> a + "," + b);
            return new Expand(relation, options.expanding(merged(both), texts));
        }
    }

    record Order(Expression by, boolean descending) {

        static final Order NEWEST_FIRST = new Order(new Expression.Path(List.of("phenomenonTime")), true);
    }

    public static Options of(Map<String, String> parameters) {
        return Parser.options(parameters);
    }

    /** The number of entities on a page, at most. */
    public int limit() {
        return Math.min(top == null ? DEFAULT_TOP : top, LARGEST_TOP);
    }

    /** Whether nothing is asked for but the first of observations that are ordered newest first. */
    boolean isNewest() {
        boolean newestFirst =
                order.isEmpty() || (order.size() == 1 && order.getFirst().equals(Order.NEWEST_FIRST));
        return newestFirst
                && top != null
                && top == 1
                && skip == 0
                && expand.isEmpty()
                && filter == null
                && after == null
                && format == ResultFormat.JSON;
    }

    public boolean hasExpand() {
        return !expand.isEmpty();
    }

    private Options expanding(List<Expand> others, Map<String, String> written) {
        return new Options(top, skip, count, select, others, filter, order, format, after, written);
    }

    /** The same, for one entity with these properties only. */
    public Options selecting(List<String> path) {
        return new Options(1, 0, false, List.of(path), List.of(), null, List.of(), ResultFormat.JSON, null, Map.of());
    }
}
