package de.stadtkern.kernel.portal;

import java.text.Collator;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One cell of a {@link Table}: it knows how it is shown, compared, and written to CSV. */
public sealed interface Cell {

    /** By what stands in them; the empty ones last. */
    Comparator<Cell> ORDER = Comparator.comparing(Cell::isEmpty).thenComparing(Cell::compare);

    /** Words, perhaps leading somewhere, perhaps with a smaller note below. */
    record Words(
            String text, @Nullable String href, @Nullable String note) implements Cell {

        /** The same with a note below. */
        public Words note(@Nullable String words) {
            return new Words(text, href, words);
        }
    }

    /** A number with its unit (UCUM). */
    record Quantity(double value, int decimals, String unit) implements Cell {}

    /** A point in time. */
    record Moment(Instant at) implements Cell {}

    /** How long ago something was. */
    record Age(Instant at) implements Cell {}

    /** How something stands. */
    record Badge(Mark mark, String text) implements Cell {}

    /** A box to tick the row, in a form elsewhere on the page. */
    record Pick(String form, String name, String value, String label, boolean ticked) implements Cell {}

    /** Not known, or not there. */
    record Empty() implements Cell {}

    static Words text(String text) {
        return new Words(text, null, null);
    }

    /** Words that lead to a page; the address as {@link Page#url} gives it. */
    static Words link(String href, String text) {
        return new Words(text, href, null);
    }

    static Cell number(@Nullable Double value, int decimals, String unit) {
        return value == null ? new Empty() : new Quantity(value, decimals, unit);
    }

    static Cell time(@Nullable Instant at) {
        return at == null ? new Empty() : new Moment(at);
    }

    static Cell age(@Nullable Instant at) {
        return at == null ? new Empty() : new Age(at);
    }

    static Cell badge(Mark mark, String text) {
        return new Badge(mark, text);
    }

    /**
     * A box to tick the row.
     *
     * @param form the id of the form that sends the value under the name
     * @param label what is ticked, in words
     */
    static Cell pick(String form, String name, String value, String label, boolean ticked) {
        return new Pick(form, name, value, label, ticked);
    }

    static Cell empty() {
        return new Empty();
    }

    /** As people read it in the language of the page. */
    default String shown(Page page) {
        return switch (this) {
            case Words words -> words.text();
            case Quantity(double value, int decimals, String unit) -> page.quantity(value, decimals, unit);
            case Moment(Instant at) -> page.time(at);
            case Age(Instant at) -> page.ago(at);
            case Badge badge -> badge.text();
            case Pick pick -> pick.value();
            case Empty empty -> "–";
        };
    }

    default boolean isNumeric() {
        return this instanceof Quantity;
    }

    private boolean isEmpty() {
        return this instanceof Empty;
    }

    private static int compare(Cell one, Cell other) {
        if (one instanceof Quantity a && other instanceof Quantity b) {
            return Double.compare(a.value(), b.value());
        }
        if (one instanceof Moment a && other instanceof Moment b) {
            return a.at().compareTo(b.at());
        }
        if (one instanceof Age a && other instanceof Age b) {
            return b.at().compareTo(a.at());
        }
        if (one instanceof Badge a && other instanceof Badge b && a.mark() != b.mark()) {
            return a.mark().compareTo(b.mark());
        }
        return Collator.getInstance(Locale.GERMANY).compare(words(one), words(other));
    }

    private static String words(Cell cell) {
        return switch (cell) {
            case Words words -> words.text();
            case Badge badge -> badge.text();
            default -> "";
        };
    }
}
