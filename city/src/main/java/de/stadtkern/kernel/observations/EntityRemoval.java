package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.observations.storage.Figures;
import de.stadtkern.kernel.observations.storage.FoldedObservations;
import de.stadtkern.kernel.observations.storage.WriteTokens;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Deletes entities with what cannot be without them (18-088, section 10.2.4). */
@Component
class EntityRemoval {

    private final Queries queries;
    private final Datastreams datastreams;
    private final Extents extents;
    private final FoldedObservations folded;
    private final WriteTokens tokens;
    private final Figures figures;

    EntityRemoval(
            Queries queries,
            Datastreams datastreams,
            Extents extents,
            FoldedObservations folded,
            WriteTokens tokens,
            Figures figures) {
        this.queries = queries;
        this.datastreams = datastreams;
        this.extents = extents;
        this.folded = folded;
        this.tokens = tokens;
        this.figures = figures;
    }

    void remove(EntityType type, Long... ids) {
        switch (type) {
            case THINGS -> removeDatastreams(select("select id from datastream where thing_id = any({})", ids));
            case SENSORS -> removeDatastreams(select("select id from datastream where sensor_id = any({})", ids));
            case OBSERVED_PROPERTIES -> {
                removeDatastreams(select("select id from datastream where observed_property_id = any({})", ids));
                removeDatastreams(select(
                        "select distinct datastream_id from datastream_property where observed_property_id = any({})",
                        ids));
            }
            case LOCATIONS -> change("""
                    delete from historical_location where id in (
                        select historical_location_id from historical_location_location where location_id = any({}))""", ids);
            case FEATURES_OF_INTEREST -> removeObservationsOf(ids);
            case OBSERVATIONS -> {
                folded.unfold(ids);
                figures.touch(ids);
                Long[] changed = queries.ask(
                        Sql.of("select distinct datastream_id from observation_row where {}", type.withIds(ids)),
                        Ids::read);
                queries.change(Sql.of("delete from observation_row where {}", type.withIds(ids)));
                tokens.forget(changed, ids);
                extents.renew(Set.of(changed));
                return;
            }
            case DATASTREAMS, MULTI_DATASTREAMS -> {
                removeDatastreams(ids);
                return;
            }
            case HISTORICAL_LOCATIONS -> {
                // belongs to others, and nothing belongs to it
            }
        }
        change("delete from " + type.table() + " where id = any({})", ids);
    }

    private void removeDatastreams(Long... ids) {
        if (ids.length == 0) {
            return;
        }
        datastreams.close();
        folded.remove(ids);
        for (String table :
                new String[] {"last_observation", "datastream_extent", "datastream_feature", "datastream_property"}) {
            change("delete from " + table + " where datastream_id = any({})", ids);
        }
        change("delete from datastream where id = any({})", ids);
    }

    private void removeObservationsOf(Long... features) {
        Long[] changed =
                select("select distinct datastream_id from datastream_feature where feature_id = any({})", features);
        folded.unfold(changed, features);
        figures.touch(queries.ask(
                Sql.of(
                        "select id from observation_row where datastream_id = any({}) and feature_id = any({})",
                        changed,
                        features),
                Ids::read));
        queries.change(Sql.of(
                "delete from observation_row where datastream_id = any({}) and feature_id = any({})",
                changed,
                features));
        extents.renew(Set.of(changed));
    }

    private Long[] select(String sql, Long... ids) {
        return queries.ask(Sql.of(sql, (Object) ids), Ids::read);
    }

    private void change(String sql, Long... ids) {
        queries.change(Sql.of(sql, (Object) ids));
    }
}
