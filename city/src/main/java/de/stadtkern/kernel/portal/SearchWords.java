package de.stadtkern.kernel.portal;

import java.util.Arrays;
import java.util.List;

/** What somebody looks for: every word must be found, as a part of a word too. */
public record SearchWords(List<String> words) {

    private static final int MOST_WORDS = 8;

    /** The words that stand in a field. */
    public static SearchWords of(String typed) {
        return new SearchWords(Arrays.stream(typed.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList());
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** For SQL's {@code ilike all (…)}. */
    public String[] patterns() {
        return words.stream().map(SearchWords::pattern).toArray(String[]::new);
    }

    /** The pattern of SQL's {@code ilike} for texts that contain this. */
    static String pattern(String part) {
        return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
