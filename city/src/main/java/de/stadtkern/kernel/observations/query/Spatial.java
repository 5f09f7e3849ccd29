package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.observations.query.Operand.Kind;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.TopologyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The functions {@code st_…} and {@code geo.…} of a geometry of an entity and one in the query. Points in areas are
 * judged by PostgreSQL. For everything else it gives the candidates by their bounds, JTS decides, and the ids of the hits
 * go into the query. Distances and lengths are in degrees.
 */
final class Spatial {

    static final Set<String> FUNCTIONS = Set.of(
            "geo.intersects",
            "geo.distance",
            "geo.length",
            "st_equals",
            "st_disjoint",
            "st_touches",
            "st_within",
            "st_overlaps",
            "st_crosses",
            "st_intersects",
            "st_contains",
            "st_relate");

    private static final JsonMapper JSON = new JsonMapper();

    private final Geometries geometries;

    Spatial(Geometries geometries) {
        this.geometries = geometries;
    }

    /** A geometry of an entity. */
    record Place(EntityType type, Property property, String alias) {

        private boolean isArea() {
            return property.kind() == Property.Kind.AREA;
        }

        private Sql bounds(String alias) {
            return isArea() ? Sql.raw(alias + ".area") : Sql.raw(alias + ".bbox");
        }

        private Sql point(String alias) {
            return isArea() ? Sql.raw("null::point") : Sql.raw(alias + ".pt");
        }

        private Sql candidates(Sql condition) {
            return isArea()
                    ? Sql.of(
                            "select c.datastream_id as id, {} as shape from datastream_extent c where {}",
                            Projection.areaJson("c.area"),
                            condition)
                    : Sql.of(
                            "select c.id, c." + property.columns().getFirst() + "::text as shape from " + type.table()
                                    + " c where {}",
                            condition);
        }
    }

    Operand call(String function, List<Operand> operands) {
        boolean length = function.equals("geo.length");
        boolean relate = function.equals("st_relate");
        Translator.requireCount(function, operands, length ? 1 : relate ? 3 : 2);
        String pattern = relate ? pattern(operands.get(2)) : "";
        Object a = shape(operands.getFirst());
        Object b = length ? new Object() : shape(operands.get(1));
        if (length) {
            return a instanceof Place place
                    ? measured(place, null, Geometry::getLength)
                    : Operand.number(Sql.of("{}", ((Geometry) a).getLength()));
        }
        Test test = test(function, pattern);
        if (a instanceof Geometry first && b instanceof Geometry second) {
            return function.equals("geo.distance")
                    ? Operand.number(Sql.of("{}", first.distance(second)))
                    : Operand.truth(Sql.of("{}", holds(test, first, second)));
        }
        if (a instanceof Place && b instanceof Place) {
            throw Refusal.notOffered("observations.refusal.two-geometries", function);
        }
        Place place = (Place) (a instanceof Place ? a : b);
        Geometry fixed = (Geometry) (a instanceof Place ? b : a);
        if (function.equals("geo.distance")) {
            return measured(place, fixed, fixed::distance);
        }
        Test oriented = a instanceof Place ? test : (other, mine) -> test.holds(mine, other);
        return Operand.truth(where(function, place, fixed, oriented, a instanceof Place));
    }

    @FunctionalInterface
    private interface Test {
        boolean holds(Geometry first, Geometry second);
    }

    @FunctionalInterface
    private interface Measure {
        double of(Geometry geometry);
    }

    private static Test test(String function, String pattern) {
        return switch (function) {
            case "geo.intersects", "st_intersects", "st_disjoint" -> Geometry::intersects;
            case "st_equals" -> Geometry::equalsTopo;
            case "st_touches" -> Geometry::touches;
            case "st_within" -> Geometry::within;
            case "st_overlaps" -> Geometry::overlaps;
            case "st_crosses" -> Geometry::crosses;
            case "st_contains" -> Geometry::contains;
            default -> (first, second) -> first.relate(second, pattern);
        };
    }

    private static String pattern(Operand operand) {
        if (operand.source() instanceof Expression.Text(String pattern) && pattern.matches("[TF*012]{9}")) {
            return pattern;
        }
        throw Refusal.badInput("observations.refusal.relate-pattern");
    }

