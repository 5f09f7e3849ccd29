package de.stadtkern.kernel.portal;

import java.io.Serializable;

/** A message in the area under the page's heading, such as what the form just sent has done. */
public record Notice(Kind kind, String text) implements Serializable {

    /** How urgent it is; {@code DANGER} interrupts a screen reader, the others wait. */
    public enum Kind {
        SUCCESS,
        INFO,
        WARNING,
        DANGER
    }
}
