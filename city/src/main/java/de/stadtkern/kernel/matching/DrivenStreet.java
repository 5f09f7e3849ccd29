package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was driven of the segments of one name that lead into one direction of the compass: as people read it.
 *
 * @param lengthMetres of the segments of which anything was driven
 * @param passes of the segment that was driven most often
 */
record DrivenStreet(
        int number,
        String name,
        Compass towards,
        double drivenMetres,
        double lengthMetres,
        Instant first,
        Instant last,
        int passes,
        List<List<Position>> courses) {

    private record Key(String name, Compass towards) {}

    /** In the order in which they were first driven. */
    static List<DrivenStreet> list(Matchings.Result result) {
        Map<Key, List<Driven>> streets = new LinkedHashMap<>();
        for (Driven driven : result.matched().driven()) {
            Segment segment = result.segment(driven);
            Key key = new Key(segment.name(), towards(driven, segment));
            streets.computeIfAbsent(key, first -> new ArrayList<>()).add(driven);
        }
        List<DrivenStreet> list = new ArrayList<>();
        streets.forEach((key, driven) -> list.add(of(list.size() + 1, key, driven, result)));
        return list;
    }

    private static DrivenStreet of(int number, Key key, List<Driven> driven, Matchings.Result result) {
        return new DrivenStreet(
                number,
                key.name,
                key.towards,
                driven.stream().mapToDouble(Driven::metres).sum(),
                driven.stream()
                        .mapToDouble(one -> result.segment(one).lengthMetres())
                        .sum(),
                driven.getFirst().first(),
                driven.stream().map(Driven::last).max(Instant::compareTo).orElseThrow(),
                driven.stream().mapToInt(Driven::passes).max().orElse(0),
                driven.stream()
                        .flatMap(one -> one.spans().stream()
                                .map(span -> cut(result.segment(one).course(), span)))
                        .toList());
    }

    static Compass towards(Driven driven, Segment segment) {
        return Compass.of(
                driven.direction().along() ? segment.course() : segment.course().reversed());
    }

    /** 0 to 1. */
    double share() {
        return lengthMetres <= 0 ? 1 : Math.min(1, drivenMetres / lengthMetres);
    }

    /** The part of the course that the span names. */
    private static List<Position> cut(List<Position> course, Driven.Span span) {
        List<Position> part = new ArrayList<>();
        double metres = 0;
        for (int i = 1; i < course.size(); i++) {
            Position a = course.get(i - 1);
            Position b = course.get(i);
            double piece = a.metresTo(b);
            if (metres + piece >= span.from() && metres <= span.to()) {
                if (part.isEmpty()) {
                    part.add(between(a, b, (span.from() - metres) / piece));
                }
                part.add(between(a, b, (span.to() - metres) / piece));
            }
            metres += piece;
        }
        return part.size() < 2 ? course : part;
    }

    private static Position between(Position a, Position b, double share) {
        double clamped = Double.isFinite(share) ? Math.clamp(share, 0.0, 1.0) : 0;
        return new Position(a.lon() + clamped * (b.lon() - a.lon()), a.lat() + clamped * (b.lat() - a.lat()));
    }
}
