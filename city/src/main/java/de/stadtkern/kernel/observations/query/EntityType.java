package de.stadtkern.kernel.observations.query;

import static de.stadtkern.kernel.observations.query.Property.Kind.AREA;
import static de.stadtkern.kernel.observations.query.Property.Kind.GEOMETRY;
import static de.stadtkern.kernel.observations.query.Property.Kind.JSON;
import static de.stadtkern.kernel.observations.query.Property.Kind.PERIOD;
import static de.stadtkern.kernel.observations.query.Property.Kind.RESULT;
import static de.stadtkern.kernel.observations.query.Property.Kind.TEXT;
import static de.stadtkern.kernel.observations.query.Property.Kind.TIME;
import static de.stadtkern.kernel.observations.query.Property.Trait.ARRAY;
import static de.stadtkern.kernel.observations.query.Property.Trait.COMPUTED;
import static de.stadtkern.kernel.observations.query.Property.Trait.MANDATORY;
import static de.stadtkern.kernel.observations.query.Property.Trait.OBJECT;
import static de.stadtkern.kernel.observations.query.Property.Trait.SHOWN_WHEN_NULL;
import static de.stadtkern.kernel.observations.query.Relation.manyToMany;
import static de.stadtkern.kernel.observations.query.Relation.toMany;
import static de.stadtkern.kernel.observations.query.Relation.toOne;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The entity types of SensorThings 1.1 with their properties and relations: the one table that everything else reads. */
public enum EntityType {
    THINGS(
            "Things",
            "thing",
            List.of(named(), described(), free()),
            List.of(
                    manyToMany("Locations", "thing_location", "thing_id", "location_id"),
                    toMany("HistoricalLocations", "thing_id"),
                    toMany("Datastreams", "thing_id"),
                    toMany("MultiDatastreams", "thing_id"))),
    LOCATIONS(
            "Locations",
            "location",
            List.of(
                    named(),
                    described(),
                    encoded(),
                    Property.of("location", GEOMETRY, "location,pt,bbox", MANDATORY, OBJECT),
                    free()),
            List.of(
                    manyToMany("Things", "thing_location", "location_id", "thing_id"),
                    manyToMany(
                            "HistoricalLocations",
                            "historical_location_location",
                            "location_id",
                            "historical_location_id"))),
    HISTORICAL_LOCATIONS(
            "HistoricalLocations",
            "historical_location",
            List.of(Property.of("time", TIME, "time", MANDATORY)),
            List.of(
                    toOne("Thing", "Things", "thing_id"),
                    manyToMany("Locations", "historical_location_location", "historical_location_id", "location_id"))),
    DATASTREAMS(
            "Datastreams",
            "datastream",
            List.of(
                    named(),
                    described(),
                    Property.of("observationType", TEXT, "observation_type", MANDATORY),
                    Property.of("unitOfMeasurement", JSON, "unit", MANDATORY, OBJECT),
                    area(),
                    extent("phenomenonTime", "phenomenon"),
                    extent("resultTime", "result"),
                    free()),
            List.of(
                    toOne("Thing", "Things", "thing_id"),
                    toOne("Sensor", "Sensors", "sensor_id"),
                    toOne("ObservedProperty", "ObservedProperties", "observed_property_id"),
                    toMany("Observations", "datastream_id"))),
    MULTI_DATASTREAMS(
            "MultiDatastreams",
            "datastream",
            List.of(
                    named(),
                    described(),
                    Property.of("observationType", TEXT, "observation_type"),
                    Property.of("multiObservationDataTypes", JSON, "observation_types", MANDATORY, ARRAY),
                    Property.of("unitOfMeasurements", JSON, "unit", MANDATORY, ARRAY),
                    area(),
                    extent("phenomenonTime", "phenomenon"),
                    extent("resultTime", "result"),
                    free()),
            List.of(
                    toOne("Thing", "Things", "thing_id"),
                    toOne("Sensor", "Sensors", "sensor_id"),
                    manyToMany("ObservedProperties", "datastream_property", "datastream_id", "observed_property_id"),
                    toMany("Observations", "datastream_id"))),
    SENSORS(
            "Sensors",
            "sensor",
            List.of(named(), described(), encoded(), Property.of("metadata", JSON, "metadata", MANDATORY), free()),
            List.of(toMany("Datastreams", "sensor_id"), toMany("MultiDatastreams", "sensor_id"))),
    OBSERVED_PROPERTIES(
            "ObservedProperties",
            "observed_property",
            List.of(named(), Property.of("definition", TEXT, "definition", MANDATORY), described(), free()),
            List.of(
                    toMany("Datastreams", "observed_property_id"),
                    manyToMany("MultiDatastreams", "datastream_property", "observed_property_id", "datastream_id"))),
    OBSERVATIONS(
            "Observations",
            "observation",
            List.of(
                    Property.of("phenomenonTime", PERIOD, "phenomenon_time,phenomenon_end"),
                    Property.of("resultTime", TIME, "result_time", SHOWN_WHEN_NULL),
                    Property.of("result", RESULT, "result,result_json", MANDATORY),
                    Property.of("resultQuality", JSON, "result_quality"),
                    Property.of("validTime", PERIOD, "valid_start,valid_end"),
                    Property.of("parameters", JSON, "parameters", OBJECT)),
            List.of(
                    toOne("Datastream", "Datastreams", "datastream_id"),
                    toOne("MultiDatastream", "MultiDatastreams", "datastream_id"),
                    toOne("FeatureOfInterest", "FeaturesOfInterest", "feature_id"))),
    FEATURES_OF_INTEREST(
            "FeaturesOfInterest",
            "feature_of_interest",
            List.of(
                    named(),
                    described(),
                    encoded(),
                    Property.of("feature", GEOMETRY, "feature,pt,bbox", MANDATORY, OBJECT),
                    free()),
            List.of(toMany("Observations", "feature_id")));

