package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.ObservationWriter.Row;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps what a datastream says of its observations: from when to when, where, which is the newest. */
@Component
class Extents {

    private static final String AREA = """
            update datastream_extent e set area = (
                select box(point(max((f.bbox[0])[0]), max((f.bbox[0])[1])), point(min((f.bbox[1])[0]), min((f.bbox[1])[1])))
                from datastream_feature df join feature_of_interest f on f.id = df.feature_id
                where df.datastream_id = e.datastream_id and f.bbox is not null)
            where e.datastream_id = any({})""";

    private final Queries queries;

    Extents(Queries queries) {
        this.queries = queries;
    }

    /** What fresh observations add to one datastream. */
    private static final class Tally {

        private long count;
        private @Nullable Instant start;
        private @Nullable Instant end;
        private @Nullable Instant resultStart;
        private @Nullable Instant resultEnd;

        void add(Row row) {
            count++;
            start = earlier(start, row.time().start());
            end = later(end, row.time().last());
            Instant result = row.observation().resultTime();
            if (result != null) {
                resultStart = earlier(resultStart, result);
                resultEnd = later(resultEnd, result);
            }
        }

        private static Instant earlier(@Nullable Instant a, Instant b) {
            return a == null || b.isBefore(a) ? b : a;
        }

        private static Instant later(@Nullable Instant a, Instant b) {
            return a == null || b.isAfter(a) ? b : a;
        }
    }

    /** What fresh observations add; returns of each datastream how many it has now ever taken in. */
    Map<Long, Long> widen(List<Row> rows) {
        Map<Long, Tally> tallies = new TreeMap<>();
        rows.forEach(row ->
                tallies.computeIfAbsent(row.datastreamId(), id -> new Tally()).add(row));
        return queries.ask(
                Sql.of(
                        """
                        insert into datastream_extent as e (datastream_id, observations, last_number,
                            phenomenon_start, phenomenon_end, result_start, result_end)
                        select d, n, n, s::timestamptz, x::timestamptz, r::timestamptz, y::timestamptz
                        from unnest({}::bigint[], {}::bigint[], {}::text[], {}::text[], {}::text[], {}::text[])
                            u(d, n, s, x, r, y)
                        on conflict (datastream_id) do update set
                            observations = e.observations + excluded.observations,
                            last_number = e.last_number + excluded.last_number,
                            phenomenon_start = least(e.phenomenon_start, excluded.phenomenon_start),
                            phenomenon_end = greatest(e.phenomenon_end, excluded.phenomenon_end),
                            result_start = least(e.result_start, excluded.result_start),
                            result_end = greatest(e.result_end, excluded.result_end)
                        returning datastream_id, last_number""",
                        tallies.keySet().toArray(Long[]::new),
                        tallies.values().stream().map(tally -> tally.count).toArray(Long[]::new),
                        texts(tallies.values(), tally -> tally.start),
                        texts(tallies.values(), tally -> tally.end),
                        texts(tallies.values(), tally -> tally.resultStart),
                        texts(tallies.values(), tally -> tally.resultEnd)),
                found -> {
                    Map<Long, Long> numbers = new HashMap<>();
                    while (found.next()) {
                        numbers.put(found.getLong(1), found.getLong(2));
                    }
                    return numbers;
                });
    }

    private static <T> @Nullable String[] texts(Collection<T> of, Function<T, @Nullable Instant> time) {
        return of.stream()
                .map(one -> {
                    Instant value = time.apply(one);
                    return value == null ? null : value.toString();
                })
                .toArray(String[]::new);
    }

    /** Which features fresh observations are about; one that is new to a datastream changes where that observes. */
    void observe(List<Row> rows) {
        List<Row> about = rows.stream()
                .filter(row -> row.feature() != null
                        && !(row.datastream().observed()
                                && row.feature().equals(row.datastream().feature())))
                .toList();
        if (about.isEmpty()) {
            return;
        }
        Long[] changed = queries.ask(
                Sql.of(
                        """
                        insert into datastream_feature (datastream_id, feature_id)
                        select distinct d, f from unnest({}::bigint[], {}::bigint[]) u(d, f) order by d, f
                        on conflict do nothing returning datastream_id""",
                        about.stream().map(Row::datastreamId).toArray(Long[]::new),
                        about.stream().map(Row::feature).toArray(Long[]::new)),
                Ids::read);
        if (changed.length > 0) {
            queries.change(Sql.of(AREA, (Object) changed));
        }
    }

