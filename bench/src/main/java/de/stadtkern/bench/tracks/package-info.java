/** Vehicles whose telematics send a position each second, while an officer reads. */
@NullMarked
package de.stadtkern.bench.tracks;

import org.jspecify.annotations.NullMarked;
