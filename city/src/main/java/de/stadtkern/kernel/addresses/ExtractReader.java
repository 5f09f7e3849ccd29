package de.stadtkern.kernel.addresses;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongLongHashMap;
import com.graphhopper.reader.ReaderElement;
import com.graphhopper.reader.ReaderNode;
import com.graphhopper.reader.ReaderRelation;
import com.graphhopper.reader.ReaderWay;
import com.graphhopper.reader.osm.SkipOptions;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.Extract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what an OpenStreetMap file says of addresses, in two passes: first the relations, then everything else. */
final class ExtractReader {

    private final List<ReaderRelation> relations = new ArrayList<>();
    private final Map<Long, List<Position>> members = new HashMap<>();
    private final LongLongHashMap places = new LongLongHashMap();
    private final Contents contents =
            new Contents(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new Areas());

    private ExtractReader() {}

    /** What an extract holds, as it stands there. */
    record Contents(List<Line> lines, List<Site> houses, List<Site> sites, Areas areas) {}

    /** A way with a name that somebody can walk or drive on, or a square. */
    record Line(List<String> names, List<Position> course) {}

    /** Something at one place: a house with an address, or whatever else has a name. */
    record Site(AddressTags tags, Position position) {}

    static Contents read(Path file) {
        ExtractReader reader = new ExtractReader();
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
        reader.relations.forEach(reader::relation);
        return reader.contents;
    }

    private void note(ReaderRelation relation) {
        AddressTags tags = AddressTags.of(relation);
        if (tags.isHouse() || tags.isSite() || tags.isBoundary()) {
            relations.add(relation);
            relation.getMembers().stream()
                    .filter(ExtractReader::isRim)
                    .forEach(member -> members.put(member.getRef(), List.of()));
        }
    }

    private static boolean isRim(ReaderRelation.Member member) {
        return member.getType() == ReaderElement.Type.WAY && !member.getRole().equals("inner");
    }

    private void node(ReaderNode node) {
        Position position = new Position(node.getLon(), node.getLat());
        places.put(node.getId(), position.microLon() << 32 | (position.microLat() & 0xFFFF_FFFFL));
        if (!node.getTags().isEmpty()) {
            take(AddressTags.of(node), position);
        }
    }

    private void way(ReaderWay way) {
        boolean member = members.containsKey(way.getId());
        if (way.getTags().isEmpty() && !member) {
            return;
        }
        List<Position> course = course(way.getNodes());
        if (course.isEmpty()) {
            return;
        }
        if (member) {
            members.put(way.getId(), course);
        }
        AddressTags tags = AddressTags.of(way);
        if (tags.isStreet() && course.size() > 1) {
            contents.lines.add(new Line(tags.names(), course));
        } else {
            take(tags, middle(course));
        }
        if (tags.isBoundary()) {
            contents.areas.add(tags, List.of(course));
        }
    }

    private void relation(ReaderRelation relation) {
        List<List<Position>> rim = relation.getMembers().stream()
                .filter(ExtractReader::isRim)
                .map(member -> members.get(member.getRef()))
                .filter(Objects::nonNull)
                .filter(course -> !course.isEmpty())
                .toList();
        if (!rim.isEmpty()) {
            AddressTags tags = AddressTags.of(relation);
            take(tags, middle(rim.stream().flatMap(List::stream).toList()));
            if (tags.isBoundary()) {
                contents.areas.add(tags, rim);
            }
        }
    }

    private void take(AddressTags tags, Position position) {
        if (tags.isHouse()) {
            contents.houses.add(new Site(tags, position));
        }
        if (tags.isSite()) {
            contents.sites.add(new Site(tags, position));
        }
        tags.place().ifPresent(place -> contents.areas.add(tags, position));
    }

    /** What the extract does not hold of a way is left out. */
    private List<Position> course(LongArrayList nodes) {
        List<Position> course = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            if (places.containsKey(nodes.get(i))) {
                long place = places.get(nodes.get(i));
                course.add(Position.ofMicrodegrees(place >> 32, (int) place));
            }
        }
        return course;
    }

    /** The middle of the box around them. */
    static Position middle(List<Position> positions) {
        double west = positions.stream().mapToDouble(Position::lon).min().orElseThrow();
        double east = positions.stream().mapToDouble(Position::lon).max().orElseThrow();
        double south = positions.stream().mapToDouble(Position::lat).min().orElseThrow();
        double north = positions.stream().mapToDouble(Position::lat).max().orElseThrow();
        return new Position((west + east) / 2, (south + north) / 2);
    }
}
