package de.stadtkern.kernel.addresses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Brings German names into one spelling: small letters, ä as ae as a, ß as ss, hyphens and dots away, and the usual
 * abbreviations either all short (str, st, dr) or all long (platz, allee).
 */
final class Spelling {

    /** How a street's word for street ends in this spelling. */
    static final String STREET = "str";

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}]+|\\p{Nd}+");

    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("pl", "platz"),
            Map.entry("all", "allee"),
            Map.entry("sankt", "st"),
            Map.entry("saint", "st"),
            Map.entry("sct", "st"),
            Map.entry("doktor", "dr"),
            Map.entry("professor", "prof"),
            Map.entry("burgermeister", "bgm"),
            Map.entry("u", "und"),
            Map.entry("v", "von"),
            Map.entry("hbf", "hauptbahnhof"),
            Map.entry("bhf", "bahnhof"),
            Map.entry("bf", "bahnhof"));

    private static final List<String> STREETS =
            List.of("strassen", "strasse", "strase", "strabe", "strass", "stasse", "stras", "stra", "strs", "str");

    private static final Analyzer ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            PatternTokenizer words = new PatternTokenizer(WORDS, 0);
            return new TokenStreamComponents(
                    words, new GermanNormalizationFilter(new ASCIIFoldingFilter(new LowerCaseFilter(words))));
        }
    };

    private Spelling() {}

    /** A word in its one spelling, and where it stands in the text. */
    record Word(String text, int start, int end) {

        boolean isNumber() {
            return Character.isDigit(text.charAt(0));
        }
    }

    static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        try (TokenStream tokens = ANALYZER.tokenStream("", Normalizer.normalize(text, Normalizer.Form.NFC))) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(new Word(abbreviated(term.toString()), offset.startOffset(), offset.endOffset()));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** All words as one, so that neither hyphens nor blanks matter. */
    static String key(String name) {
        return words(name).stream().map(Word::text).collect(Collectors.joining());
    }

    private static String abbreviated(String word) {
        String known = ABBREVIATIONS.get(word);
        if (known != null) {
            return known;
        }
        for (String street : STREETS) {
            if (word.endsWith(street) && word.length() > street.length() + 1) {
                return word.substring(0, word.length() - street.length()) + STREET;
            }
            if (word.equals(street)) {
                return STREET;
            }
        }
        return word.endsWith("pl") && word.length() > 5 ? word + "atz" : word;
    }
}
