package de.stadtkern.kernel.observations;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entity sets that are served, and how they are related. */
enum EntitySet {
    THINGS("Things"),
    LOCATIONS("Locations"),
    SENSORS("Sensors"),
    OBSERVED_PROPERTIES("ObservedProperties"),
    DATASTREAMS("Datastreams"),
    OBSERVATIONS("Observations");

    private final String entityName;

    EntitySet(String entityName) {
        this.entityName = entityName;
    }

    /** As the standard writes it, such as {@code Things}. */
    String entityName() {
        return entityName;
    }

    static Optional<EntitySet> find(String entityName) {
        return Arrays.stream(values())
                .filter(set -> set.entityName.equals(entityName))
                .findFirst();
    }

    /** The names of the relations, by alphabet. */
    List<String> relations() {
        return related().keySet().stream().sorted().toList();
    }

    Optional<EntitySet> findRelated(String relation) {
        return Optional.ofNullable(related().get(relation));
    }

    private Map<String, EntitySet> related() {
        return switch (this) {
            case THINGS -> Map.of("Locations", LOCATIONS, "Datastreams", DATASTREAMS);
            case LOCATIONS -> Map.of("Things", THINGS);
            case SENSORS, OBSERVED_PROPERTIES -> Map.of("Datastreams", DATASTREAMS);
            case DATASTREAMS ->
                Map.of(
                        "Thing", THINGS,
                        "Sensor", SENSORS,
                        "ObservedProperty", OBSERVED_PROPERTIES,
                        "Observations", OBSERVATIONS);
            case OBSERVATIONS -> Map.of("Datastream", DATASTREAMS);
        };
    }

    /** Whether the relation leads to one entity, not to a collection. */
    static boolean isSingle(String relation) {
        return find(relation).isEmpty();
    }
}
