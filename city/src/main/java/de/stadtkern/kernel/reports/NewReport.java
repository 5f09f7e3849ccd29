package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reports.
 *
 * @param position null when the place is known in words only
 * @param placeWords where it is, in words; may be empty when there is a position
 * @param description as written; may be empty when the category says enough
 * @param photos files as they were uploaded
 * @param attributes what Open311 asked besides, by code
 * @param clientToken the same again is the same report; null when whoever sends it has none
 */
public record NewReport(
        long municipalityId,
        long categoryId,
        @Nullable Position position,
        String placeWords,
        String description,
        List<byte[]> photos,
        Map<String, String> attributes,
        Report.Author author,
        Report.Channel channel,
        @Nullable String clientToken) {

    /** How many photos one report may have. */
    public static final int MOST_PHOTOS = 3;

    /** How many letters its text may have. */
    public static final int LONGEST = 4000;

    public NewReport {
        photos = List.copyOf(photos);
        attributes = Map.copyOf(attributes);
    }
}
