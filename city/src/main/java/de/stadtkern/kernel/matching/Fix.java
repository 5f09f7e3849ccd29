package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;

/** Where a vehicle was at a moment, as its receiver tells: some metres beside the truth. */
public record Fix(Instant at, Position place) {}
