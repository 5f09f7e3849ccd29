package de.stadtkern.kernel.observations.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code $filter} and {@code $orderby} say. An operator is a call as well: {@code a eq b} is {@code eq(a, b)}. */
sealed interface Expression {

    record Call(String function, List<Expression> arguments) implements Expression {
        @Override
        public String toString() {
            return function + arguments.stream().map(Expression::toString).collect(Collectors.joining(",", "(", ")"));
        }
    }

    /** Names from the entity on, such as {@code Datastream, unitOfMeasurement, symbol}; an index is a number. */
    record Path(List<String> steps) implements Expression {
        @Override
        public String toString() {
            return String.join("/", steps);
        }
    }

    /** Whether one of the related entities fulfils the condition, in which the variable stands for it. */
    record Any(Path path, String variable, Expression condition) implements Expression {}

    record Text(String value) implements Expression {}

    record Number(BigDecimal value) implements Expression {}

    record Truth(boolean value) implements Expression {}

    record Null() implements Expression {}

    /** An instant, or an interval when it has an end. */
    record Time(Instant start, @Nullable Instant end) implements Expression {}

    record Date(LocalDate value) implements Expression {}

    record Clock(LocalTime value) implements Expression {}

    /** ISO 8601, such as {@code PT1H}. */
    record Span(String value) implements Expression {}

    /** Well-known text. */
    record Shape(String wkt) implements Expression {}
}
