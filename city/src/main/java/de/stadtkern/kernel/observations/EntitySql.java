package de.stadtkern.kernel.observations;

import org.jspecify.annotations.Nullable;

/** How each entity set is read: its table, its properties as JSON, its default order, and its relations. */
final class EntitySql {

    private static final String NAMED = "'name', name, 'description', description, ";

    private EntitySql() {}

    /** Gives rows of (id, body); the caller adds condition, order and page. */
    static String select(EntitySet set) {
        return "select id, (" + body(set) + ")::text as body from " + table(set) + " where ";
    }

    static String table(EntitySet set) {
        return switch (set) {
            case THINGS -> "thing";
            case LOCATIONS -> "location";
            case SENSORS -> "sensor";
            case OBSERVED_PROPERTIES -> "observed_property";
            case DATASTREAMS -> "datastream";
            case OBSERVATIONS -> "observation";
        };
    }

    private static String body(EntitySet set) {
        return switch (set) {
            case THINGS -> "json_build_object(" + NAMED + "'properties', coalesce(properties, '{}'))";
            case LOCATIONS -> "json_build_object(" + NAMED + """
                'encodingType', encoding_type, 'location', json_build_object(
                    'type', 'Point', 'coordinates', json_build_array(pt[0] / 1e6, pt[1] / 1e6)))""";
            case SENSORS -> "json_build_object(" + NAMED + "'encodingType', encoding_type, 'metadata', metadata)";
            case OBSERVED_PROPERTIES -> "json_build_object(" + NAMED + "'definition', definition)";
            case DATASTREAMS -> "json_build_object(" + NAMED + """
                'observationType', observation_type, 'unitOfMeasurement', json_build_object(
                    'name', unit_name, 'symbol', unit_symbol, 'definition', unit_definition),
                'properties', coalesce(properties, '{}'))""";
            case OBSERVATIONS -> """
                json_build_object('phenomenonTime', %s, 'resultTime', %s,
                    'result', coalesce(to_jsonb(result), result_json), 'parameters', coalesce(parameters, '{}'))""".formatted(isoTime("phenomenon_time"), isoTime("result_time"));
        };
    }

    private static String isoTime(String column) {
        return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    }

    static String order(EntitySet set, @Nullable String wanted) {
        if (set != EntitySet.OBSERVATIONS) {
            return "id";
        }
        return "phenomenonTime asc".equals(wanted) || "phenomenonTime".equals(wanted)
                ? "phenomenon_time, id"
                : "phenomenon_time desc, id desc";
    }

    /** The condition on the related set's table that holds for what belongs to the entity :id. */
    static String relatedTo(EntitySet set, String relation) {
        String owner = table(set);
        return switch (relation) {
            case "Locations" -> "thing_id = :id";
            case "Things", "Thing" -> "id = (select thing_id from " + owner + " where id = :id)";
            case "Sensor" -> "id = (select sensor_id from datastream where id = :id)";
            case "ObservedProperty" -> "id = (select observed_property_id from datastream where id = :id)";
            case "Datastream" -> "id = (select datastream_id from observation where id = :id)";
            case "Datastreams" -> owner + "_id = :id";
            case "Observations" -> "datastream_id = :id";
            default -> throw new IllegalArgumentException("no relation " + relation);
        };
    }
}
