package de.stadtkern.kernel.observations.query;

import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word of the query language and where it begins. */
record Token(Kind kind, String text, int at) {

    private static final int LONGEST_QUERY = 20_000;
    private static final String DATE = "\\d{4,9}-\\d{2}-\\d{2}";
    /* A plus sign that was not encoded arrives as a space. */
    private static final String MOMENT = DATE + "T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+ -]\\d{2}:?\\d{2})";

    /** In the order in which they are tried. */
    enum Kind {
        SPACE("\\s+"),
        TEXT("'(?:[^']|'')*+'"),
        SHAPE("geo(?:graphy|metry)'[^']*'"),
        SPAN("duration'[^']*'"),
        TIME(MOMENT + "(?:/" + MOMENT + ")?"),
        DATE_ONLY(DATE),
        CLOCK("\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?"),
        NUMBER("\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?"),
        NAME("[\\p{L}_@][\\p{L}\\p{N}_@.-]*+"),
        OPTION("\\$[a-zA-Z]+"),
        SIGN("[-/(),;=:\\[\\]*]"),
        END("\\z");

        private final Pattern pattern;

        Kind(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    static List<Token> of(String query) {
        if (query.length() > LONGEST_QUERY) {
            throw Refusal.badInput("observations.refusal.query-length", LONGEST_QUERY, query.length());
        }
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (tokens.isEmpty() || tokens.getLast().kind != Kind.END) {
            Token next = next(query, at);
            at = next.at + next.text.length();
            if (next.kind != Kind.SPACE) {
                tokens.add(next);
            }
        }
        return tokens;
    }

    private static Token next(String query, int at) {
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.pattern.matcher(query).region(at, query.length());
            if (matcher.lookingAt()) {
                return new Token(kind, matcher.group(), at);
            }
        }
        throw Refusal.badInput(
                "observations.refusal.query", query.substring(at, Math.min(at + 20, query.length())), at);
    }

    boolean is(String word) {
        return text.equals(word) && kind != Kind.TEXT;
    }

    /** What stands between the quotation marks. */
    String quoted() {
        return text.substring(text.indexOf('\'') + 1, text.length() - 1).replace("''", "'");
    }
}
