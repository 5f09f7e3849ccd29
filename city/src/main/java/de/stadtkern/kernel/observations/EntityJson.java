package de.stadtkern.kernel.observations;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts ids and links around what the database gives. Links start with the address by which the client came. */
@Component
class EntityJson {

    private final JsonMapper mapper;

    EntityJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    ObjectNode serviceRoot() {
        ObjectNode root = mapper.createObjectNode();
        ArrayNode sets = root.putArray("value");
        for (EntitySet set : EntitySet.values()) {
            sets.addObject().put("name", set.entityName()).put("url", link("/" + set.entityName()));
        }
        root.putObject("serverSettings")
                .putArray("conformance")
                .add("http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel");
        return root;
    }

    ObjectNode entity(EntitySet set, EntityRows.Row row) {
        String self = link("/" + set.entityName() + "(" + row.id() + ")");
        ObjectNode entity = mapper.createObjectNode();
        entity.put("@iot.id", row.id());
        entity.put("@iot.selfLink", self);
        entity.setAll((ObjectNode) mapper.readTree(row.body()));
        set.relations().forEach(relation -> entity.put(relation + "@iot.navigationLink", self + "/" + relation));
        return entity;
    }

    /** A collection of at most $top entities, with a nextLink when there is one row more. */
    ObjectNode page(EntitySet set, String path, List<EntityRows.Row> rows, QueryOptions options) {
        ObjectNode page = mapper.createObjectNode();
        if (options.top() > 0 && rows.size() > options.top()) {
            String order = options.orderBy() == null
                    ? ""
                    : "&$orderby=" + options.orderBy().replace(" ", "%20");
            page.put(
                    "@iot.nextLink",
                    link(path) + "?$top=" + options.top() + "&$skip=" + (options.skip() + options.top()) + order);
        }
        ArrayNode values = page.putArray("value");
        rows.stream().limit(options.top()).forEach(row -> values.add(entity(set, row)));
        return page;
    }

    private static String link(String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + SensorThingsApi.ROOT + path;
    }
}
