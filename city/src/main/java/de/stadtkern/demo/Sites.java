package de.stadtkern.demo;

import java.util.ArrayList;
import java.util.List;

/** Chooses sites that lie far from each other. */
final class Sites {

    private Sites() {}

    /**
     * Farthest-point sampling: begins with the first and always adds the one farthest from all chosen.
     *
     * @return as many as wanted, or all when there are fewer
     */
    static List<Site> spread(List<Site> all, int count) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<Site> chosen = new ArrayList<>(List.of(all.getFirst()));
        double[] nearest =
                all.stream().mapToDouble(site -> site.squareTo(all.getFirst())).toArray();
        while (chosen.size() < Math.min(count, all.size())) {
            int farthest = 0;
            for (int i = 1; i < nearest.length; i++) {
                farthest = nearest[i] > nearest[farthest] ? i : farthest;
            }
            Site next = all.get(farthest);
            chosen.add(next);
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = Math.min(nearest[i], all.get(i).squareTo(next));
            }
        }
        return chosen;
    }
}
