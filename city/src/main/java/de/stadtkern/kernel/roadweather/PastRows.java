package de.stadtkern.kernel.roadweather;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is said of the datastreams of stations: how accurate they are, and which newest values are doubted. */
@Component
class PastRows {

    private final JdbcClient jdbc;
    private final RoadWeatherSettings settings;

    PastRows(JdbcClient jdbc, RoadWeatherSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Of the datastreams of stations.
     *
     * @param accuracy by datastream, in its unit
     * @param flagged stations of which a newest value is flagged as suspect or failed
     */
    record Said(Map<Long, Double> accuracy, Set<Long> flagged) {}

    Said said(Set<Long> thingIds) {
        Said said = new Said(new HashMap<>(), new HashSet<>());
        jdbc.sql("""
            select d.id, d.thing_id, p.definition,
                case jsonb_typeof(d.properties -> 'accuracy') when 'number'
                    then (d.properties ->> 'accuracy')::double precision end as accuracy,
                quality_flag_of(d.id, l.phenomenon_time) in (3, 4) as flagged
            from datastream d
            join observed_property p on p.id = d.observed_property_id
            left join last_observation l on l.datastream_id = d.id
            where d.thing_id = any((select :things::bigint[])::bigint[])
              and p.definition = any((select :properties::text[])::text[])\
            """)
                .param("things", thingIds.toArray(Long[]::new))
                .param("properties", Measured.PROPERTIES.toArray(String[]::new))
                .query(rs -> {
                    Double stated = rs.getObject("accuracy", Double.class);
                    Double accuracy = stated == null ? settings.accuracyOf(rs.getString("definition")) : stated;
                    if (accuracy != null && accuracy >= 0) {
                        said.accuracy().put(rs.getLong("id"), accuracy);
                    }
                    if (rs.getBoolean("flagged")) {
                        said.flagged().add(rs.getLong("thing_id"));
                    }
                });
        return said;
    }
}
