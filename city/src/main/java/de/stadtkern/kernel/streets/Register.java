package de.stadtkern.kernel.streets;

import org.jspecify.annotations.Nullable;

/**
 * What a municipality says of a segment.
 *
 * @param winterClass how early it is cleared of snow and ice, 1 (first) to 3 (last); null when it is not
 * @param sweepingClass class of its bylaw on sweeping; empty when it is not swept
 * @param responsibility who looks after it; null when nobody has said so
 * @param saltBan whether salt must not be spread
 * @param maxWidthMetres widest vehicle that comes through; null when nothing is narrow
 */
public record Register(
        @Nullable Integer winterClass,
        String sweepingClass,
        @Nullable Responsibility responsibility,
        boolean saltBan,
        @Nullable Double maxWidthMetres) {

    /** Nobody has said anything. */
    public static final Register EMPTY = new Register(null, "", null, false, null);
}
