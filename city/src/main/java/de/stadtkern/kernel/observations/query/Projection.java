package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.observations.query.Options.Expand;
import de.stadtkern.kernel.observations.query.Property.Trait;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entity as the standard's JSON, written by PostgreSQL as one text: nothing is read that is not asked for, and what
 * is expanded comes with the same statement. Links and times are left to {@link Marks}.
 */
final class Projection {

    static final String ROOT = Marks.ROOT + "/";

    private final EntityType type;
    private final String alias;
    /** Texts, none of them null. */
    private final List<Sql> parts = new ArrayList<>();

    private Projection(EntityType type, String alias) {
        this.type = type;
        this.alias = alias;
    }

    /**
     * The JSON of the row with this alias.
     *
     * @param expanded the texts that the expanded relations add, with a leading comma each
     */
    static Sql json(EntityType type, String alias, Options options, Map<String, Sql> expanded) {
        Projection projection = new Projection(type, alias);
        if (options.select().isEmpty()) {
            projection.everything(expanded);
            return Sql.of("('{' || {} || '}')", Sql.join(" || ", projection.parts));
        }
        projection.selected(options.select());
        projection.parts.addAll(expanded.values());
        return Sql.of("('{' || substr({}, 2) || '}')", Sql.join(" || ", projection.parts));
    }

    static Sql reference(EntityType type, String alias) {
        return Sql.raw("'{\"@iot.selfLink\":\"" + ROOT + type.setName() + "(' || " + alias + ".id || ')\"}'");
    }

    private void everything(Map<String, Sql> expanded) {
        parts.add(Marks.links(type, alias, Marks.SELF));
        type.properties().forEach(this::property);
        int links = 0;
        for (int i = 0; i < type.relations().size(); i++) {
            links |= expanded.containsKey(type.relations().get(i).name()) ? 0 : 1 << i;
        }
        parts.add(Marks.links(type, alias, links));
        parts.addAll(expanded.values());
    }

    private void selected(List<List<String>> select) {
        Map<String, List<List<String>>> inside = new LinkedHashMap<>();
        for (List<String> path : select) {
            inside.computeIfAbsent(path.getFirst(), name -> new ArrayList<>()).add(path.subList(1, path.size()));
        }
        inside.forEach((name, paths) -> {
            var property = type.findProperty(name);
            boolean whole = paths.stream().anyMatch(List::isEmpty);
            if (property.isPresent() && (whole || property.get().kind() != Property.Kind.JSON)) {
                property(property.get());
            } else if (property.isPresent()) {
                add("\"" + name + "\":", nested(property.get().column(0, alias), List.of(), paths));
            } else if (name.equals("id") || name.equals("@iot.id")) {
                id();
            } else if (name.equals("@iot.selfLink")) {
                selfLink();
            } else {
                navigationLink(type.findRelation(name)
                        .orElseThrow(() -> Refusal.badInput("observations.refusal.path", name, name)));
            }
        });
    }

    /** The parts of a JSON value that these paths lead to, in the same nesting. */
    private static Sql nested(Sql column, List<String> at, List<List<String>> paths) {
        if (paths.stream().anyMatch(List::isEmpty)) {
            Sql steps =
                    Sql.join(", ", at.stream().map(step -> Sql.of("{}", step)).toList());
            return Sql.of("jsonb_extract_path({}, {})", column, steps);
        }
        Map<String, List<List<String>>> inside = paths.stream()
                .collect(Collectors.groupingBy(
                        List::getFirst,
                        LinkedHashMap::new,
                        Collectors.mapping(path -> path.subList(1, path.size()), Collectors.toList())));
        List<Sql> members = new ArrayList<>();
        inside.forEach((name, rest) -> {
            List<String> deeper = new ArrayList<>(at);
            deeper.add(name);
            members.add(Sql.of("{}::text, {}", name, nested(column, deeper, rest)));
        });
        return Sql.of("jsonb_build_object({})", Sql.join(", ", members));
    }

    private void id() {
        parts.add(Sql.raw("',\"@iot.id\":' || " + alias + ".id"));
    }

