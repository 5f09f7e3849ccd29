package de.stadtkern.kernel.addresses;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A house number in Germany: 12, 12a, or a building of several, 12–16.
 *
 * @param until the last number of the building; the number itself when it has one only
 * @param letter a small letter, or empty
 */
record HouseNumber(int number, int until, String letter) {

    private static final Pattern WRITTEN = Pattern.compile(
            "\\s*(\\d{1,4})\\s*([a-zA-Z]?)\\s*(?:[-–/]\\s*(\\d{1,4})?\\s*[a-zA-Z]?)?\\s*(?:\\d/\\d)?\\s*");

    /** The house numbers that are written there, separated by commas or semicolons; what is none is left out. */
    static List<HouseNumber> list(String written) {
        return Arrays.stream(written.split("[,;]", 50))
                .map(HouseNumber::find)
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<HouseNumber> find(String written) {
        Matcher found = WRITTEN.matcher(written);
        if (!found.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(found.group(1));
        int until = found.group(3) == null ? number : Integer.parseInt(found.group(3));
        return Optional.of(
                new HouseNumber(number, Math.max(number, until), found.group(2).toLowerCase(Locale.ROOT)));
    }

    /** Whether a building with this number is the one that is asked for. */
    boolean holds(HouseNumber asked) {
        boolean same = number == asked.number && letter.equals(asked.letter);
        boolean within = number < asked.number && asked.number <= until && isBeside(asked);
        return same || within;
    }

    /** Whether both are even or both odd: most streets have them on one side. */
    boolean isBeside(HouseNumber other) {
        return (number - other.number) % 2 == 0;
    }

    String written() {
        return number + letter + (until > number ? "–" + until : "");
    }
}
