package de.stadtkern.kernel.observations.query;

import java.util.Map;

/** Where the geometries lie that PostgreSQL alone cannot judge. */
@FunctionalInterface
public interface Geometries {

    /** How many are judged for one query, at most. */
    int MOST = 20_000;

    /** The GeoJSON by id that a query for the columns {@code id} and {@code shape} finds; refused when there are more. */
    Map<Long, String> find(Sql query);
}
