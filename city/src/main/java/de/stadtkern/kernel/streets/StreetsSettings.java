package de.stadtkern.kernel.streets;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the road network.
 *
 * @param osm OpenStreetMap extract with the streets of the town
 */
@ConfigurationProperties("stadtkern")
record StreetsSettings(@Nullable Path osm) {}
