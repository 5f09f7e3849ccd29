package de.stadtkern.kernel.streets;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Settings of the road network: {@code stadtkern.osm} names the OpenStreetMap extract of the town. */
@ConfigurationProperties("stadtkern")
record StreetsSettings(@Nullable Path osm) {}
