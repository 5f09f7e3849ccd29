package de.stadtkern.kernel.reports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reports.
 *
 * @param description as written; may be empty when the category says enough
 * @param photos files as they were uploaded
 * @param attributes what Open311 asked besides, by code
 * @param clientToken the same again is the same report; null when whoever sends it has none
 */
public record NewReport(
        long municipalityId,
        long categoryId,
        Report.Place place,
        String description,
        List<byte[]> photos,
        Map<String, String> attributes,
        Report.Author author,
        Report.Channel channel,
        @Nullable String clientToken) {

    public NewReport {
        photos = List.copyOf(photos);
        attributes = Map.copyOf(attributes);
    }
}
