package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A road that is closed for a time.
 *
 * @param name where it is
 * @param lines along which nobody comes through
 * @param onFootToo whether people on foot and in wheelchairs do not come through either
 * @param endsAt null when nobody knows yet
 * @param person who entered it
 */
record Closure(
        long id,
        long municipalityId,
        String name,
        String reason,
        List<List<Position>> lines,
        boolean onFootToo,
        Instant startsAt,
        @Nullable Instant endsAt,
        String person) {

    boolean isInForce(Instant now) {
        return !now.isBefore(startsAt) && (endsAt == null || now.isBefore(endsAt));
    }

    List<ClosedLine> closedLines() {
        return lines.stream().map(line -> new ClosedLine(line, onFootToo)).toList();
    }
}
