package de.stadtkern.kernel.streets;

import java.io.EOFException;
import java.nio.file.Path;
import java.util.Objects;

/** An OpenStreetMap file that cannot be imported; its message says which, why and what to do. */
public final class UnreadableExtractException extends RuntimeException {

    public UnreadableExtractException(Path file, String reason) {
        super(message(file, reason));
    }

    public UnreadableExtractException(Path file, Exception cause) {
        super(message(file, reasonOf(cause)), cause);
    }

    private static String message(Path file, String reason) {
        return "The map stays as it was: " + file + " could not be imported: " + reason
                + ". Fetch the extract again (.osm.pbf or .osm) and check that it covers the town.";
    }

    private static String reasonOf(Throwable cause) {
        Throwable deeper = cause.getCause();
        if (deeper != null) {
            return reasonOf(deeper);
        }
        return cause instanceof EOFException
                ? "it ends too early"
                : Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }
}