    /** The newest number of each datastream; of the same time the one that came last. */
    void keepLast(List<Row> rows) {
        Map<Long, Row> newest = new TreeMap<>();
        Set<Long> others = new TreeSet<>();
        for (Row row : rows) {
            if (row.observation().result().number() == null) {
                others.add(row.datastreamId());
            } else {
                newest.merge(
                        row.datastreamId(),
                        row,
                        (a, b) -> b.time().start().isBefore(a.time().start()) ? a : b);
            }
        }
        if (!newest.isEmpty()) {
            keepLast(newest);
        }
        if (!others.isEmpty()) {
            queries.change(Sql.of("update last_observation set plain = false where datastream_id = any({})", (Object)
                    others.toArray(Long[]::new)));
        }
    }

    private void keepLast(Map<Long, Row> newest) {
        queries.change(Sql.of(
                """
                insert into last_observation as l (datastream_id, phenomenon_time, observation_id, result, result_time, plain)
                select d, s::timestamptz, i, v, r::timestamptz, p
                from unnest({}::bigint[], {}::text[], {}::bigint[], {}::float8[], {}::text[], {}::boolean[]) u(d, s, i, v, r, p)
                on conflict (datastream_id) do update
                set phenomenon_time = excluded.phenomenon_time, observation_id = excluded.observation_id,
                    result = excluded.result, result_time = excluded.result_time, plain = excluded.plain
                where (excluded.phenomenon_time, excluded.observation_id) >= (l.phenomenon_time, l.observation_id)""",
                newest.keySet().toArray(Long[]::new),
                texts(newest.values(), row -> row.time().start()),
                newest.values().stream().map(Row::id).toArray(Long[]::new),
                newest.values().stream()
                        .map(row -> row.observation().result().number())
                        .toArray(Double[]::new),
                texts(newest.values(), row -> row.observation().resultTime()),
                newest.values().stream().map(Row::isPlain).toArray(Boolean[]::new)));
    }

    /** After an observation was given another datastream or feature. */
    void observeAgain(long observation) {
        queries.change(Sql.of("""
                insert into datastream_feature (datastream_id, feature_id)
                select datastream_id, feature_id from observation_row where {} and feature_id is not null
                on conflict do nothing""", EntityType.OBSERVATIONS.withIds(observation)));
    }

    /** After observations were changed or removed. */
    void renew(Collection<Long> datastreams) {
        Long[] ids = datastreams.toArray(Long[]::new);
        queries.change(Sql.of("""
                delete from datastream_feature df where datastream_id = any({}) and not exists (
                    select from observation o
                    where o.datastream_id = df.datastream_id and o.feature_id = df.feature_id)""", (Object) ids));
        // who adds to them meanwhile waits, and counts on from here
        queries.ask(
                Sql.of(
                        "select datastream_id from datastream_extent where datastream_id = any({}) order by 1 for update",
                        (Object) ids),
                Ids::read);
        queries.change(Sql.of("""
                delete from datastream_extent e where datastream_id = any({})
                    and not exists (select from observation o where o.datastream_id = e.datastream_id)""", (Object) ids));
        queries.change(Sql.of("""
                insert into datastream_extent as e (datastream_id, observations, last_number,
                    phenomenon_start, phenomenon_end, result_start, result_end)
                select datastream_id, count(*), count(*), min(phenomenon_time),
                    max(coalesce(phenomenon_end, phenomenon_time)), min(result_time), max(result_time)
                from observation where datastream_id = any({}) group by datastream_id
                on conflict (datastream_id) do update set observations = excluded.observations,
                    last_number = greatest(e.last_number, excluded.last_number),
                    phenomenon_start = excluded.phenomenon_start, phenomenon_end = excluded.phenomenon_end,
                    result_start = excluded.result_start, result_end = excluded.result_end""", (Object) ids));
        queries.change(Sql.of(AREA, (Object) ids));
        queries.change(Sql.of("delete from last_observation where datastream_id = any({})", (Object) ids));
        queries.change(Sql.of("""
                insert into last_observation (datastream_id, phenomenon_time, observation_id, result)
                select d.id, o.phenomenon_time, o.id, o.result from unnest({}::bigint[]) d(id) cross join lateral (
                    select phenomenon_time, id, result from observation
                    where datastream_id = d.id and result is not null and phenomenon_time <= now() + interval '5 minutes'
                    order by phenomenon_time desc, id desc limit 1) o""", (Object) ids));
    }

    /** After a feature has another place. */
    void renewAreas(long featureId) {
        Long[] ids = queries.ask(
                Sql.of("select datastream_id from datastream_feature where feature_id = {}", featureId), Ids::read);
        queries.change(Sql.of(AREA, (Object) ids));
    }
}
