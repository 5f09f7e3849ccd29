package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.EntityRows.Selection;
import de.stadtkern.kernel.observations.ObservationWriter.Target;
import de.stadtkern.kernel.problem.Refusal;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** OGC SensorThings 1.1 over HTTP (18-088): reading for everybody, creating with an API key. 201 means committed. */
@RestController
@RequestMapping(SensorThingsApi.ROOT)
class SensorThingsApi {

    static final String ROOT = "/sensorthings/v1.1";

    private static final String ENTITY = "/{set:[A-Za-z]+}({id:[0-9]{1,18}})";

    private final EntityRows rows;
    private final EntityJson json;
    private final EntityWriter writer;
    private final ObservationWriter observations;

    SensorThingsApi(EntityRows rows, EntityJson json, EntityWriter writer, ObservationWriter observations) {
        this.rows = rows;
        this.json = json;
        this.writer = writer;
        this.observations = observations;
    }

    @GetMapping({"", "/"})
    JsonNode serviceRoot() {
        return json.serviceRoot();
    }

    @GetMapping("/{set:[A-Za-z]+}")
    JsonNode list(@PathVariable String set, @RequestParam Map<String, String> options) {
        return list(Selection.all(known(set)), "/" + set, QueryOptions.of(options));
    }

    @GetMapping(ENTITY)
    JsonNode get(@PathVariable String set, @PathVariable long id) {
        EntitySet known = known(set);
        return json.entity(known, rows.get(Selection.one(known, id)));
    }

    @GetMapping(ENTITY + "/{relation:[A-Za-z]+}")
    JsonNode related(
            @PathVariable String set,
            @PathVariable long id,
            @PathVariable String relation,
            @RequestParam Map<String, String> options) {
        EntitySet owner = known(set);
        rows.get(Selection.one(owner, id));
        Selection selection = Selection.related(owner, id, relation);
        return EntitySet.isSingle(relation)
                ? json.entity(selection.set(), rows.get(selection))
                : list(selection, "/" + set + "(" + id + ")/" + relation, QueryOptions.of(options));
    }

    @PostMapping("/{set:[A-Za-z]+}")
    ResponseEntity<JsonNode> create(
            @PathVariable String set,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String token) {
        Body entity = new Body(body);
        EntitySet known = known(set);
        return created(
                known,
                switch (known) {
                    case THINGS -> writer.createThing(entity);
                    case SENSORS -> writer.createSensor(entity);
                    case OBSERVED_PROPERTIES -> writer.createObservedProperty(entity);
                    case DATASTREAMS -> writer.createDatastream(entity, null);
                    case OBSERVATIONS -> observations.create(entity, Target.of(entity.link("Datastream"), token));
                    case LOCATIONS -> throw Refusal.notOffered("observations.refusal.location-alone");
                });
    }

    @PostMapping("/Datastreams({id:[0-9]{1,18}})/Observations")
    ResponseEntity<JsonNode> createObservation(
            @PathVariable long id,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String token) {
        return created(EntitySet.OBSERVATIONS, observations.create(new Body(body), new Target(id, token)));
    }

    @PostMapping("/Things({id:[0-9]{1,18}})/Datastreams")
    ResponseEntity<JsonNode> createDatastream(@PathVariable long id, @RequestBody JsonNode body) {
        return created(EntitySet.DATASTREAMS, writer.createDatastream(new Body(body), id));
    }

    private JsonNode list(Selection selection, String path, QueryOptions options) {
        QueryOptions oneMore = new QueryOptions(options.top() + 1, options.skip(), false, options.orderBy());
        var page = json.page(selection.set(), path, rows.list(selection, oneMore), options);
        if (options.count()) {
            page.put("@iot.count", rows.count(selection));
        }
        return page;
    }

    private ResponseEntity<JsonNode> created(EntitySet set, long id) {
        JsonNode entity = json.entity(set, rows.get(Selection.one(set, id)));
        return ResponseEntity.created(URI.create(entity.path("@iot.selfLink").asString()))
                .body(entity);
    }

    private static EntitySet known(String set) {
        return EntitySet.find(set).orElseThrow(() -> Refusal.notFound("observations.refusal.set", set));
    }
}
