package de.stadtkern.kernel.streets;

/**
 * Where a segment lies by the boundaries that the extract holds completely; empty where it holds none.
 *
 * @param municipality Gemeinde or town
 * @param district Landkreis, or the town that is none
 * @param quarter part of the town
 */
public record Place(String municipality, String district, String quarter) {

    /** No boundary is known around it. */
    public static final Place UNKNOWN = new Place("", "", "");
}
