package de.stadtkern.kernel.portal;

import java.util.Optional;

/** What a page says at a glance, for those who remember it: the state of its thing, with unit and age where it has them. */
public record Glance(Mark mark, String state) {

    /** What a room contributes, as a bean. */
    public interface Source {

        /** Empty for pages of others, for things that are gone, and for what the person who opens the page may not see. */
        Optional<Glance> glance(Page page, String path);
    }
}
