package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What somebody would change, as it stands in the address of the page: nothing of it is stored. */
record Draft(List<Change> changes) {

    static final int MOST_CHANGES = 30;

    private static final Pattern MOVE = Pattern.compile("m(\\d{1,18}):(-?[\\d.]{1,12}),(-?[\\d.]{1,12})");
    private static final Pattern RESIZE = Pattern.compile("r(\\d{1,18}):([\\d.]{1,9})");
    private static final Pattern REMOVE = Pattern.compile("x(\\d{1,18})");
    private static final Pattern ADD =
            Pattern.compile("a([A-Z_]{1,20}):(-?[\\d.]{1,12}),(-?[\\d.]{1,12}),([\\d.]{1,9}),([\\d.]{1,9})");

    Draft {
        changes = List.copyOf(changes);
        if (changes.size() > MOST_CHANGES) {
            throw Refusal.badInput("wastefigures.refusal.changes", MOST_CHANGES).at("what");
        }
    }

    /** One change of the register. */
    sealed interface Change {

        /** As it stands in the address. */
        String written();
    }

    record Move(long bin, Position to) implements Change {
        @Override
        public String written() {
            return "m%d:%s".formatted(bin, place(to));
        }
    }

    /** @param litres new volume, more than 0 */
    record Resize(long bin, double litres) implements Change {
        @Override
        public String written() {
            return "r%d:%s".formatted(bin, number(litres));
        }
    }

    record Remove(long bin) implements Change {
        @Override
        public String written() {
            return "x" + bin;
        }
    }

    /**
     * A new bin.
     *
     * @param litres volume, more than 0
     * @param extra litres per week that nobody put into any bin until now: an assumption of whoever drafts
     */
    record Add(Fraction fraction, Position at, double litres, double extra) implements Change {
        @Override
        public String written() {
            return "a%s:%s,%s,%s".formatted(fraction, place(at), number(litres), number(extra));
        }
    }

    /** Refused with 400 when the text is no draft. */
    static Draft read(String text) {
        List<Change> changes = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split("~", -1)) {
            changes.add(change(part));
        }
        return new Draft(changes);
    }

    String written() {
        return changes.stream().map(Change::written).collect(Collectors.joining("~"));
    }

    Draft with(Change change) {
        List<Change> more = new ArrayList<>(changes);
        more.add(change);
        return new Draft(more);
    }

    Draft without(Change change) {
        List<Change> fewer = new ArrayList<>(changes);
        fewer.remove(change);
        return new Draft(fewer);
    }

    private static Change change(String text) {
        Matcher move = MOVE.matcher(text);
        Matcher resize = RESIZE.matcher(text);
        Matcher remove = REMOVE.matcher(text);
        Matcher add = ADD.matcher(text);
        try {
            if (move.matches()) {
                return new Move(Long.parseLong(move.group(1)), position(move, 2));
            }
            if (resize.matches()) {
                return new Resize(Long.parseLong(resize.group(1)), positive(resize.group(2)));
            }
            if (remove.matches()) {
                return new Remove(Long.parseLong(remove.group(1)));
            }
            if (add.matches()
                    && Arrays.stream(Fraction.values())
                            .anyMatch(one -> one.name().equals(add.group(1)))) {
                return new Add(
                        Fraction.valueOf(add.group(1)),
                        position(add, 2),
                        positive(add.group(4)),
                        Double.parseDouble(add.group(5)));
            }
        } catch (IllegalArgumentException e) {
            // Refused below: numbers that are none, or no place on earth.
        }
        throw Refusal.badInput("wastefigures.refusal.draft", text).at("draft");
    }

    private static Position position(Matcher matcher, int group) {
        return new Position(Double.parseDouble(matcher.group(group)), Double.parseDouble(matcher.group(group + 1)));
    }

    private static double positive(String text) {
        double number = Double.parseDouble(text);
        if (number <= 0) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static String place(Position position) {
        return String.format(Locale.ROOT, "%.6f,%.6f", position.lon(), position.lat());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
