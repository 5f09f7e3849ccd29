package de.stadtkern.kernel.streets;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.cursors.LongCursor;
import com.graphhopper.reader.ReaderElement;
import com.graphhopper.reader.ReaderRelation;
import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The administrative boundaries of an extract: which municipality, district and quarter a place lies in. */
final class Boundaries {

    private static final int DISTRICT = 6;
    private static final int MUNICIPALITY = 8;
    private static final int FINEST = 11;

    private final List<ReaderRelation> relations = new ArrayList<>();
    private final Set<Long> wayIds = new HashSet<>();
    private final Map<Long, LongArrayList> ways = new HashMap<>();
    private final List<Area> areas = new ArrayList<>();

    /** What lies inside a boundary. */
    private record Area(String name, int level, Polygon polygon) {}

    void note(ReaderRelation relation) {
        if (relation.hasTag("boundary", "administrative") && level(relation) >= DISTRICT && relation.hasTag("name")) {
            relations.add(relation);
            rim(relation).forEach(member -> wayIds.add(member.getRef()));
        }
    }

    boolean needs(long wayId) {
        return wayIds.contains(wayId);
    }

    void line(long wayId, LongArrayList nodes) {
        ways.put(wayId, nodes);
    }

    /** Closes the boundaries; those of which the extract holds only a part say nothing. */
    void close(LongFunction<@Nullable Position> positions) {
        for (ReaderRelation relation : relations) {
            rings(relation)
                    .flatMap(rings -> polygon(rings, positions))
                    .ifPresent(polygon -> areas.add(new Area(relation.getTag("name", ""), level(relation), polygon)));
        }
    }

    Place placeOf(Position position) {
        if (areas.isEmpty()) {
            return Place.UNKNOWN;
        }
        String[] names = new String[FINEST + 1];
        for (Area area : areas) {
            if (area.polygon().contains(position)) {
                names[area.level()] = area.name();
            }
        }
        String district = orElse(names[DISTRICT], "");
        String quarter = "";
        for (int level = MUNICIPALITY + 1; level <= FINEST; level++) {
            quarter = orElse(names[level], quarter);
        }
        return new Place(orElse(names[MUNICIPALITY], district), district, quarter);
    }

    private static String orElse(@Nullable String name, String other) {
        return name == null ? other : name;
    }

    private static int level(ReaderRelation relation) {
        String level = relation.getTag("admin_level", "");
        return level.matches("[1-9]|1[01]") ? Integer.parseInt(level) : 0;
    }

    private static List<ReaderRelation.Member> rim(ReaderRelation relation) {
        return relation.getMembers().stream()
                .filter(member -> member.getType() == ReaderElement.Type.WAY)
                .toList();
    }

    /** The ways of the relation, joined end to end; empty when one is missing or an end stays loose. */
    private Optional<List<LongArrayList>> rings(ReaderRelation relation) {
        List<LongArrayList> open = new ArrayList<>();
        for (ReaderRelation.Member member : rim(relation)) {
            LongArrayList way = ways.get(member.getRef());
            if (way == null || way.size() < 2) {
                return Optional.empty();
            }
            open.add(way);
        }
        List<LongArrayList> rings = new ArrayList<>();
        while (!open.isEmpty()) {
            LongArrayList ring = new LongArrayList(open.removeLast());
            while (first(ring) != last(ring)) {
                LongArrayList next = next(open, last(ring));
                if (next == null) {
                    return Optional.empty();
                }
                append(ring, next);
            }
            rings.add(ring);
        }
        return Optional.of(rings);
    }

    private static @Nullable LongArrayList next(List<LongArrayList> open, long node) {
        for (int i = 0; i < open.size(); i++) {
            if (first(open.get(i)) == node || last(open.get(i)) == node) {
                return open.remove(i);
            }
        }
        return null;
    }

    private static void append(LongArrayList ring, LongArrayList next) {
        boolean forward = first(next) == last(ring);
        for (int i = 1; i < next.size(); i++) {
            ring.add(next.get(forward ? i : next.size() - 1 - i));
        }
    }

    /** Empty when the extract lacks a node. */
    private static Optional<Polygon> polygon(List<LongArrayList> rings, LongFunction<@Nullable Position> positions) {
        List<List<Position>> corners = new ArrayList<>();
        for (LongArrayList ring : rings) {
            List<Position> line = new ArrayList<>();
            for (LongCursor node : ring) {
                Position position = positions.apply(node.value);
                if (position == null) {
                    return Optional.empty();
                }
                line.add(position);
            }
            corners.add(line);
        }
        return Optional.of(new Polygon(corners));
    }

    private static long first(LongArrayList nodes) {
        return nodes.get(0);
    }

    private static long last(LongArrayList nodes) {
        return nodes.get(nodes.size() - 1);
    }
}
