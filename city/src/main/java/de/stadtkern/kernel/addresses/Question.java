package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.Spelling.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks for, in one way of reading it: which words may be the name, and which is the house number.
 *
 * @param words without house number and postcode, in their order
 */
record Question(List<String> words, Optional<HouseNumber> houseNumber, String postcode) {

    /** More words are no address. */
    private static final int MOST_WORDS = 14;

    private static final Set<String> NO_NAMES = Set.of(
            "nr",
            "no",
            "hausnummer",
            "hausnr",
            "hnr",
            "deutschland",
            "germany",
            "d",
            "de",
            "ot",
            "ortsteil",
            "stadtteil");

    /** All ways of reading it, the likeliest first: each number may be a house's, or part of a name. */
    static List<Question> readings(String text) {
        List<Word> words = Spelling.words(text).stream().limit(MOST_WORDS).toList();
        List<Question> readings = new ArrayList<>();
        for (int i = words.size() - 1; i >= 0; i--) {
            if (isHouseNumber(words.get(i)) && !isPartOfRange(text, words, i)) {
                readings.add(withHouse(text, words, i));
            }
        }
        readings.add(of(words, Optional.empty()));
        return readings;
    }

    private static boolean isHouseNumber(Word word) {
        return word.isNumber() && word.text().length() <= 4 && !word.text().startsWith("0");
    }

    /** Whether the number is the second one of 12–14. */
    private static boolean isPartOfRange(String text, List<Word> words, int at) {
        int before = at - 1;
        if (before > 0
                && words.get(before).text().length() == 1
                && !words.get(before).isNumber()) {
            before--;
        }
        return before >= 0
                && isHouseNumber(words.get(before))
                && text.substring(
                                Math.min(text.length(), words.get(before).end()),
                                Math.min(text.length(), words.get(at).start()))
                        .matches("\\s*\\p{L}?\\s*[-–/]\\s*");
    }

    private static Question withHouse(String text, List<Word> words, int at) {
        int end = at + 1;
        String written = words.get(at).text();
        if (end < words.size() && isLetterOf(words.get(at), words.get(end))) {
            written += words.get(end).text();
            end++;
        }
        if (end < words.size() && isPartOfRange(text, words, end)) {
            end++;
        }
        List<Word> rest = new ArrayList<>(words.subList(0, at));
        rest.addAll(words.subList(end, words.size()));
        return of(rest, HouseNumber.find(written));
    }

    private static boolean isLetterOf(Word number, Word letter) {
        return letter.text().length() == 1
                && Character.isLetter(letter.text().charAt(0))
                && letter.start() - number.end() <= 1;
    }

    private static Question of(List<Word> words, Optional<HouseNumber> houseNumber) {
        List<String> names = new ArrayList<>();
        String postcode = "";
        for (Word word : words) {
            if (word.text().matches("\\d{5}") && words.size() > 1) {
                postcode = word.text();
            } else if (!NO_NAMES.contains(word.text()) || words.size() == 1) {
                names.add(word.text());
            }
        }
        return new Question(List.copyOf(names), houseNumber, postcode);
    }

    /** All letters of the words. */
    int length() {
        return words.stream().mapToInt(String::length).sum();
    }
}
