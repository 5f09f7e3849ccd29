package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of a released report; times to the minute, the place to about a metre.
 *
 * @param position null when it is known in words only
 * @param text as released; may be empty
 * @param responsible department or body; empty when nobody is yet
 * @param solveBy when the municipality wants to have solved it
 * @param mergedInto the report in which it goes on, if that is public
 * @param photos ids of released photos
 */
public record PublicReport(
        long number,
        long municipalityId,
        Category category,
        @Nullable Position position,
        String address,
        String text,
        Report.State state,
        String responsible,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        Instant solveBy,
        int votes,
        @Nullable Long mergedInto,
        List<Long> photos) {

    public PublicReport {
        photos = List.copyOf(photos);
    }

    /** What it is about. */
    public record Category(long id, String code, String group, Names names) {}
}
