package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.matching.Driven.Direction;
import de.stadtkern.kernel.matching.Driven.Span;
import de.stadtkern.kernel.matching.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was done to one segment in one direction, piece by piece. */
final class Treated {

    /** A piece that begins this far behind where the one before ended belongs to another pass. */
    private static final double BACK = 1;

    private final List<Span> spans = new ArrayList<>();
    private final List<Span> unproven = new ArrayList<>();
    private @Nullable Instant first;
    private @Nullable Instant last;
    private @Nullable Instant maybeFirst;
    private @Nullable Instant maybeLast;
    private @Nullable Step before;
    private int passes;
    private boolean counted = true;
    private double grams;
    private double squareMetres;

    void treat(Step piece, Fix fix) {
        spans.add(span(piece));
        first = first == null || piece.from().isBefore(first) ? piece.from() : first;
        last = last == null || piece.until().isAfter(last) ? piece.until() : last;
        double behind = before == null ? 0 : before.toMetres() - piece.fromMetres();
        if (before == null || (piece.along() ? behind : -behind) > BACK) {
            passes++;
        }
        before = piece;
        counted &= fix.counterMetres() != null;
        if (fix.doseGramsPerSquareMetre() != null && fix.widthMetres() != null) {
            double area = fix.widthMetres() * piece.metres();
            squareMetres += area;
            grams += fix.doseGramsPerSquareMetre() * area;
        }
    }

    void unproven(Step piece) {
        unproven.add(span(piece));
        maybeFirst = maybeFirst == null || piece.from().isBefore(maybeFirst) ? piece.from() : maybeFirst;
        maybeLast = maybeLast == null || piece.until().isAfter(maybeLast) ? piece.until() : maybeLast;
    }

    /** @param counterAgrees whether the counter of the machine and the positions say the same of the whole track */
    Coverage coverage(Direction direction, double lengthMetres, boolean counterAgrees) {
        double proven = union(spans.stream());
        double all = union(Stream.concat(spans.stream(), unproven.stream()));
        boolean dosed = squareMetres > 0;
        return new Coverage(
                direction.segmentId(),
                direction.along(),
                share(proven, lengthMetres),
                orElse(first, maybeFirst),
                orElse(last, maybeLast),
                passes,
                dosed ? grams / 1000 : null,
                dosed ? grams / squareMetres : null,
                counterAgrees && counted && passes > 0 ? Grade.COUNTER_AND_GPS : Grade.GPS,
                share(all - proven, lengthMetres));
    }

    private static Instant orElse(@Nullable Instant treated, @Nullable Instant maybe) {
        if (treated != null) {
            return treated;
        }
        if (maybe == null) {
            throw new IllegalStateException("nothing was driven here");
        }
        return maybe;
    }

    private static double share(double metres, double lengthMetres) {
        return lengthMetres <= 0 ? 0 : Math.clamp(metres / lengthMetres, 0.0, 1.0);
    }

    private static Span span(Step piece) {
        return new Span(Math.min(piece.fromMetres(), piece.toMetres()), Math.max(piece.fromMetres(), piece.toMetres()));
    }

    /** The metres that lie in at least one of the spans. */
    private static double union(Stream<Span> spans) {
        double metres = 0;
        double end = 0;
        for (Span span : spans.sorted(Comparator.comparingDouble(Span::from)).toList()) {
            metres += Math.max(0, span.to() - Math.max(span.from(), end));
            end = Math.max(end, span.to());
        }
        return metres;
    }
}
