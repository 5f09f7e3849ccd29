package de.stadtkern.tours;

/** Hears how far a search is and may end it. */
@FunctionalInterface
public interface Listener {

    /** Hears nothing. */
    Listener SILENT = progress -> true;

    /** Called by one thread at a time, often; answers whether to go on. */
    boolean goOn(Progress progress);
}
