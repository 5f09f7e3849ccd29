package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.observations.query.Operand.Kind;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** eq, ne, gt, ge, lt and le. A value in quotation marks is compared as text, also with a number. */
final class Comparison {

    private static final Map<String, String> SIGNS =
            Map.of("eq", "=", "ne", "<>", "gt", ">", "ge", ">=", "lt", "<", "le", "<=");
    private static final Pattern SCALAR = Pattern.compile("-?\\d.*|true|false|null");
    private static final JsonMapper JSON = new JsonMapper();

    private Comparison() {}

    /** The place of a value inside a JSON column. */
    record Inside(Sql column, List<String> path) {}

    static Sql of(String operator, Operand a, Operand b) {
        if (a.kind() == Kind.NULL || b.kind() == Kind.NULL) {
            return withNull(operator, a.kind() == Kind.NULL ? b : a);
        }
        Sql contained = operator.equals("eq") ? contained(a, b) : null;
        if (contained != null) {
            return contained;
        }
        Kind kind = common(a, b);
        Operand left = a.as(kind);
        Operand right = b.as(kind);
        return switch (kind) {
            case TIME -> Times.compare(operator, left, right);
            case JSON -> plain(operator, left.json(), right.json());
            case GEOMETRY, NULL, RESULT -> throw mismatch(a, b);
            default -> plain(operator, left, right);
        };
    }

    private static Sql plain(String operator, Operand left, Operand right) {
        return Sql.of("{} " + SIGNS.get(operator) + " {}", left.sql(), right.sql());
    }

    private static Sql withNull(String operator, Operand other) {
        Sql value = switch (other.kind()) {
            case RESULT, JSON -> other.as(Kind.TEXT).sql();
            default -> other.sql();
        };
        return switch (operator) {
            case "eq" -> Sql.of("{} is null", value);
            case "ne" -> Sql.of("{} is not null", value);
            default -> Sql.FALSE;
        };
    }

    /** As what two values are compared. */
    private static Kind common(Operand a, Operand b) {
        if (a.isOpen() && b.isOpen()) {
            return Kind.JSON;
        }
        if (a.isOpen() || b.isOpen()) {
            return a.isOpen() ? b.kind() : a.kind();
        }
        if (a.kind() == b.kind()) {
            return a.kind();
        }
        if (a.kind() == Kind.TIME || b.kind() == Kind.TIME) {
            return Kind.TIME;
        }
        if (isTextOrNumber(a) && isTextOrNumber(b)) {
            return Kind.TEXT;
        }
        throw mismatch(a, b);
    }

    private static boolean isTextOrNumber(Operand operand) {
        return operand.kind() == Kind.TEXT || operand.kind() == Kind.NUMBER;
    }

    /** Equality with a literal inside a JSON column, in the form that an index on the column answers. */
    private static @Nullable Sql contained(Operand a, Operand b) {
        Operand json = a.source() instanceof Inside ? a : b;
        Object literal = (json == a ? b : a).source();
        if (!(json.source() instanceof Inside(Sql column, List<String> path))
                || path.stream().anyMatch(step -> step.matches("\\d+"))) {
            return null;
        }
        Object value = switch (literal) {
            case Expression.Text(String text) when !SCALAR.matcher(text).matches() -> text;
            case Expression.Number(var number) -> number;
            case Expression.Truth(var truth) -> truth;
            case null, default -> null;
        };
        if (value == null) {
            return null;
        }
        for (String step : path.reversed()) {
            value = Map.of(step, value);
        }
        return Sql.of("{} @> {}::jsonb", column, JSON.writeValueAsString(value));
    }

    private static Refusal mismatch(Operand a, Operand b) {
        return Refusal.badInput(
                "observations.refusal.operand", a.kind().name(), b.kind().name());
    }
}
