package de.stadtkern.kernel.streets;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongByteHashMap;
import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.cursors.LongCursor;
import com.carrotsearch.hppc.procedures.LongProcedure;
import com.graphhopper.reader.ReaderElement;
import com.graphhopper.reader.ReaderNode;
import com.graphhopper.reader.ReaderRelation;
import com.graphhopper.reader.ReaderWay;
import com.graphhopper.reader.osm.SkipOptions;
import de.stadtkern.kernel.geo.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the roads and paths of an OpenStreetMap file in two passes: first ways and relations, then the places of the
 * nodes that they need. Roads are split where they meet roads, paths where they meet anything, so that a new path never
 * splits a road.
 */
final class RoadReader {

    private static final int ELEMENTS_PER_REPORT = 1_000_000;

    /** What is known of a node: whether a road or a path touches it, and whether they are split there. */
    private static final byte ON_ROAD = 1;

    private static final byte ROAD_SPLIT = 2;
    private static final byte ON_ANY = 4;
    private static final byte ANY_SPLIT = 8;

    private static final long NO_PLACE = Long.MIN_VALUE;

    private final Path file;
    private final Progress progress;
    private final List<ReaderWay> ways = new ArrayList<>();
    private final LongByteHashMap nodes = new LongByteHashMap();
    private final LongLongHashMap places = new LongLongHashMap();
    private final Boundaries boundaries = new Boundaries();
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<TurnRestriction> turns = new ArrayList<>();
    private final List<Crossing> crossings = new ArrayList<>();
    private int elements;

