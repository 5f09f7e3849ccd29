package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.observations.query.Operand.Kind;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One of the values by which a page is ordered. The last is always the id, so the order is total and a page can go on
 * behind the last entity of the one before, whatever is inserted in between.
 *
 * @param type of PostgreSQL
 */
record SortKey(Sql value, String type, boolean descending, boolean nullable) {

    private static final JsonMapper JSON = new JsonMapper();

    static SortKey id(String alias, boolean descending) {
        return new SortKey(Sql.raw(alias + ".id"), "bigint", descending, false);
    }

    static List<SortKey> of(Operand by, boolean descending) {
        if (by.kind() == Kind.RESULT) {
            return List.of(
                    new SortKey(by.sql(), "float8", descending, true),
                    new SortKey(Sql.of("{} #>> array[]::text[]", by.parts().get(1)), "text", descending, true));
        }
        if (by.kind() == Kind.GEOMETRY) {
            return List.of(new SortKey(Sql.of("{}::text", by.sql()), "text", descending, true));
        }
        boolean certain =
                by.sql().text().endsWith(".phenomenon_time") || by.sql().text().endsWith(".id");
        return List.of(new SortKey(by.sql(), type(by.kind()), descending, !certain));
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case TEXT -> "text";
            case NUMBER -> "numeric";
            case TIME -> "timestamptz";
            case DATE -> "date";
            case CLOCK -> "time";
            case DURATION -> "interval";
            case BOOLEAN -> "boolean";
            case JSON -> "jsonb";
            case RESULT, GEOMETRY, NULL ->
                throw Refusal.badInput("observations.refusal.operand", kind.name(), "$orderby");
        };
    }

    String direction() {
        return descending ? " desc" : "";
    }

    /** That a row comes behind the one with these values. */
    static Sql behind(List<SortKey> keys, String token) {
        List<@Nullable String> values = values(token, keys.size());
        Sql behind = Sql.FALSE;
        for (int i = keys.size() - 1; i >= 0; i--) {
            behind = keys.get(i).behind(values.get(i), behind);
        }
        SortKey first = keys.getFirst();
        return first.nullable
                ? behind
                : Sql.of(
                        "{} " + (first.descending ? "<=" : ">=") + " {} and {}",
                        first.value,
                        first.bind(values.getFirst()),
                        behind);
    }

    /** The first value of the last row of the page before. */
    static Sql first(List<SortKey> keys, String token) {
        return keys.getFirst().bind(values(token, keys.size()).getFirst());
    }

    private Sql behind(@Nullable String last, Sql next) {
        if (last == null) {
            return descending
                    ? Sql.of("({} is not null or ({} is null and {}))", value, value, next)
                    : Sql.of("({} is null and {})", value, next);
        }
        String sign = descending ? "<" : ">";
        Sql same = Sql.of("({} = {} and {})", value, bind(last), next);
        Sql further = Sql.of("{} " + sign + " {}", value, bind(last));
        return nullable && !descending
                ? Sql.of("({} or {} is null or {})", further, value, same)
                : Sql.of("({} or {})", further, same);
    }

    private Sql bind(@Nullable String text) {
        return Sql.of("{}::" + type, text);
    }

    /** What stands for the last row of a page in its nextLink. */
    static String token(List<@Nullable String> values) {
        byte[] json = JSON.writeValueAsBytes(values);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    private static List<@Nullable String> values(String token, int count) {
        try {
            JsonNode json = JSON.readTree(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
            List<@Nullable String> values = new ArrayList<>();
            json.forEach(value -> values.add(value.isString() ? value.stringValue() : null));
            if (json.isArray() && values.size() == count && values.getLast() != null && storable(values)) {
                return values;
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // answered below
        }
        throw Refusal.badInput("observations.refusal.skip-token");
    }

    private static boolean storable(List<@Nullable String> values) {
        return values.stream().noneMatch(value -> value != null && value.indexOf('\0') >= 0);
    }
}
