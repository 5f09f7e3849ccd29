package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What an observation is about: the feature it names, or else the place of the Thing (18-088, section 10.2.3). */
@Component
class Features {

    private final Queries queries;
    private final Ownership ownership;

    Features(Queries queries, Ownership ownership) {
        this.queries = queries;
        this.ownership = ownership;
    }

    /** The feature that the observation links. */
    static long linked(Body observation) {
        Long id = observation.link("FeatureOfInterest");
        if (id == null) {
            throw Refusal.badInput("observations.refusal.missing", "FeatureOfInterest/@iot.id");
        }
        return id;
    }

    /** Refused unless all of them are there and the device's own. */
    void require(Set<Long> features) {
        features.forEach(feature -> ownership.require(EntityType.FEATURES_OF_INTEREST, feature));
    }

    /** The feature of each datastream's Thing, made of its Location when there is none; without Location there is none. */
    Map<Long, Long> ofDatastreams(Collection<Long> datastreams) {
        Map<Long, Long> features = new HashMap<>();
        if (datastreams.isEmpty()) {
            return features;
        }
        queries.ask(Sql.of("""
                        select d.id, l.id, l.feature_id from datastream d cross join lateral (
                            select l.id, l.feature_id from thing_location tl join location l on l.id = tl.location_id
                            where tl.thing_id = d.thing_id order by l.bbox is null, l.id limit 1) l
                        where d.id = any({})""", (Object) datastreams.toArray(Long[]::new)), rows -> {
            Map<Long, Long> made = new HashMap<>();
            while (rows.next()) {
                Long location = rows.getLong(2);
                Long feature = rows.getObject(3, Long.class);
                features.put(rows.getLong(1), feature == null ? made.computeIfAbsent(location, this::make) : feature);
            }
            return made;
        });
        return features;
    }

    private Long make(long location) {
        queries.findNumber(Sql.of("select id from location where id = {} for update", location));
        Optional<Long> made = queries.findNumber(
                Sql.of("select feature_id from location where id = {} and feature_id is not null", location));
        if (made.isPresent()) {
            return made.get();
        }
        long feature = queries.findNumber(Sql.of("""
                        insert into feature_of_interest
                            (municipality_id, name, description, encoding_type, feature, pt, bbox)
                        select municipality_id, name, description, encoding_type, location, pt, bbox
                        from location where id = {} returning id""", location)).orElseThrow();
        queries.change(Sql.of("update location set feature_id = {} where id = {}", feature, location));
        return feature;
    }
}
