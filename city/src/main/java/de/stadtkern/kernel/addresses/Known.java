package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.FoundAddress.Kind;
import de.stadtkern.kernel.addresses.Gazetteer.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An entry that can be found, with the ways in which people write its name. */
record Known(long id, Entry entry, List<Variant> variants, Set<String> context) {

    /** Words that people leave out at the beginning. */
    static final Set<String> ARTICLES = Set.of("am", "an", "auf", "bei", "der", "dem", "im", "in", "zum", "zur");

    /** Words for a way that people leave out at the end; they stand in nearly every name. */
    private static final List<String> WAYS = List.of(Spelling.STREET, "platz", "weg", "ring", "gasse", "allee");

    private static final int SHORTEST = 3;

    /**
     * A way of writing a name.
     *
     * @param sorted as the key, with the words in the order of the alphabet
     * @param cost what it is less sure than the name in full
     */
    record Variant(String key, String sorted, List<String> words, double cost) {}

    Known(long id, Entry entry) {
        this(id, entry, variants(entry), context(entry));
    }

    boolean isStreet() {
        return entry.kind() == Kind.STREET;
    }

    String name() {
        return entry.names().getFirst();
    }

    private static Set<String> context(Entry entry) {
        var around = entry.surroundings();
        String register = entry.kind() == Kind.REGISTER ? entry.category() : "";
        return Stream.of(around.town(), around.district(), around.nearby(), register)
                .flatMap(text -> Spelling.words(text).stream())
                .map(Spelling.Word::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Variant> variants(Entry entry) {
        List<Variant> variants = new ArrayList<>();
        for (String name : entry.names()) {
            List<String> words =
                    Spelling.words(name).stream().map(Spelling.Word::text).toList();
            add(variants, words, 0);
            shorter(variants, words, entry.kind());
            withoutTown(variants, words, entry);
        }
        return List.copyOf(variants);
    }

    private static void shorter(List<Variant> variants, List<String> words, Kind kind) {
        int start = 0;
        while (start < words.size() - 1 && ARTICLES.contains(words.get(start))) {
            start++;
        }
        if (start > 0) {
            add(variants, words.subList(start, words.size()), 0.06);
        }
        if (kind == Kind.STREET) {
            withoutWay(words).ifPresent(name -> add(variants, name, 0.05));
            if (words.size() > 2 && start == 0) {
                List<String> surname = words.subList(words.size() - 2, words.size());
                add(variants, surname, 0.08);
                withoutWay(surname).ifPresent(name -> add(variants, name, 0.12));
            }
        } else {
            for (int from = 0; from < words.size() && words.size() > 1; from++) {
                if (words.get(from).length() > SHORTEST) {
                    add(variants, words.subList(from, from + 1), 0.15);
                }
            }
        }
    }

    /** The main station of a town is asked for without the town. */
    private static void withoutTown(List<Variant> variants, List<String> words, Entry entry) {
        Set<String> town = Spelling.words(entry.surroundings().town()).stream()
                .map(Spelling.Word::text)
                .collect(Collectors.toSet());
        List<String> rest = words.stream().filter(word -> !town.contains(word)).toList();
        if (entry.kind() == Kind.PLACE && rest.size() < words.size()) {
            add(variants, rest, 0);
        }
    }

    private static Optional<List<String>> withoutWay(List<String> words) {
        String last = words.getLast();
        for (String way : WAYS) {
            if (last.equals(way) && words.size() > 1) {
                return Optional.of(words.subList(0, words.size() - 1));
            }
            if (last.endsWith(way) && last.length() - way.length() >= SHORTEST) {
                List<String> shorter = new ArrayList<>(words.subList(0, words.size() - 1));
                shorter.add(last.substring(0, last.length() - way.length()));
                return Optional.of(shorter);
            }
        }
        return Optional.empty();
    }

    private static void add(List<Variant> variants, List<String> words, double cost) {
        if (!words.isEmpty()) {
            String sorted = String.join("", words.stream().sorted().toList());
            variants.add(new Variant(String.join("", words), sorted, List.copyOf(words), cost));
        }
    }
}
