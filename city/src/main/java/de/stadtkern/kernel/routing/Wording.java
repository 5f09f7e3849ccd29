package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Page;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Routes in the language of the page. */
final class Wording {

    private static final double KILOMETRE = 1000;
    private static final int MINUTES_OF_AN_HOUR = 60;

    private Wording() {}

    /** One kind of caution over a whole route. */
    record Sum(Caution.Kind kind, double metres, Set<String> streets) {}

    static String step(Page page, Step step) {
        String key = "routing.step." + step.turn().key();
        return step.street().isEmpty()
                ? page.text(key + ".unnamed", "", step.exit())
                : page.text(key, step.street(), step.exit());
    }

    static String length(Page page, double metres) {
        return metres < KILOMETRE ? page.number(metres, 0) + " m" : page.number(metres / KILOMETRE, 1) + " km";
    }

    static String duration(Page page, double seconds) {
        long minutes = Math.max(1, Math.round(seconds / 60));
        return minutes < MINUTES_OF_AN_HOUR
                ? page.text("routing.minutes", minutes)
                : page.text("routing.hours", minutes / MINUTES_OF_AN_HOUR, minutes % MINUTES_OF_AN_HOUR);
    }

    static String caution(Page page, Caution.Kind kind) {
        return page.text("routing.caution." + kind.key());
    }

    /** The cautions of a route by kind, what is known for sure first. */
    static List<Sum> sums(Route route) {
        Map<Caution.Kind, Sum> sums = new EnumMap<>(Caution.Kind.class);
        for (Caution caution : route.cautions()) {
            Sum before = sums.getOrDefault(caution.kind(), new Sum(caution.kind(), 0, new LinkedHashSet<>()));
            if (!caution.street().isEmpty()) {
                before.streets().add(caution.street());
            }
            sums.put(caution.kind(), new Sum(caution.kind(), before.metres() + caution.metres(), before.streets()));
        }
        return sums.values().stream()
                .sorted((one, other) ->
                        Boolean.compare(other.kind().isKnown(), one.kind().isKnown()))
                .toList();
    }

    static List<Choice> profiles(Page page) {
        return Arrays.stream(Profile.values())
                .map(profile -> new Choice(profile.key(), page.text("routing.profile." + profile.key())))
                .toList();
    }
}
