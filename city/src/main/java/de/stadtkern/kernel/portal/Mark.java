package de.stadtkern.kernel.portal;

import java.util.Locale;

/** How something stands, as everybody tells it apart: by shape, colour and text. Rooms map their own states to it. */
public enum Mark {
    OK,
    INFO,
    WARNING,
    DANGER,
    PLANNED,
    RUNNING,
    DONE,
    STALE,
    UNKNOWN;

    /** As style sheets, maps and texts call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Key of the general text; a room usually has a better one. */
    public String textKey() {
        return "portal.mark." + key();
    }
}
