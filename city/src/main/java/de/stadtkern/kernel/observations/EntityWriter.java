package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Creates Things, Sensors, ObservedProperties and Datastreams, also nested in each other (deep insert). */
@Component
class EntityWriter {

    private final JdbcClient jdbc;
    private final Access access;

    EntityWriter(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    @Transactional
    long createThing(Body thing) {
        long id = insert(jdbc.sql("""
                        insert into thing (municipality_id, name, description, properties)
                        values (:municipality, :name, :description, :properties::jsonb) returning id""")
                .param("municipality", access.device().municipalityId())
                .param("name", thing.text("name"))
                .param("description", thing.text("description"))
                .param("properties", thing.jsonObject("properties")));
        List<Body> locations = thing.objects("Locations");
        if (locations.size() > 1) {
            throw Refusal.notOffered("observations.refusal.locations", locations.size());
        }
        locations.forEach(location -> createLocation(location, id));
        thing.objects("Datastreams").forEach(datastream -> createDatastream(datastream, id));
        return id;
    }

    private void createLocation(Body location, long thingId) {
        Position position = point(location.object("location"));
        insert(jdbc.sql("""
                        insert into location (thing_id, name, description, encoding_type, pt)
                        values (:thing, :name, :description, :encoding, point(:lon, :lat)) returning id""")
                .param("thing", thingId)
                .param("name", location.text("name"))
                .param("description", location.text("description"))
                .param("encoding", location.text("encodingType"))
                .param("lon", position.microLon())
                .param("lat", position.microLat()));
    }

    private static Position point(Body geometry) {
        JsonNode coordinates = geometry.value("coordinates");
        if (!geometry.text("type").equals("Point")) {
            throw Refusal.notOffered("observations.refusal.geometry", geometry.text("type"));
        }
        try {
            return new Position(
                    coordinates.path(0).asDouble(Double.NaN),
                    coordinates.path(1).asDouble(Double.NaN));
        } catch (IllegalArgumentException e) {
            throw Refusal.badInput("observations.refusal.coordinates", Body.shortened(coordinates));
        }
    }

    @Transactional
    long createSensor(Body sensor) {
        return insert(jdbc.sql("""
                        insert into sensor (municipality_id, name, description, encoding_type, metadata)
                        values (:municipality, :name, :description, :encoding, :metadata) returning id""")
                .param("municipality", access.device().municipalityId())
                .param("name", sensor.text("name"))
                .param("description", sensor.text("description"))
                .param("encoding", sensor.text("encodingType"))
                .param("metadata", sensor.text("metadata")));
    }

    @Transactional
    long createObservedProperty(Body property) {
        return insert(jdbc.sql("""
                        insert into observed_property (municipality_id, name, definition, description)
                        values (:municipality, :name, :definition, :description) returning id""")
                .param("municipality", access.device().municipalityId())
                .param("name", property.text("name"))
                .param("definition", property.text("definition"))
                .param("description", property.text("description")));
    }

    @Transactional
    long createDatastream(Body datastream, @Nullable Long ofThing) {
        Long thing = ofThing == null ? datastream.link("Thing") : ofThing;
        if (thing == null) {
            throw Refusal.badInput("observations.refusal.missing", "Thing/@iot.id");
        }
        requireOwn(EntitySet.THINGS, thing);
        Body unit = datastream.object("unitOfMeasurement");
        return insert(jdbc.sql("""
                        insert into datastream (thing_id, sensor_id, observed_property_id, name, description,
                            observation_type, unit_name, unit_symbol, unit_definition, properties)
                        values (:thing, :sensor, :property, :name, :description,
                            :type, :unitName, :unitSymbol, :unitDefinition, :properties::jsonb) returning id""")
                .param("thing", thing)
                .param("sensor", sensorOf(datastream))
                .param("property", observedPropertyOf(datastream))
                .param("name", datastream.text("name"))
                .param("description", datastream.text("description"))
                .param("type", datastream.text("observationType"))
                .param("unitName", unit.json().path("name").asString(null))
                .param("unitSymbol", unit.json().path("symbol").asString(null))
                .param("unitDefinition", unit.json().path("definition").asString(null))
                .param("properties", datastream.jsonObject("properties")));
    }

    private long sensorOf(Body datastream) {
        Long linked = datastream.link("Sensor");
        if (linked == null) {
            return createSensor(datastream.object("Sensor"));
        }
        requireOwn(EntitySet.SENSORS, linked);
        return linked;
    }

    private long observedPropertyOf(Body datastream) {
        Long linked = datastream.link("ObservedProperty");
        if (linked == null) {
            return createObservedProperty(datastream.object("ObservedProperty"));
        }
        requireOwn(EntitySet.OBSERVED_PROPERTIES, linked);
        return linked;
    }

    private void requireOwn(EntitySet set, long id) {
        long municipality = jdbc.sql("select municipality_id from " + EntitySql.table(set) + " where id = :id")
                .param("id", id)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("observations.refusal.unknown", set.entityName(), id));
        access.requireDeviceOf(municipality);
    }

    private static long insert(JdbcClient.StatementSpec statement) {
        try {
            return statement.query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("observations.refusal.dev-eui");
        } catch (DataIntegrityViolationException e) {
            throw Refusal.badInput("observations.refusal.not-storable");
        }
    }
}
