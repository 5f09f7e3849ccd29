package de.stadtkern.kernel.portal;

import java.time.LocalDate;
import java.util.List;

/**
 * A day on which something happens at an address.
 *
 * @param path of the page that shows more
 */
public record ComingDay(LocalDate day, String what, String path) {

    /** What a room contributes, as a bean. */
    public interface Source {

        /** The days from today on, the next first; empty when the room knows nothing of the address. */
        List<ComingDay> coming(String address);
    }
}
