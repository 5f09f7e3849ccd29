package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who does what where.
 *
 * @param id 0 for a new one
 * @param categoryId null for all of them
 * @param rim around the area, without the first position again; empty for the whole town
 */
public record ReportDuty(
        long id, long municipalityId, @Nullable Long categoryId, List<Position> rim, Responsible responsible) {

    public ReportDuty {
        rim = List.copyOf(rim);
    }
}
