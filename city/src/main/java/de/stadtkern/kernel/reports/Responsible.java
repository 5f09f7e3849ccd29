package de.stadtkern.kernel.reports;

import org.jspecify.annotations.Nullable;

/** A department of the municipality or a body outside it; at most one of both. Neither: nobody yet, and no name. */
public record Responsible(
        @Nullable Long departmentId, @Nullable Long bodyId, String name) {

    public static final Responsible NOBODY = new Responsible(null, null, "");
}
