package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.Sql;
import java.util.Collection;
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

    /** What fresh observations of one datastream add, and the newest number among them that is not of the future. */
    void widen(Long[] datastreams, String[][] times) {
        queries.change(Sql.of("""
                insert into datastream_extent as e
                    (datastream_id, phenomenon_start, phenomenon_end, result_start, result_end)
                select d, min(s::timestamptz), max(n::timestamptz), min(r::timestamptz), max(r::timestamptz)
                from unnest({}::bigint[], {}::text[], {}::text[], {}::text[]) u(d, s, n, r) group by d order by d
                on conflict (datastream_id) do update set
                    phenomenon_start = least(e.phenomenon_start, excluded.phenomenon_start),
                    phenomenon_end = greatest(e.phenomenon_end, excluded.phenomenon_end),
                    result_start = least(e.result_start, excluded.result_start),
                    result_end = greatest(e.result_end, excluded.result_end)""", datastreams, times[0], times[1], times[2]));
    }

    /** Which features these datastreams observe; a new one changes where they observe. */
    void observe(Long[] datastreams, Long[] features) {
        Long[] changed = queries.ask(Sql.of("""
                        insert into datastream_feature (datastream_id, feature_id)
                        select distinct d, f from unnest({}::bigint[], {}::bigint[]) u(d, f) where f is not null order by d, f
                        on conflict do nothing returning datastream_id""", datastreams, features), Ids::read);
        if (changed.length > 0) {
            queries.change(Sql.of(AREA, (Object) changed));
        }
    }

    /** After an observation was given another datastream or feature. */
    void observeAgain(long observation) {
        queries.change(Sql.of("""
                insert into datastream_feature (datastream_id, feature_id)
                select datastream_id, feature_id from observation where id = {} and feature_id is not null
                on conflict do nothing""", observation));
    }

    /** After observations were changed or removed. */
    void renew(Collection<Long> datastreams) {
        Long[] ids = datastreams.toArray(Long[]::new);
        queries.change(Sql.of("""
                delete from datastream_feature df where datastream_id = any({}) and not exists (
                    select from observation o
                    where o.datastream_id = df.datastream_id and o.feature_id = df.feature_id)""", (Object) ids));
        queries.change(Sql.of("delete from datastream_extent where datastream_id = any({})", (Object) ids));
        queries.change(Sql.of("""
                insert into datastream_extent (datastream_id, phenomenon_start, phenomenon_end, result_start, result_end)
                select datastream_id, min(phenomenon_time), max(coalesce(phenomenon_end, phenomenon_time)),
                    min(result_time), max(result_time)
                from observation where datastream_id = any({}) group by datastream_id""", (Object) ids));
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
