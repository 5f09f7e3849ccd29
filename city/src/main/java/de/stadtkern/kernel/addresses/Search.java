package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.Known.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Compares a question with what may be meant: how much of what was asked fits, letter by letter. */
final class Search {

    private static final int CANDIDATES = 30;
    private static final int MOST_WORDS_OF_A_NAME = 7;
    private static final double LEAST = 0.5;
    private static final double LEAST_ALIKE = 0.6;
    private static final double EXPLAINED = 0.75;
    private static final double OTHER_POSTCODE = 0.05;
    private static final double ARTICLE = 0.8;
    private static final double ABBREVIATED = 0.03;
    private static final double TURNED = 0.08;
    private static final double HOUSE_OF_NO_STREET = 0.12;

    private final NameIndex index;

    Search(NameIndex index) {
        this.index = index;
    }

    /** What may be meant, and how much of the question it fits, 0 to 1. */
    record Match(Known known, Question question, double fit) {}

    /** The best fitting entries of some kind, the best first. */
    List<Match> list(Question question, Predicate<Known> wanted, int limit) {
        if (question.length() == 0) {
            return List.of();
        }
        List<Window> windows = windows(question.words());
        Map<String, Boolean> explained = new HashMap<>();
        List<Match> matches = new ArrayList<>();
        for (Known known : index.list(question.words(), CANDIDATES)) {
            if (wanted.test(known)) {
                double fit = fit(question, windows, known, explained);
                if (fit >= LEAST) {
                    matches.add(new Match(known, question, fit));
                }
            }
        }
        matches.sort(Comparator.comparingDouble(Match::fit).reversed());
        return matches.subList(0, Math.min(limit, matches.size()));
    }

    /** Words of the question next to each other that may be the name. */
    private record Window(int from, int to, String key, String sorted, boolean last) {}

    private static List<Window> windows(List<String> words) {
        List<Window> windows = new ArrayList<>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + MOST_WORDS_OF_A_NAME); to++) {
                List<String> part = words.subList(from, to);
                windows.add(new Window(
                        from,
                        to,
                        String.join("", part),
                        String.join("", part.stream().sorted().toList()),
                        to == words.size()));
            }
        }
        windows.sort(
                Comparator.comparingInt((Window window) -> window.key.length()).reversed());
        return windows;
    }

    private static double fit(Question question, List<Window> windows, Known known, Map<String, Boolean> explained) {
        double best = 0;
        double length = question.length();
        double[] around = around(question.words(), known.context(), explained);
        double allAround = Arrays.stream(around).sum();
        for (Window window : windows) {
            double outside =
                    allAround - Arrays.stream(around, window.from, window.to).sum();
            if ((window.key.length() + outside) / length > best) {
                double least = Math.max(LEAST_ALIKE, (best * length - outside) / window.key.length());
                double alike = alike(question.words(), window, known, least);
                if (alike > least) {
                    best = (alike * window.key.length() + outside) / length;
                }
            }
        }
        if (question.houseNumber().isPresent() && !known.isStreet()) {
            best -= HOUSE_OF_NO_STREET;
        }
        boolean otherPostcode =
                !question.postcode().isEmpty() && !known.entry().postcodes().contains(question.postcode());
        return otherPostcode ? best - OTHER_POSTCODE : best;
    }

    /** How many letters of each word are explained when it is not part of the name: by the town or a part of it. */
    private static double[] around(List<String> words, Set<String> context, Map<String, Boolean> explained) {
        return words.stream()
                .mapToDouble(word -> {
                    if (Known.ARTICLES.contains(word)) {
                        return ARTICLE * word.length();
                    }
                    return isExplained(word, context, explained) ? word.length() : 0;
                })
                .toArray();
    }

    private static boolean isExplained(String word, Set<String> context, Map<String, Boolean> explained) {
        return context.contains(word)
                || context.stream()
                        .anyMatch(other -> explained.computeIfAbsent(
                                word + " " + other,
                                pair -> word.length() > 3 && Likeness.of(word, other, EXPLAINED) >= EXPLAINED));
    }

    /** How alike the window and the name are, when it is more than the least. */
    private static double alike(List<String> words, Window window, Known known, double least) {
        double best = least;
        for (Variant variant : known.variants()) {
            double cost = variant.cost();
            best = Math.max(best, Likeness.of(window.key, variant.key(), best + cost) - cost);
            if (!(window.sorted.equals(window.key) && variant.sorted().equals(variant.key()))) {
                double turned = cost + TURNED;
                best = Math.max(best, Likeness.of(window.sorted, variant.sorted(), best + turned) - turned);
            }
            if (variant.words().size() == window.to - window.from) {
                String expanded = expanded(words.subList(window.from, window.to), variant.words());
                double abbreviated = cost + ABBREVIATED;
                if (!expanded.equals(window.key)) {
                    best = Math.max(best, Likeness.of(expanded, variant.key(), best + abbreviated) - abbreviated);
                }
            }
            if (window.last && window.key.length() > 2 && cost == 0) {
                best = Math.max(best, Likeness.asBeginning(window.key, variant.key(), best));
            }
        }
        return best;
    }

    /** What was asked with each abbreviation, as in K.-Marx-Str., written in full as in the name. */
    private static String expanded(List<String> asked, List<String> name) {
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < asked.size(); i++) {
            expanded.append(name.get(i).startsWith(asked.get(i)) ? name.get(i) : asked.get(i));
        }
        return expanded.toString();
    }
}
