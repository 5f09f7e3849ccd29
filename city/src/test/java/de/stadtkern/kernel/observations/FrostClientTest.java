package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.fraunhofer.iosb.ilt.sta.NotFoundException;
import de.fraunhofer.iosb.ilt.sta.model.Datastream;
import de.fraunhofer.iosb.ilt.sta.model.EntityType;
import de.fraunhofer.iosb.ilt.sta.model.Location;
import de.fraunhofer.iosb.ilt.sta.model.Observation;
import de.fraunhofer.iosb.ilt.sta.model.ObservedProperty;
import de.fraunhofer.iosb.ilt.sta.model.Sensor;
import de.fraunhofer.iosb.ilt.sta.model.Thing;
import de.fraunhofer.iosb.ilt.sta.model.ext.DataArrayDocument;
import de.fraunhofer.iosb.ilt.sta.model.ext.DataArrayValue;
import de.fraunhofer.iosb.ilt.sta.model.ext.EntityList;
import de.fraunhofer.iosb.ilt.sta.model.ext.UnitOfMeasurement;
import de.fraunhofer.iosb.ilt.sta.service.SensorThingsService;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.net.URI;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.http.message.BasicHeader;
import org.geojson.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The client that others build upon, FROST-Client, from the first entity to the last. */
@TownTest
class FrostClientTest {

    @LocalServerPort
    int port;

    @Autowired
    TestPeople people;

    private SensorThingsService service = new SensorThingsService();

    @BeforeEach
    void setUp() throws Exception {
        service = new SensorThingsService(URI.create("http://localhost:" + port + "/sensorthings/v1.1"));
        service.getClientBuilder()
                .setDefaultHeaders(Set.of(new BasicHeader(
                        "Authorization", "Bearer " + people.key(Scope.WRITE_OBSERVATIONS, Scope.DELETE_OBSERVATIONS))));
        service.rebuildHttpClient();
    }

    @Test
    void aThingLivesFromItsCreationToItsDeletion() throws Exception {
        Thing thing = new Thing("Frosti", "ein Ding");
        thing.setProperties(Map.of("art", "frost-client"));
        thing.getLocations().add(new Location("Ort", "Ort", "application/geo+json", new Point(11.9, 50.3)));
        service.create(thing);
        Datastream datastream = datastream(thing);
        service.create(datastream);
        observe(datastream, 250);

        Thing found = service.things().find(thing.getId());
        assertThat(found.getProperties()).containsEntry("art", "frost-client");
        assertThat(found.locations().query().first().getLocation()).isInstanceOf(Point.class);
        found.setDescription("ein anderes Ding");
        service.update(found);

        Thing expanded = service.things()
                .query()
                .filter("properties/art eq 'frost-client' and id eq " + thing.getId())
                .expand("Locations,Datastreams($expand=Observations($top=1;$orderby=phenomenonTime desc))")
                .first();
        assertThat(expanded.getDescription()).isEqualTo("ein anderes Ding");
        Datastream inside = expanded.getDatastreams().toList().getFirst();
        assertThat(inside.getObservations().toList().getFirst().getResult()).isEqualTo(249);

        EntityList<Observation> page = datastream
                .observations()
                .query()
                .count()
                .top(100)
                .orderBy("phenomenonTime")
                .list();
        assertThat(page.getCount()).isEqualTo(250);
        List<Object> results = new ArrayList<>();
        page.fullIterator().forEachRemaining(observation -> results.add(observation.getResult()));
        assertThat(results).hasSize(250).startsWith(0, 1, 2).endsWith(248, 249);

        datastream.observations().query().filter("result lt 200").delete();
        assertThat(datastream.observations().query().count().top(1).list().getCount())
                .isEqualTo(50);
        assertThat(service.getFullPath(thing, EntityType.DATASTREAMS).toString())
                .endsWith("Things(%s)/Datastreams".formatted(thing.getId()));

        service.delete(thing);
        assertThatThrownBy(() -> service.datastreams().find(datastream.getId())).isInstanceOf(NotFoundException.class);
    }

    private Datastream datastream(Thing thing) {
        Datastream datastream = new Datastream(
                "Luft",
                "Lufttemperatur",
                "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                new UnitOfMeasurement("Grad Celsius", "°C", "https://ucum.org"));
        datastream.setThing(thing);
        datastream.setSensor(new Sensor("Fühler", "Fühler", "text/plain", "keine"));
        datastream.setObservedProperty(
                new ObservedProperty("Lufttemperatur", URI.create("urn:luft"), "Lufttemperatur"));
        return datastream;
    }

    private void observe(Datastream datastream, int count) throws Exception {
        DataArrayValue values = new DataArrayValue(
                datastream, Set.of(DataArrayValue.Property.Result, DataArrayValue.Property.PhenomenonTime));
        ZonedDateTime start = ZonedDateTime.now().minusDays(1);
        for (int i = 0; i < count; i++) {
            values.addObservation(new Observation(i, start.plusMinutes(i)));
        }
        DataArrayDocument document = new DataArrayDocument();
        document.addDataArrayValue(values);
        assertThat(service.create(document)).hasSize(count).noneMatch("error"::equals);
    }
}