    private static Object shape(Operand operand) {
        if (operand.kind() == Kind.GEOMETRY && operand.source() != null) {
            return operand.source();
        }
        throw Refusal.badInput("observations.refusal.operand", operand.kind().name(), Kind.GEOMETRY.name());
    }

    private Sql where(String function, Place place, Geometry fixed, Test test, boolean placeFirst) {
        String alias = place.alias();
        if (function.equals("st_disjoint")) {
            return Sql.of(
                    "({} is not null and not ({}))",
                    place.bounds(alias),
                    where("st_intersects", place, fixed, test, placeFirst));
        }
        Sql near = function.equals("st_relate")
                ? Sql.of("{} is not null", place.bounds("c"))
                : Sql.of("{} && {}::box", place.bounds("c"), Shapes.box(fixed));
        boolean touching = function.endsWith("intersects");
        boolean inside = function.equals(placeFirst ? "st_within" : "st_contains");
        if (place.isArea() || !(fixed instanceof Polygonal) || !(touching || inside)) {
            return Sql.of(alias + ".id = any({})", (Object) hits(place, near, fixed, test));
        }
        return Sql.of(
                "({} && {}::box and case when {} is null then " + alias + ".id = any({}) else {} end)",
                place.bounds(alias),
                Shapes.box(fixed),
                place.point(alias),
                hits(place, Sql.of("{} is null and {}", place.point("c"), near), fixed, test),
                pointIn(place.point(alias), fixed, touching));
    }

    private Long[] hits(Place place, Sql condition, Geometry fixed, Test test) {
        List<Long> ids = new ArrayList<>();
        read(place, condition).forEach((id, geometry) -> {
            if (holds(test, geometry, fixed)) {
                ids.add(id);
            }
        });
        return ids.toArray(Long[]::new);
    }

    private Map<Long, Geometry> read(Place place, Sql condition) {
        Map<Long, Geometry> read = new HashMap<>();
        geometries
                .find(place.candidates(condition))
                .forEach((id, shape) -> read.put(id, Shapes.ofJson(JSON.readTree(shape))));
        return read;
    }

    private static boolean holds(Test test, Geometry first, Geometry second) {
        try {
            return test.holds(first, second);
        } catch (IllegalArgumentException | TopologyException e) {
            return false; // a collection or an area that crosses itself, for which the function is not defined
        }
    }

    /** A measure of every geometry: of points by SQL when it is the distance to a point, else by JTS. */
    private Operand measured(Place place, @Nullable Geometry fixed, Measure measure) {
        String alias = place.alias();
        Point point = fixed instanceof Point only && !place.isArea() ? only : null;
        Sql condition = Sql.of("{} is not null", place.bounds("c"));
        List<Long> ids = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        read(place, point != null ? Sql.of("{} and {} is null", condition, place.point("c")) : condition)
                .forEach((id, geometry) -> {
                    ids.add(id);
                    values.add(measure.of(geometry));
                });
        Sql looked = Sql.of(
                "(select m.value from unnest({}::bigint[], {}::float8[]) m(id, value) where m.id = " + alias + ".id)",
                ids.toArray(Long[]::new),
                values.toArray(Double[]::new));
        return Operand.number(
                point != null
                        ? Sql.of(
                                "coalesce(({} <-> {}::point) / 1e6, {})",
                                place.point(alias),
                                Shapes.point(point),
                                looked)
                        : looked);
    }

    private static Sql pointIn(Sql point, Geometry area, boolean withEdge) {
        List<Sql> parts = new ArrayList<>();
        for (int i = 0; i < area.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) area.getGeometryN(i);
            List<Sql> conditions = new ArrayList<>(List.of(within(point, polygon.getExteriorRing(), withEdge)));
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                conditions.add(Sql.of("not {}", within(point, polygon.getInteriorRingN(hole), !withEdge)));
            }
            parts.add(Sql.of("({})", Sql.join(" and ", conditions)));
        }
        return Sql.of("({})", Sql.join(" or ", parts));
    }

    private static Sql within(Sql point, LinearRing ring, boolean withEdge) {
        String corners = Shapes.corners(ring);
        Sql in = Sql.of("{} <@ {}::polygon", point, "(" + corners + ")");
        return withEdge ? Sql.of("({})", in) : Sql.of("({} and not {} <@ {}::path)", in, point, "[" + corners + "]");
    }
}