    /** What few observations have stands in one column of their rows. */
    private static final Set<String> REST =
            Set.of("result_json", "parameters", "phenomenon_end", "result_quality", "valid_start", "valid_end");

    private final String setName;
    private final String table;
    private final List<Property> properties;
    private final List<Relation> relations;

    EntityType(String setName, String table, List<Property> properties, List<Relation> relations) {
        this.setName = setName;
        this.table = table;
        this.properties = properties;
        this.relations = relations;
    }

    /** As the standard writes it, such as {@code Things}. */
    public String setName() {
        return setName;
    }

    public String table() {
        return table;
    }

    /** The table that takes new rows; {@link #table} may be a view. */
    public String rows() {
        return this == OBSERVATIONS ? "observation_row" : table;
    }

    /** Which of {@link #rows} have these ids, in the form that their index answers. */
    public Sql withIds(Long... ids) {
        return this == OBSERVATIONS
                ? Sql.of("id >> 18 = any({}) and id = any({})", ObservationSource.groups(ids), ids)
                : Sql.of("id = any({})", (Object) ids);
    }

    /** A column of {@link #rows} as an assignment names it. */
    public String assigned(String column) {
        return this == OBSERVATIONS && REST.contains(column) ? "rest." + column : column;
    }

    public List<Property> properties() {
        return properties;
    }

    public List<Relation> relations() {
        return relations;
    }

    public static Optional<EntityType> find(String setName) {
        return Arrays.stream(values())
                .filter(type -> type.setName.equals(setName))
                .findFirst();
    }

    static EntityType get(String setName) {
        return find(setName).orElseThrow();
    }

    public Optional<Property> findProperty(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .findFirst();
    }

    public Optional<Relation> findRelation(String name) {
        return relations.stream()
                .filter(relation -> relation.name().equals(name))
                .findFirst();
    }

    public Property property(String name) {
        return findProperty(name).orElseThrow();
    }

    public Relation relation(String name) {
        return findRelation(name).orElseThrow();
    }

    boolean isDatastream() {
        return table.equals("datastream");
    }

    /** The table under this alias, with what else its properties need; what a query does not use costs nothing. */
    Sql from(String alias) {
        String base = table + " " + alias;
        return Sql.raw(
                isDatastream()
                        ? base + " left join datastream_extent " + alias + "x on " + alias + "x.datastream_id = "
                                + alias + ".id"
                        : base);
    }

    /** What makes a row of the table one of this type. */
    Sql condition(String alias) {
        return switch (this) {
            case DATASTREAMS -> Sql.raw("not " + alias + ".multi");
            case MULTI_DATASTREAMS -> Sql.raw(alias + ".multi");
            default -> Sql.TRUE;
        };
    }

    private static Property named() {
        return Property.of("name", TEXT, "name", MANDATORY);
    }

    private static Property described() {
        return Property.of("description", TEXT, "description", MANDATORY);
    }

    private static Property encoded() {
        return Property.of("encodingType", TEXT, "encoding_type", MANDATORY);
    }

    private static Property free() {
        return Property.of("properties", JSON, "properties", OBJECT);
    }

    private static Property area() {
        return Property.of("observedArea", AREA, "@x.area", COMPUTED);
    }

    private static Property extent(String name, String column) {
        return Property.of(name, PERIOD, "@x." + column + "_start,@x." + column + "_end", COMPUTED);
    }
}
