package de.stadtkern.kernel.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an API key is for. What a scope may do stands in {@link Permission}. */
public enum Scope implements Holder {
    WRITE_OBSERVATIONS("observations:write"),
    READ_INTERNAL_OBSERVATIONS("observations:read-internal"),
    DELETE_OBSERVATIONS("observations:delete"),
    READ_ALARMS("alarms:read"),
    READ_METRICS("metrics:read"),
    WRITE_REPORTS("reports:write");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As kept in the database. */
    static String words(Set<Scope> scopes) {
        return scopes.stream().sorted().map(scope -> scope.word).collect(Collectors.joining(" "));
    }

    /** What the words stand for; words that are no scope of this version stand for nothing. */
    static Set<Scope> of(String words) {
        List<String> given = Arrays.asList(words.split(" "));
        Set<Scope> scopes = EnumSet.allOf(Scope.class);
        scopes.removeIf(scope -> !given.contains(scope.word));
        return scopes;
    }
}
