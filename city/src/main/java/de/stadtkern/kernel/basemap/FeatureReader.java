package de.stadtkern.kernel.basemap;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongLongHashMap;
import com.graphhopper.reader.ReaderElement;
import com.graphhopper.reader.ReaderNode;
import com.graphhopper.reader.ReaderRelation;
import com.graphhopper.reader.ReaderWay;
import com.graphhopper.reader.osm.SkipOptions;
import de.stadtkern.kernel.streets.Extract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the features of an OpenStreetMap file in two passes: first the relations, to know which ways they need, then
 * everything else, giving each feature away at once. What stays in memory are the places of the nodes, 16 bytes and some
 * each, and the ways of relations.
 */
final class FeatureReader {

    private final Consumer<MapFeature> taker;
    private final List<ReaderRelation> areas = new ArrayList<>();
    private final Map<Long, Member> members = new HashMap<>();
    private final LongLongHashMap places = new LongLongHashMap();

    /** A way that relations need: whether it is drawn by them alone, as what border, its line and what it says itself. */
    private static final class Member {
        private boolean rim;
        private @Nullable Traits border;
        private int @Nullable [] line;
        private @Nullable Traits traits;
    }

    private FeatureReader(Consumer<MapFeature> taker) {
        this.taker = taker;
    }

    static void read(Path file, Consumer<MapFeature> taker) {
        FeatureReader reader = new FeatureReader(taker);
        Extract.read(file, new SkipOptions(true, true, false), element -> {
            if (element instanceof ReaderRelation relation) {
                reader.note(relation);
            }
        });
        Extract.read(file, new SkipOptions(false, false, true), element -> {
            switch (element) {
                case ReaderNode node -> reader.node(node);
                case ReaderWay way -> reader.way(way);
                default -> {}
            }
        });
        reader.areas.forEach(reader::area);
    }

    private void note(ReaderRelation relation) {
        Optional<Traits> border = Traits.ofBoundary(relation);
        boolean area = relation.hasTag("type", "multipolygon")
                || (relation.hasTag("type", "boundary")
                        && Traits.ofArea(relation).isPresent());
        if (area) {
            areas.add(relation);
        }
        boolean plain = area && Traits.ofArea(relation).isEmpty();
        for (ReaderRelation.Member each : relation.getMembers()) {
            if (each.getType() == ReaderElement.Type.WAY && (area || border.isPresent())) {
                Member member = members.computeIfAbsent(each.getRef(), id -> new Member());
                member.rim |= plain && !each.getRole().equals("inner");
                border.filter(found -> member.border == null || found.minZoom() < member.border.minZoom())
                        .ifPresent(found -> member.border = found);
            }
        }
    }

    private void node(ReaderNode node) {
        int x = Mercator.x(node.getLon());
        int y = Mercator.y(node.getLat());
        places.put(node.getId(), (long) x << 32 | y);
        Traits.ofPoint(node).ifPresent(traits -> taker.accept(MapFeature.of(traits, Shape.of(x, y))));
    }

    private void way(ReaderWay way) {
        int[] line = line(way.getNodes());
        if (line.length < 4) {
            return;
        }
        Optional<Traits> area = Shape.isClosed(line) ? Traits.ofArea(way) : Optional.empty();
        Member member = members.get(way.getId());
        if (member != null) {
            member.line = line;
            member.traits = Traits.ofArea(way).orElse(null);
            give(Optional.ofNullable(member.border), line);
        } else {
            give(Traits.ofBoundary(way), line);
        }
        if (member == null || !member.rim) {
            give(area, line);
        }
        if (area.isEmpty()) {
            give(Traits.ofLine(way), line);
        }
    }

    private void give(Optional<Traits> traits, int[] line) {
        traits.ifPresent(found -> taker.accept(MapFeature.of(found, Shape.of(line))));
    }

    /** A relation that says nothing about itself is what its outer ways say (the older way of drawing). */
    private void area(ReaderRelation relation) {
        List<Member> ways = relation.getMembers().stream()
                .filter(member -> member.getType() == ReaderElement.Type.WAY)
                .map(member -> members.get(member.getRef()))
                .filter(Objects::nonNull)
                .filter(member -> member.line != null)
                .toList();
        Optional<Traits> traits = Traits.ofArea(relation)
                .or(() -> ways.stream()
                        .filter(member -> member.rim)
                        .map(member -> member.traits)
                        .filter(Objects::nonNull)
                        .findFirst());
        List<int[]> rings = Rings.of(
                ways.stream().map(member -> Objects.requireNonNull(member.line)).toList());
        if (traits.isPresent() && !rings.isEmpty()) {
            taker.accept(MapFeature.of(traits.get(), new Shape(rings)));
        }
    }

    /** What the extract does not hold of a way is left out. */
    private int[] line(LongArrayList nodes) {
        int[] line = new int[2 * nodes.size()];
        int length = 0;
        for (int i = 0; i < nodes.size(); i++) {
            long place = places.getOrDefault(nodes.get(i), -1);
            if (place != -1) {
                line[length++] = (int) (place >> 32);
                line[length++] = (int) place;
            }
        }
        return length == line.length ? line : Arrays.copyOf(line, length);
    }
}
