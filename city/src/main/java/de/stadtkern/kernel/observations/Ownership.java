package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.problem.Refusal;
import org.springframework.stereotype.Component;

/** To which municipality an entity belongs: a device changes nothing of others. */
@Component
class Ownership {

    private final Queries queries;
    private final Access access;

    Ownership(Queries queries, Access access) {
        this.queries = queries;
        this.access = access;
    }

    /** Whether the entity itself says so; the others belong to whom their Thing belongs. */
    static boolean isDirect(EntityType type) {
        return switch (type) {
            case THINGS, LOCATIONS, SENSORS, OBSERVED_PROPERTIES, FEATURES_OF_INTEREST -> true;
            case DATASTREAMS, MULTI_DATASTREAMS, HISTORICAL_LOCATIONS, OBSERVATIONS -> false;
        };
    }

    /** The device's own municipality. */
    long own() {
        return access.device().municipalityId();
    }

    /** The municipality of a device whose API key is also for deleting many at once. */
    long ownToDelete() {
        access.requireDevice(Permission.DELETE_OBSERVATIONS);
        return own();
    }

    /** The rows of the type's table, under this alias, that belong to the municipality. */
    static Sql of(EntityType type, String alias, long municipality) {
        String mine = switch (type) {
            case DATASTREAMS, MULTI_DATASTREAMS, HISTORICAL_LOCATIONS ->
                ".thing_id in (select m.id from thing m where m.municipality_id = {})";
            case OBSERVATIONS ->
                ".datastream_id in (select d.id from datastream d join thing m on m.id = d.thing_id"
                        + " where m.municipality_id = {})";
            default -> ".municipality_id = {}";
        };
        return Sql.of(alias + mine, municipality);
    }

    /** Refused with 404 when there is no such entity, or it is not the device's to change. */
    void require(EntityType type, long id) {
        long municipality = queries.findNumber(Sql.of(
                        switch (type) {
                            case DATASTREAMS, MULTI_DATASTREAMS ->
                                "select t.municipality_id from datastream d join thing t on t.id = d.thing_id where d.id = {} and d.multi = "
                                        + (type == EntityType.MULTI_DATASTREAMS);
                            case HISTORICAL_LOCATIONS ->
                                "select t.municipality_id from historical_location h join thing t on t.id = h.thing_id where h.id = {}";
                            case OBSERVATIONS ->
                                "select t.municipality_id from observation_place({}) o join datastream d on d.id = o.datastream_id"
                                        + " join thing t on t.id = d.thing_id";
                            default -> "select municipality_id from " + type.table() + " where id = {}";
                        },
                        id))
                .orElseThrow(() -> Refusal.notFound("observations.refusal.unknown", type.setName(), id));
        access.requireDeviceOf(municipality);
    }
}
