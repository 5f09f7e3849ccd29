package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.geo.Position;

/** A place for which somebody else forecasts; the id is theirs. */
record ForecastStation(String id, String name, Position position) {}
