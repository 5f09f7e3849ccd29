package de.stadtkern.kernel.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the receiver of one vehicle told, in the order of time. */
public record Track(List<Fix> fixes) {

    /** Sorts by time; fixes of the same moment keep their order. */
    public Track(List<Fix> fixes) {
        List<Fix> sorted = new ArrayList<>(fixes);
        sorted.sort(Comparator.comparing(Fix::at));
        this.fixes = List.copyOf(sorted);
    }
}
