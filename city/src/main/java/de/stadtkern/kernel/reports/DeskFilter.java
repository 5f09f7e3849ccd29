package de.stadtkern.kernel.reports;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which reports those want who handle them.
 *
 * @param moderation null for all
 * @param states empty for all
 * @param categories empty for all
 * @param departments empty for all, also those of nobody
 * @param due which of the open ones
 * @param words in description, text, place, address or number; empty for all
 */
public record DeskFilter(
        Report.@Nullable Moderation moderation,
        Set<Report.State> states,
        Set<Long> categories,
        Set<Long> departments,
        Due due,
        String words) {

    /** What is still open and has to be moved on. */
    public enum Due {
        ANY,
        /** Its next deadline is over, or within two days. */
        SOON,
        OVERDUE
    }

    public static final DeskFilter ALL = new DeskFilter(null, Set.of(), Set.of(), Set.of(), Due.ANY, "");

    public DeskFilter {
        states = Set.copyOf(states);
        categories = Set.copyOf(categories);
        departments = Set.copyOf(departments);
    }

    static Long[] array(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }
}
