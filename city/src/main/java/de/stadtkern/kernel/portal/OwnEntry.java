package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.identity.Person;
import java.time.Instant;
import java.util.List;

/**
 * Something that a person has going on with the town: a report, a ticket, an appointment, a registration.
 *
 * @param kind what it is, in the language of the page
 * @param at when it began, or when it is
 */
public record OwnEntry(String kind, String title, Mark mark, String state, Instant at, String path) {

    /** What a room contributes, as a bean. */
    public interface Source {

        List<OwnEntry> own(Page page, Person person);
    }
}
