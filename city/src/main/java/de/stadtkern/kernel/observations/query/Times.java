package de.stadtkern.kernel.observations.query;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How instants and intervals are compared. An interval begins with its first instant and ends before its last: it lies
 * before whatever begins at its end. An instant is an interval of no length.
 */
final class Times {

    private Times() {}

    static Sql bind(Instant instant) {
        return Sql.of("{}", instant.atOffset(ZoneOffset.UTC));
    }

    /** eq, ne, lt, le, gt, ge. */
    static Sql compare(String operator, Operand a, Operand b) {
        boolean instants = !a.hasEnd() && !b.hasEnd();
        return switch (operator) {
            case "eq" -> equal(a, b);
            case "ne" -> Sql.of("not ({})", equal(a, b));
            case "lt" -> Sql.and(Sql.of("{} < {}", a.sql(), b.sql()), atMost(a, b));
            case "le" -> orEqual(b, Sql.and(Sql.of("{} <= {}", a.sql(), b.sql()), atMost(a, b)), equal(a, b));
            case "gt" ->
                instants
                        ? Sql.of("{} > {}", a.sql(), b.sql())
                        : Sql.of("{} >= {} and {} > {}", a.sql(), b.end(), a.end(), b.end());
            case "ge" -> orEqual(b, Sql.of("{} >= {}", a.sql(), b.end()), equal(a, b));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** before, after, meets, during, overlaps, starts, finishes. */
    static Sql relate(String function, Operand a, Operand b) {
        return switch (function) {
            case "before" -> compare("lt", a, b);
            case "after" -> compare("gt", a, b);
            case "meets" -> Sql.of("({} = {} or {} = {})", a.end(), b.sql(), a.sql(), b.end());
            case "during" ->
                Sql.of("{} >= {} and {} <= {} and {} < {}", a.sql(), b.sql(), a.end(), b.end(), a.sql(), b.end());
            case "overlaps" ->
                Sql.of("(({} < {} and {} > {}) or {} = {})", a.sql(), b.end(), a.end(), b.sql(), a.sql(), b.sql());
            case "starts" -> Sql.of("{} = {}", a.sql(), b.sql());
            case "finishes" -> Sql.of("{} = {}", a.end(), b.end());
            default -> throw new IllegalArgumentException(function);
        };
    }

    private static Sql equal(Operand a, Operand b) {
        Sql starts = Sql.of("{} = {}", a.sql(), b.sql());
        return a.hasEnd() || b.hasEnd() ? Sql.and(starts, Sql.of("{} = {}", a.end(), b.end())) : starts;
    }

    private static Sql atMost(Operand a, Operand b) {
        return a.hasEnd() ? Sql.of("{} <= {}", a.end(), b.sql()) : Sql.TRUE;
    }

    private static Sql orEqual(Operand b, Sql condition, Sql equal) {
        return b.hasEnd() ? Sql.of("(({}) or ({}))", condition, equal) : condition;
    }
}
