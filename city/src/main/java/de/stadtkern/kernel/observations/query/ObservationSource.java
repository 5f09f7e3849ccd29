package de.stadtkern.kernel.observations.query;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of observations out of rows and chunks, where the order allows to look into the rows first: then only those
 * chunks are unfolded that can hold something of the page, which is none when it lies in the open months.
 *
 * @param columns the keys, as k0, k1 …
 * @param where also with the filter
 * @param days of the filter
 * @param ofAll whether of all datastreams
 */
record ObservationSource(
        String alias,
        List<SortKey> keys,
        Sql columns,
        Sql where,
        DayBounds days,
        @Nullable String after,
        boolean ofAll) {

    private static final String KEY = "%1$s.datastream_id, %1$s.phenomenon_time, %1$s.id";

    private static final List<String> COLUMNS = List.of(
            "datastream_id",
            "phenomenon_time",
            "id",
            "result_time",
            "result",
            "result_json",
            "parameters",
            "phenomenon_end",
            "result_quality",
            "valid_start",
            "valid_end");

    private boolean byTime() {
        return first().value().text().equals(alias + ".phenomenon_time");
    }

    private SortKey first() {
        return keys.getFirst();
    }

    /** Whether rows of a page say which chunks matter. */
    boolean isOrderedLikeChunks() {
        return byTime() || first().value().text().equals(alias + ".id");
    }

    Sql page(long limit, long skip) {
        long most = limit + skip;
        String order = Stream.iterate(0, i -> i < keys.size(), i -> i + 1)
                .map(i -> "k" + i + keys.get(i).direction())
                .collect(Collectors.joining(", "));
        String names = names() + ", " + alias + ".feature_id";
        return Sql.of(
                "(with rows as materialized (select " + names + ", {} from {} order by "
                        + (byTime() ? "" : alias + ".id >> 18" + first().direction() + ", ") + order + " limit " + most
                        + ") select * from (select * from rows union all"
                        + " (select " + names + ", {} from observation_folded " + alias + " where {} order by "
                        + (byTime() ? alias + ".day" + first().direction() + ", " : "") + order + " limit " + most
                        + ")) both_of_them order by " + order + " limit " + limit + " offset " + skip + ") " + alias,
                columns,
                ofAll && days.arePast() ? byDatastream(order, most) : open(),
                columns,
                Sql.and(where, days.condition(alias), behind(), Sql.raw(gate(most))));
    }

    private Sql open() {
        return Sql.of("observation_open " + alias + " where {}", Sql.and(where, behindInRows()));
    }

    /**
     * Looked for datastream by datastream: a time between others is a piece of the primary key of each, but is found in
     * the order of ids or times only behind everything that came since.
     */
    private Sql byDatastream(String order, long most) {
        return Sql.of(
                "(select " + KEY.formatted(alias) + ", {} from datastream d cross join lateral (select * from {} and "
                        + alias + ".datastream_id = d.id offset 0) " + alias + " order by " + order + " limit " + most
                        + ") p join observation_open " + alias + " on (" + KEY.formatted(alias) + ") = ("
                        + KEY.formatted("p") + ")",
                columns,
                open());
    }

    /** How many there are in the rows. */
    static Sql count(String alias, Sql where, boolean byDatastream) {
        return byDatastream
                ? Sql.of(
                        "(select coalesce(sum(n), 0) from datastream d cross join lateral (select count(*) as n"
                                + " from observation_open " + alias + " where {} and " + alias
                                + ".datastream_id = d.id) c)",
                        where)
                : Sql.of("(select count(*) from observation_open " + alias + " where {})", where);
    }

    /** Where the newest observation of a datastream stands, if there is one that stands there. */
    Sql newest() {
        return Sql.of(
                "(select " + names() + ", {} from observation_newest " + alias + " where {}) " + alias, columns, where);
    }

    /** Its JSON and whether there are more, for an entity that is expanded by it. */
    Sql newestJson(Sql json) {
        return Sql.of(
                "left join lateral (select {} as json, " + alias + ".observations > 1 as more from observation_newest "
                        + alias + " where {} limit 1) " + alias + "n on true",
                json,
                where);
    }

    private String names() {
        return COLUMNS.stream().map(name -> alias + "." + name).collect(Collectors.joining(", "));
    }

    /** Chunks that can hold something that comes before the last of as many rows as are wanted. */
    private String gate(long most) {
        boolean down = first().descending();
        String rows = "(select case when count(*) < " + most + " then %s else %s end from rows)";
        if (byTime()) {
            return down
                    ? alias + ".day > " + rows.formatted("'-infinity'", "min(phenomenon_time) - interval '24 hours'")
                    : alias + ".day <= " + rows.formatted("'infinity'", "max(phenomenon_time)");
        }
        String last = rows.formatted("null", down ? "min(id)" : "max(id)");
        return alias + ".ids && int8range(" + (down ? last + ", null" : "null, " + last) + ", '[]')";
    }

    /** What the index of ids knows of them: among which 64 numbers each is. */
    static Long[] groups(Long... ids) {
        return Arrays.stream(ids).map(id -> id >> 18).distinct().toArray(Long[]::new);
    }

    /** Rows behind the last page in the order of ids, in the form that their index answers. */
    private Sql behindInRows() {
        return byTime() || after == null
                ? Sql.TRUE
                : Sql.of(
                        alias + ".id >> 18 " + (first().descending() ? "<=" : ">=") + " {}::bigint >> 18",
                        SortKey.first(keys, after));
    }

    /** Chunks that can hold something behind the last page. */
    private Sql behind() {
        if (after == null) {
            return Sql.TRUE;
        }
        Sql last = SortKey.first(keys, after);
        boolean down = first().descending();
        if (byTime()) {
            return down ? Sql.of(alias + ".day <= {}", last) : Sql.of(alias + ".day > {} - interval '24 hours'", last);
        }
        return Sql.of(
                alias + ".ids && int8range(" + (down ? "null, {}::bigint" : "{}::bigint, null") + ", '[]')", last);
    }
}
