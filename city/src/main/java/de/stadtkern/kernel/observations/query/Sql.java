package de.stadtkern.kernel.observations.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A piece of SQL with the values that it binds. Values never become text. */
public record Sql(String text, List<@Nullable Object> binds) {

    public static final Sql TRUE = raw("true");
    public static final Sql FALSE = raw("false");
    public static final Sql EMPTY = raw("");

    /** Text of our own making, without values. */
    public static Sql raw(String text) {
        return new Sql(text, List.of());
    }

    /** A template in which each {@code {}} takes the next part: a piece of SQL as it stands, anything else as a value. */
    public static Sql of(String template, @Nullable Object... parts) {
        StringBuilder text = new StringBuilder();
        List<@Nullable Object> binds = new ArrayList<>();
        int from = 0;
        for (Object part : parts) {
            int place = template.indexOf("{}", from);
            text.append(template, from, place);
            if (part instanceof Sql sql) {
                text.append(sql.text);
                binds.addAll(sql.binds);
            } else {
                text.append('?');
                binds.add(part);
            }
            from = place + 2;
        }
        return new Sql(text.append(template, from, template.length()).toString(), binds);
    }

    /** The same with other values. */
    Sql with(UnaryOperator<@Nullable Object> bind) {
        List<@Nullable Object> others = new ArrayList<>(binds.size());
        binds.forEach(value -> others.add(bind.apply(value)));
        return new Sql(text, others);
    }

    public static Sql join(String separator, Collection<Sql> parts) {
        List<@Nullable Object> binds = new ArrayList<>();
        parts.forEach(part -> binds.addAll(part.binds));
        return new Sql(parts.stream().map(Sql::text).collect(Collectors.joining(separator)), binds);
    }

    /** All of them; what is always true is left out. */
    public static Sql and(Sql... conditions) {
        List<Sql> real =
                Arrays.stream(conditions).filter(one -> !one.equals(TRUE)).toList();
        return real.isEmpty() ? TRUE : join(" and ", real);
    }
}
