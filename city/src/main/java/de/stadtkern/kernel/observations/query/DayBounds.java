package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.observations.query.Expression.Call;
import de.stadtkern.kernel.observations.query.Expression.Path;
import de.stadtkern.kernel.observations.query.Expression.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which times the folded observations lie that a filter lets through: only days lead to chunks. A folded
 * observation has an instant, never an interval.
 */
record DayBounds(@Nullable Instant from, @Nullable Instant until) {

    private static final DayBounds NONE = new DayBounds(null, null);
    private static final Duration A_WHILE = Duration.ofHours(1);
    private static final Path TIME = new Path(List.of("phenomenonTime"));

    static DayBounds of(@Nullable Expression filter) {
        if (!(filter instanceof Call(String function, List<Expression> arguments)) || arguments.size() != 2) {
            return NONE;
        }
        Expression left = arguments.get(0);
        Expression right = arguments.get(1);
        if (function.equals("and")) {
            return of(left).and(of(right));
        }
        if (left.equals(TIME) && right instanceof Time time) {
            return of(function, time);
        }
        return right.equals(TIME) && left instanceof Time time ? of(turned(function), time) : NONE;
    }

    private static DayBounds of(String operator, Time time) {
        Instant end = time.end() == null ? time.start() : time.end();
        return switch (operator) {
            case "gt", "ge" -> new DayBounds(time.start(), null);
            case "lt", "le" -> new DayBounds(null, end);
            case "eq" -> new DayBounds(time.start(), end);
            default -> NONE;
        };
    }

    private static String turned(String operator) {
        return switch (operator) {
            case "gt" -> "lt";
            case "ge" -> "le";
            case "lt" -> "gt";
            case "le" -> "ge";
            default -> operator;
        };
    }

    private DayBounds and(DayBounds other) {
        Instant later = from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from;
        Instant earlier = until == null || (other.until != null && other.until.isBefore(until)) ? other.until : until;
        return new DayBounds(later, earlier);
    }

    /** Whether they lie in a time with a beginning and an end, and for so long that all datastreams have some. */
    boolean areLong() {
        return from != null && until != null && until.minus(A_WHILE).isAfter(from);
    }

    /** Whether they also ended so long ago that the newest observations are none of them. */
    boolean arePast() {
        return areLong() && until != null && until.plus(A_WHILE).isBefore(Instant.now());
    }

    /** That a chunk may hold some of them. */
    Sql condition(String alias) {
        return Sql.and(
                from == null
                        ? Sql.TRUE
                        : Sql.of(alias + ".day > {}::timestamptz - interval '24 hours'", from.atOffset(ZoneOffset.UTC)),
                until == null ? Sql.TRUE : Sql.of(alias + ".day <= {}::timestamptz", until.atOffset(ZoneOffset.UTC)));
    }
}