    private void selfLink() {
        parts.add(Sql.raw("',\"@iot.selfLink\":\"" + ROOT + type.setName() + "(' || " + alias + ".id || ')\"'"));
    }

    private void navigationLink(Relation relation) {
        parts.add(Sql.raw("',\"" + relation.name() + "@iot.navigationLink\":\"" + ROOT + type.setName() + "(' || "
                + alias + ".id || ')/" + relation.name() + "\"'"));
    }

    private void property(Property property) {
        Sql value = value(property);
        add(
                "\"" + property.name() + "\":",
                property.is(Trait.SHOWN_WHEN_NULL) ? Sql.of("coalesce({}, 'null')", value) : value);
    }

    /** The property as JSON text; SQL null when it has none. */
    private Sql value(Property property) {
        Sql column = property.column(0, alias);
        return switch (property.kind()) {
            case TEXT -> Sql.of("to_json({})", column);
            case JSON, GEOMETRY -> column;
            case RESULT -> Sql.of("coalesce({}::text, {}::text)", property.column(1, alias), column);
            case AREA -> areaJson(alias + "x.area");
            case TIME -> Marks.time(column);
            case PERIOD -> Marks.period(column, property.column(1, alias));
        };
    }

    /** These properties as a JSON array. */
    static Sql array(EntityType type, String alias, List<String> components) {
        Projection projection = new Projection(type, alias);
        List<Sql> values = components.stream()
                .map(name -> name.equals("id")
                        ? Sql.raw(alias + ".id")
                        : Sql.of("coalesce(({})::text, 'null')", projection.value(type.property(name))))
                .toList();
        return Sql.of("concat('[', {}, ']')", Sql.join(", ',', ", values));
    }

    /** What the rows of a data array hold. */
    static List<String> components(EntityType type, Options options) {
        if (options.select().isEmpty()) {
            return type == EntityType.OBSERVATIONS
                    ? List.of("id", "phenomenonTime", "resultTime", "result")
                    : Stream.concat(Stream.of("id"), type.properties().stream().map(Property::name))
                            .toList();
        }
        return options.select().stream()
                .map(path -> path.getFirst().equals("@iot.id") ? "id" : path.getFirst())
                .filter(name -> type.findRelation(name).isEmpty())
                .peek(name -> {
                    if (!name.equals("id") && type.findProperty(name).isEmpty()) {
                        throw Refusal.badInput("observations.refusal.path", name, name);
                    }
                })
                .distinct()
                .toList();
    }

    /** Left out when the value is null. */
    private void add(String name, Sql value) {
        parts.add(Sql.of("coalesce('," + name + "' || ({})::text, '')", value));
    }

    /** A box in microdegrees as GeoJSON: a point when it is none. */
    static Sql areaJson(String box) {
        String east = "(((" + box + ")[0])[0] / 1e6)";
        String north = "(((" + box + ")[0])[1] / 1e6)";
        String west = "(((" + box + ")[1])[0] / 1e6)";
        String south = "(((" + box + ")[1])[1] / 1e6)";
        return Sql.raw("""
                case when %5$s is null then null
                when %1$s = %3$s and %2$s = %4$s
                then concat('{"type":"Point","coordinates":[', %1$s, ',', %2$s, ']}')
                else concat('{"type":"Polygon","coordinates":[[[', %3$s, ',', %4$s, '],[', %1$s, ',', %4$s, '],[', %1$s, ',',
                %2$s, '],[', %3$s, ',', %2$s, '],[', %3$s, ',', %4$s, ']]]}') end""".formatted(east, north, west, south, box));
    }

    /** The rows behind one entity at most that its expansion asks for. */
    static long rows(List<Expand> expand, EntityType type) {
        long rows = 1;
        for (Expand one : expand) {
            Relation relation = relation(type, one);
            long below = rows(one.options().expand(), relation.type());
            rows += relation.isSingle() ? below : below * one.options().limit();
        }
        return rows;
    }

    static Relation relation(EntityType type, Expand expand) {
        return type.findRelation(expand.relation())
                .orElseThrow(() -> Refusal.badInput("observations.refusal.path", expand.relation(), expand.relation()));
    }
}
