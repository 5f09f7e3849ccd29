/** Load and hostile input for any SensorThings server, ours or another: {@code bench/run observations --url ROOT}. */
@NullMarked
package de.stadtkern.bench.observations;

import org.jspecify.annotations.NullMarked;
