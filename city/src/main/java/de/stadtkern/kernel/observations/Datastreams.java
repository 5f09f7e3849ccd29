package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.Sql;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What must be known of a datastream before observations go into it. */
@Component
class Datastreams {

    /** Of PostgreSQL; shared by all who put observations into datastreams, alone for who deletes datastreams. */
    private static final long LOCK = 0x6f62736572766531L;

    private final Queries queries;
    private final Features features;

    Datastreams(Queries queries, Features features) {
        this.queries = queries;
        this.features = features;
    }

    /**
     * A datastream.
     *
     * @param width the number of values in a result, null unless it is a MultiDatastream
     * @param feature the place of its Thing; null when that has none
     * @param observed whether it has observed that feature before
     */
    record Known(
            long thingId,
            long municipalityId,
            @Nullable Integer width,
            @Nullable Long feature,
            boolean observed) {}

    /** Until the end of the transaction nobody can delete datastreams; gives so many numbers for new observations. */
    Long[] hold(int numbers) {
        return queries.ask(Sql.of("""
                        with held as materialized (select pg_advisory_xact_lock_shared({}))
                        select nextval('observation_id') from held cross join generate_series(1, (select {}::int))""", LOCK, numbers), Ids::read);
    }

    /** Until the end of the transaction nobody can put observations into datastreams. */
    void close() {
        queries.ask(Sql.of("select pg_advisory_xact_lock({})", LOCK), ResultSet::next);
    }

    /** By id, those that are there. As the ids are not planned with, one plan serves for good. */
    Map<Long, Known> find(Collection<Long> ids) {
        Map<Long, Known> known = new HashMap<>();
        List<Long> unplaced = queries.ask(Sql.of("""
                        select d.id, d.thing_id, t.municipality_id,
                            case when d.multi then jsonb_array_length(d.observation_types) end, l.feature_id,
                            f.feature_id is not null, l.id
                        from datastream d join thing t on t.id = d.thing_id left join lateral (
                            select l.id, l.feature_id from thing_location tl join location l on l.id = tl.location_id
                            where tl.thing_id = d.thing_id order by l.bbox is null, l.id limit 1) l on true
                        left join datastream_feature f on f.datastream_id = d.id and f.feature_id = l.feature_id
                        where d.id = any((select {}::bigint[])::bigint[])""", (Object) ids.toArray(Long[]::new)), rows -> {
            List<Long> without = new ArrayList<>();
            while (rows.next()) {
                Long feature = rows.getObject(5, Long.class);
                known.put(
                        rows.getLong(1),
                        new Known(
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getObject(4, Integer.class),
                                feature,
                                rows.getBoolean(6)));
                if (feature == null && rows.getObject(7) != null) {
                    without.add(rows.getLong(1));
                }
            }
            return without;
        });
        features.ofDatastreams(unplaced)
                .forEach((id, feature) -> known.computeIfPresent(
                        id, (same, one) -> new Known(one.thingId, one.municipalityId, one.width, feature, false)));
        return known;
    }

    /** By id, to which municipality these features belong. */
    Map<Long, Long> ownersOfFeatures(Collection<Long> ids) {
        Map<Long, Long> owners = new HashMap<>();
        return ids.isEmpty()
                ? owners
                : queries.ask(
                        Sql.of("select id, municipality_id from feature_of_interest where id = any({})", (Object)
                                ids.toArray(Long[]::new)),
                        rows -> {
                            while (rows.next()) {
                                owners.put(rows.getLong(1), rows.getLong(2));
                            }
                            return owners;
                        });
    }
}
