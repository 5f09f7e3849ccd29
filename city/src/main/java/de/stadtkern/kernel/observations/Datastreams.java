package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What must be known of a datastream before observations go into it. */
@Component
class Datastreams {

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

    /** By id, those that are there; until the end of the transaction nobody can delete them. */
    Map<Long, Known> find(Collection<Long> ids) {
        Map<Long, Known> known = new HashMap<>();
        List<Long> unplaced = queries.ask(Sql.of("""
                        select d.id, d.thing_id, t.municipality_id,
                            case when d.multi then jsonb_array_length(d.observation_types) end, l.feature_id,
                            exists (select from datastream_feature f
                                where f.datastream_id = d.id and f.feature_id = l.feature_id), l.id
                        from datastream d join thing t on t.id = d.thing_id left join lateral (
                            select l.id, l.feature_id from thing_location tl join location l on l.id = tl.location_id
                            where tl.thing_id = d.thing_id order by l.bbox is null, l.id limit 1) l on true
                        where d.id = any({}) order by d.id for key share of d""", (Object) ids.toArray(Long[]::new)), rows -> {
            List<Long> without = new java.util.ArrayList<>();
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
