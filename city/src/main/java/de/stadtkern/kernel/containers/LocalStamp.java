package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times of files that say only what the clock on the wall showed. */
final class LocalStamp {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private LocalStamp() {}

    /**
     * The moment. In the hour that comes twice in autumn it is the first one, or the second when the first would lie before
     * what came before.
     *
     * @param text ISO 8601; an offset in it counts more than the zone
     * @param before what was read before, of the same series; null at its beginning
     * @param field that a refusal names; refused is also a time that the clock skipped in spring
     */
    static Instant read(String text, ZoneId zone, @Nullable Instant before, String field) {
        String stamp = text.strip().replace(' ', 'T');
        try {
            if (stamp.matches(".*T.*([Zz]|[+-]\\d\\d:?\\d\\d)")) {
                return OffsetDateTime.parse(stamp).toInstant();
            }
            LocalDateTime local = LocalDateTime.parse(stamp);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            if (offsets.isEmpty()) {
                throw Refusal.badInput("containers.refusal.skipped", ContainerFields.shortened(text), zone)
                        .at(field);
            }
            Instant first = local.toInstant(offsets.getFirst());
            return before != null && first.isBefore(before) ? local.toInstant(offsets.getLast()) : first;
        } catch (DateTimeException e) {
            throw Refusal.badInput("containers.refusal.time", ContainerFields.shortened(text))
                    .at(field);
        }
    }
}
