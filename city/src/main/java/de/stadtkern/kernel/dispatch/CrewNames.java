package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.portal.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of those who drive tours. */
final class CrewNames {

    private final Map<Long, List<String>> names = new HashMap<>();

    CrewNames(List<Tour> tours, Assignments assignments) {
        tours.forEach(tour -> names.put(tour.id(), assignments.names(tour.memberIds())));
    }

    /** In words; any crew when nobody in particular was named, or nobody of them is there any more. */
    String of(Page page, Tour tour) {
        List<String> known = names.getOrDefault(tour.id(), List.of());
        return known.isEmpty() ? page.text("dispatch.any-member") : String.join(", ", known);
    }
}
