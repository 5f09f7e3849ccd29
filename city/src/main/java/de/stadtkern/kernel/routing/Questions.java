package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** What people and programs ask in words and numbers. */
@Component
class Questions {

    private static final int MOST_VIA = 20;
    private static final int MOST_TIMES = 6;
    private static final int LONGEST_MINUTES = 60;

    private final CurrentRoads roads;
    private final Places places;

    Questions(CurrentRoads roads, Places places) {
        this.roads = roads;
        this.places = places;
    }

    /** From the field {@code from} by way of {@code via}, divided by semicolons, to {@code to} as {@code profile}. */
    List<Route> routes(UnaryOperator<String> field, int alternatives) {
        List<Position> stops = new ArrayList<>();
        stops.add(places.get(field.apply("from"), "from").position());
        String via = field.apply("via");
        if (!via.isBlank()) {
            String[] each = via.split(";", MOST_VIA + 1);
            if (each.length > MOST_VIA) {
                throw Refusal.badInput("routing.refusal.via", MOST_VIA).at("via");
            }
            Arrays.stream(each)
                    .map(words -> places.get(words, "via").position())
                    .forEach(stops::add);
        }
        stops.add(places.get(field.apply("to"), "to").position());
        return requireRoads().routes(profile(field), stops, alternatives);
    }

    /** From the field {@code from} within {@code minutes}, divided by commas. */
    Reach reach(UnaryOperator<String> field) {
        Position from = places.get(field.apply("from"), "from").position();
        return requireRoads().reach(profile(field), from, minutes(field.apply("minutes")));
    }

    private static List<Integer> minutes(String text) {
        List<String> words = Arrays.stream(text.split(",")).map(String::strip).toList();
        boolean fit = words.size() <= MOST_TIMES
                && words.stream()
                        .allMatch(word -> word.matches("[1-9]\\d?") && Integer.parseInt(word) <= LONGEST_MINUTES);
        if (!fit) {
            throw Refusal.badInput("routing.refusal.minutes", LONGEST_MINUTES, MOST_TIMES)
                    .at("minutes");
        }
        return words.stream().map(Integer::valueOf).distinct().sorted().toList();
    }

    static Profile profile(UnaryOperator<String> field) {
        String key = field.apply("profile");
        return Profile.find(key)
                .orElseThrow(() -> Refusal.badInput(
                                "routing.refusal.profile",
                                key,
                                String.join(
                                        ", ",
                                        Arrays.stream(Profile.values())
                                                .map(Profile::key)
                                                .toList()))
                        .at("profile"));
    }

    RoadGraph requireRoads() {
        return roads.find().orElseThrow(() -> Refusal.overloaded("routing.refusal.not-ready"));
    }
}
