package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value in an expression, typed.
 *
 * @param parts one piece of SQL; start and end of a {@code TIME} that may be an interval; number and JSON of a {@code
 *     RESULT}
 * @param source what it was made of: a literal, or the place of a geometry
 */
record Operand(Kind kind, List<Sql> parts, @Nullable Object source) {

    enum Kind {
        BOOLEAN,
        NUMBER,
        TEXT,
        TIME,
        DATE,
        CLOCK,
        DURATION,
        JSON,
        RESULT,
        GEOMETRY,
        NULL
    }

    static Operand of(Kind kind, Sql... parts) {
        return new Operand(kind, List.of(parts), null);
    }

    /** In brackets, for it may be compared itself. */
    static Operand truth(Sql sql) {
        return of(Kind.BOOLEAN, Sql.of("({})", sql));
    }

    static Operand number(Sql sql) {
        return of(Kind.NUMBER, sql);
    }

    static Operand text(Sql sql) {
        return of(Kind.TEXT, sql);
    }

    Sql sql() {
        return parts.getFirst();
    }

    boolean isOpen() {
        return kind == Kind.JSON || kind == Kind.RESULT;
    }

    boolean hasEnd() {
        return parts.size() > 1;
    }

    /** The end of a {@code TIME}; of an instant the instant itself. */
    Sql end() {
        return hasEnd() ? Sql.of("coalesce({}, {})", parts.get(1), sql()) : sql();
    }

    /** As a value of this kind; SQL null when JSON holds something else. Refused when that can never be. */
    Operand as(Kind wanted) {
        if (kind == wanted) {
            return this;
        }
        if (kind == Kind.RESULT) {
            return switch (wanted) {
                case NUMBER -> number(sql());
                case TEXT -> text(Sql.of("coalesce({} #>> array[]::text[], {}::text)", parts.get(1), sql()));
                default -> json().as(wanted);
            };
        }
        if (kind == Kind.JSON) {
            return of(wanted, fromJson(wanted));
        }
        if (kind == Kind.NUMBER && wanted == Kind.TEXT) {
            return text(Sql.of("({})::text", sql()));
        }
        if (kind == Kind.TIME && wanted == Kind.DATE) {
            return of(Kind.DATE, Sql.of("({} at time zone 'UTC')::date", sql()));
        }
        if (kind == Kind.DATE && wanted == Kind.TIME) {
            return of(Kind.TIME, Sql.of("({}::timestamp at time zone 'UTC')", sql()));
        }
        if (kind == Kind.TEXT && wanted == Kind.TIME && source instanceof Expression.Text(String value)) {
            return Literals.findTime(value).map(Operand::literal).orElseThrow(() -> mismatch(wanted));
        }
        throw mismatch(wanted);
    }

    /** The JSON of a {@code RESULT} or {@code JSON}. */
    Operand json() {
        return kind == Kind.RESULT ? of(Kind.JSON, Sql.of("coalesce({}, to_jsonb({}))", parts.get(1), sql())) : this;
    }

    private Sql fromJson(Kind wanted) {
        Sql text = Sql.of("({} #>> array[]::text[])", sql());
        return switch (wanted) {
            case TEXT -> text;
            case NUMBER -> Sql.of("(case when jsonb_typeof({}) = 'number' then {}::numeric end)", sql(), text);
            case BOOLEAN -> Sql.of("(case when jsonb_typeof({}) = 'boolean' then {}::boolean end)", sql(), text);
            case TIME ->
                Sql.of(
                        "(case when {} ~ '^\\d{4}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?(Z|[+-][01]\\d:?[0-5]\\d)$'"
                                + " then {}::timestamptz end)",
                        text, text);
            default -> throw mismatch(wanted);
        };
    }

    private Refusal mismatch(Kind wanted) {
        return Refusal.badInput("observations.refusal.operand", kind.name(), wanted.name());
    }

    static Operand literal(Expression expression) {
        return switch (expression) {
            case Expression.Text(var value) -> new Operand(Kind.TEXT, List.of(Sql.of("{}", value)), expression);
            case Expression.Number(var value) -> new Operand(Kind.NUMBER, List.of(Sql.of("{}", value)), expression);
            case Expression.Truth(var value) -> new Operand(Kind.BOOLEAN, List.of(Sql.of("{}", value)), expression);
            case Expression.Null() -> of(Kind.NULL, Sql.raw("null"));
            case Expression.Time(var start, var end) ->
                end == null ? of(Kind.TIME, Times.bind(start)) : of(Kind.TIME, Times.bind(start), Times.bind(end));
            case Expression.Date(var value) -> of(Kind.DATE, Sql.of("{}", value));
            case Expression.Clock(var value) -> of(Kind.CLOCK, Sql.of("{}", value));
            case Expression.Span(var value) -> of(Kind.DURATION, Sql.of("{}::interval", value));
            case Expression.Shape(var wkt) -> new Operand(Kind.GEOMETRY, List.of(Sql.raw("null")), Shapes.ofText(wkt));
            default -> throw new IllegalArgumentException("no literal: " + expression);
        };
    }
}
