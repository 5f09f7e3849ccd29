package de.stadtkern.kernel.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the home page: what concerns the person who opens it.
 *
 * @param textKey of the heading; the text behind {@code textKey + ".none"} says what to do when there is no item
 * @param position smaller numbers stand further up
 * @param path of the page that shows more; null when there is none
 */
public record Concern(
        String textKey, int position, @Nullable String path, List<Item> items) {

    /** One line; the text already in the language of the page. */
    public record Item(Mark mark, String state, String text, String path) {}

    /** What a room contributes, as a bean. */
    public interface Source {

        /** What concerns whoever opens the page; empty when it is none of their business. */
        List<Concern> concerns(Page page);
    }
}
