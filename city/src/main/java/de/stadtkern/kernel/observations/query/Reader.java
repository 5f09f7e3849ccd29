package de.stadtkern.kernel.observations.query;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asks. Things and Datastreams whose {@code properties/access} is {@code internal} are seen by their municipality
 * alone, with everything that belongs to them and to nothing else. Every entity that a query names passes here: in
 * paths, filters, orders, expansions and counts.
 *
 * @param municipalities whose internal entities the reader sees
 */
public record Reader(Set<Long> municipalities) {

    private static final String INTERNAL = ".properties @> '{\"access\":\"internal\"}'";

    private static final String PLACES = """
            (select location_id, thing_id from thing_location union all
            select l.location_id, h.thing_id from historical_location_location l
            join historical_location h on h.id = l.historical_location_id)""";

    private static final String OBSERVED = """
            (select observed_property_id, id as datastream_id from datastream where observed_property_id is not null
            union all select observed_property_id, datastream_id from datastream_property)""";

    /** The rows of the type's table, under this alias, that are of the type and that the reader sees. */
    public Sql sees(EntityType type, String alias) {
        Sql seen = Sql.raw(
                switch (type) {
                    case THINGS -> alias + ".id not in (" + things() + ")";
                    case HISTORICAL_LOCATIONS -> alias + ".thing_id not in (" + things() + ")";
                    case DATASTREAMS, MULTI_DATASTREAMS -> alias + ".id not in (" + datastreams() + ")";
                    case OBSERVATIONS -> alias + ".datastream_id not in (" + datastreams() + ")";
                    case LOCATIONS -> alias + notOnlyIn(PLACES, "location_id", "thing_id", things());
                    case SENSORS -> alias + notOnlyIn("datastream", "sensor_id", "id", datastreams());
                    case OBSERVED_PROPERTIES ->
                        alias + notOnlyIn(OBSERVED, "observed_property_id", "datastream_id", datastreams());
                    case FEATURES_OF_INTEREST ->
                        alias + notOnlyIn("datastream_feature", "feature_id", "datastream_id", datastreams());
                });
        return Sql.and(type.condition(alias), seen);
    }

    /** The Things that the reader does not see. */
    private String things() {
        return "select it.id from thing it where it" + INTERNAL + elsewhere();
    }

    private String datastreams() {
        return "select i.id from thing it join datastream i on i.thing_id = it.id where it" + INTERNAL + elsewhere()
                + " union all select i.id from datastream i join thing it on it.id = i.thing_id where i" + INTERNAL
                + elsewhere();
    }

    private String elsewhere() {
        return municipalities.isEmpty()
                ? ""
                : municipalities.stream()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", " and it.municipality_id not in (", ")"));
    }

    /** Not what belongs to hidden owners and to no other. */
    private static String notOnlyIn(String table, String column, String owner, String hidden) {
        return """
                .id not in (select h.%2$s from %1$s h where h.%3$s in (%4$s) and not exists (
                select from %1$s o where o.%2$s = h.%2$s and o.%3$s not in (%4$s)))""".formatted(table, column, owner, hidden);
    }
}
