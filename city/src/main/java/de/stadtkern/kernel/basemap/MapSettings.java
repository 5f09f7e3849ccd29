package de.stadtkern.kernel.basemap;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the map.
 *
 * @param osm the OpenStreetMap extract of the town
 */
@ConfigurationProperties("stadtkern")
record MapSettings(@Nullable Path osm, @DefaultValue Maps map) {

    /**
     * What is below {@code stadtkern.map}.
     *
     * @param drawings how many pictures are drawn at the same time
     * @param cacheMegabytes of memory for pictures that were drawn or fetched
     * @param layers maps of others
     */
    record Maps(
            @DefaultValue("2") int drawings,
            @DefaultValue("64") int cacheMegabytes,
            @DefaultValue List<ForeignLayer> layers) {

        Maps {
            if (drawings < 1 || cacheMegabytes < 1) {
                throw new IllegalArgumentException(
                        "stadtkern.map.drawings and .cache-megabytes must be at least 1, but are " + drawings + " and "
                                + cacheMegabytes);
            }
        }
    }
}
