package de.stadtkern.kernel.forecasts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A forecast as it came: when it was issued, and its hours by the id of the station. */
record Run(Instant issuedAt, Map<String, List<Hour>> hours) {}
