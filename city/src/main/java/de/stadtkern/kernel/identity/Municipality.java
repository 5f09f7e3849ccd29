package de.stadtkern.kernel.identity;

import org.jspecify.annotations.Nullable;

/**
 * A municipality (Kommune) or a district (Landkreis): the tenant to which data, people and decisions belong.
 *
 * @param key the name in configuration, lower case
 * @param districtId the district it belongs to; null when there is none
 */
public record Municipality(
        long id,
        String key,
        String name,
        Kind kind,
        @Nullable Long districtId) {

    /** What it is. */
    public enum Kind {
        MUNICIPALITY,
        DISTRICT
    }
}