    private RoadReader(Path file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    static Reading read(Path file, Progress progress) {
        RoadReader reader = new RoadReader(file, progress);
        try {
            reader.readAll();
        } catch (RuntimeException e) {
            throw e instanceof UnreadableExtractException ? e : new UnreadableExtractException(file, e);
        }
        if (reader.stretches.stream().noneMatch(each -> each.tags().roadClass().isRoad())) {
            throw new UnreadableExtractException(file, "it holds no roads");
        }
        return new Reading(reader.stretches, reader.turns, reader.crossings);
    }

    /** The relations stand last in the file, so those of boundaries are read before the ways they need. */
    private void readAll() {
        pass(new SkipOptions(true, true, false), element -> {
            if (element instanceof ReaderRelation relation) {
                boundaries.note(relation);
                turn(relation);
            }
        });
        pass(new SkipOptions(true, false, true), element -> {
            if (element instanceof ReaderWay way) {
                way(way);
            }
        });
        pass(new SkipOptions(false, true, true), element -> {
            if (element instanceof ReaderNode node) {
                node(node);
            }
        });
        boundaries.close(this::position);
        ways.forEach(this::split);
    }

    private void pass(SkipOptions skipped, Consumer<ReaderElement> each) {
        Extract.read(file, skipped, element -> {
            each.accept(element);
            if (++elements % ELEMENTS_PER_REPORT == 0) {
                progress.report(elements, "elements of the file read");
            }
        });
    }

    /** Rules over several junctions are left out: they say nothing of a single one. */
    private void turn(ReaderRelation relation) {
        String restriction = relation.getTag("restriction", "");
        if (!relation.hasTag("type", "restriction") || !restriction.matches("(no|only)_[a-z_]{1,30}")) {
            return;
        }
        long from = member(relation, "from", ReaderElement.Type.WAY);
        long via = member(relation, "via", ReaderElement.Type.NODE);
        long to = member(relation, "to", ReaderElement.Type.WAY);
        if (from > 0 && via > 0 && to > 0) {
            turns.add(new TurnRestriction(from, via, to, restriction));
        }
    }

    /** The one member of this role; 0 when there is none or there are several. */
    private static long member(ReaderRelation relation, String role, ReaderElement.Type type) {
        List<ReaderRelation.Member> found = relation.getMembers().stream()
                .filter(member -> member.getRole().equals(role))
                .toList();
        return found.size() == 1 && found.getFirst().getType() == type
                ? found.getFirst().getRef()
                : 0;
    }

    private void way(ReaderWay way) {
        LongArrayList line = way.getNodes();
        if (boundaries.needs(way.getId())) {
            boundaries.line(way.getId(), line);
            line.forEach((LongProcedure) node -> touch(node, (byte) 0));
        }
        RoadTags.find(way).ifPresent(tags -> {
            ways.add(way);
            boolean road = tags.roadClass().isRoad();
            for (int i = 0; i < line.size(); i++) {
                boolean end = i == 0 || i == line.size() - 1;
                touch(line.get(i), end, ON_ANY, ANY_SPLIT);
                if (road) {
                    touch(line.get(i), end, ON_ROAD, ROAD_SPLIT);
                }
            }
        });
    }

    /** Where something ends, or where two meet, it is split. */
    private void touch(long node, boolean end, byte on, byte split) {
        boolean met = (nodes.get(node) & on) != 0;
        touch(node, (byte) (end || met ? on | split : on));
    }

    private void touch(long node, byte more) {
        nodes.put(node, (byte) (nodes.get(node) | more));
    }

    private void node(ReaderNode node) {
        if (!nodes.containsKey(node.getId())) {
            return;
        }
        Position position = new Position(node.getLon(), node.getLat());
        places.put(node.getId(), position.microLon() << 32 | position.microLat() & 0xffffffffL);
        if (node.hasTag("highway", "crossing") && (nodes.get(node.getId()) & ON_ROAD) != 0) {
            crossings.add(new Crossing(node.getId(), position, word(node, "crossing"), word(node, "kerb")));
        }
    }

    private static String word(ReaderNode node, String key) {
        String value = node.getTag(key, "");
        return value.length() > 40 ? "" : value;
    }

    private @Nullable Position position(long node) {
        long place = places.getOrDefault(node, NO_PLACE);
        return place == NO_PLACE ? null : Position.ofMicrodegrees(place >> 32, (int) place);
    }

    /** Where the extract lacks a node, the way has a gap. */
    private void split(ReaderWay way) {
        RoadTags tags = RoadTags.find(way).orElseThrow();
        byte split = tags.roadClass().isRoad() ? ROAD_SPLIT : ANY_SPLIT;
        Pieces pieces = new Pieces(way.getId(), tags);
        LongArrayList piece = new LongArrayList();
        for (LongCursor node : way.getNodes()) {
            if (!places.containsKey(node.value)) {
                pieces.add(piece);
                piece = new LongArrayList();
                continue;
            }
            piece.add(node.value);
            if (piece.size() > 1 && (nodes.get(node.value) & split) != 0) {
                pieces.add(piece);
                piece = LongArrayList.from(node.value);
            }
        }
        pieces.add(piece);
    }

    /** The pieces of one way. */
    private final class Pieces {

        private final long wayId;
        private final RoadTags tags;
        private int ordinal;

        Pieces(long wayId, RoadTags tags) {
            this.wayId = wayId;
            this.tags = tags;
        }

        /** A piece that comes back to where it began is two, so that no segment has the same end twice. */
        void add(LongArrayList piece) {
            int last = piece.size() - 1;
            if (last >= 1 && piece.get(0) != piece.get(last)) {
                addLine(piece, 0, last);
            } else if (last >= 2) {
                addLine(piece, 0, last - 1);
                addLine(piece, last - 1, last);
            }
        }

        private void addLine(LongArrayList piece, int first, int last) {
            List<Position> course = new ArrayList<>(last - first + 1);
            for (int i = first; i <= last; i++) {
                course.add(Objects.requireNonNull(position(piece.get(i))));
            }
            Ends drawn = new Ends(piece.get(first), piece.get(last));
            stretches.add(new Stretch(
                    wayId,
                    ordinal++,
                    tags,
                    tags.reversed() ? new Ends(drawn.to(), drawn.from()) : drawn,
                    tags.reversed() ? course.reversed() : course,
                    boundaries.placeOf(Courses.middle(course))));
        }
    }
}
