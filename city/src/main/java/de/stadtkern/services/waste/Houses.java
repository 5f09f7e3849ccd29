package de.stadtkern.services.waste;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which houses of a street belong to a collection district.
 *
 * @param numbers empty for all; otherwise {@code 1-19}, with {@code odd} or {@code even} behind it when only one side
 */
record Houses(String street, String numbers, String area) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\s*-\\s*(\\d{1,4})(?:\\s+(odd|even))?");

    Houses {
        numbers = numbers.strip().toLowerCase(Locale.ROOT);
        if (!numbers.isEmpty() && !NUMBERS.matcher(numbers).matches()) {
            throw Refusal.badInput("waste.refusal.numbers", numbers).at("numbers");
        }
    }

    /** @param number of a house, perhaps with a letter; empty when it is not known: then only whole streets hold */
    boolean contains(String number) {
        if (numbers.isEmpty()) {
            return true;
        }
        Matcher range = NUMBERS.matcher(numbers);
        String digits = number.replaceFirst("\\D.*", "");
        if (!range.matches() || digits.isEmpty() || digits.length() > 4) {
            return false;
        }
        int house = Integer.parseInt(digits);
        String side = range.group(3);
        return house >= Integer.parseInt(range.group(1))
                && house <= Integer.parseInt(range.group(2))
                && (side == null || side.equals("even") == (house % 2 == 0));
    }
}
