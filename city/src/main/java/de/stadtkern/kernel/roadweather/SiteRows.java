package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.roadweather.Site.Trait;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table roadweather_site. */
@Component
class SiteRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    SiteRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A station or a segment. */
    enum Kind {
        STATION("thing_id"),
        SEGMENT("segment_id");

        private final String column;

        Kind(String column) {
            this.column = column;
        }
    }

    /** What a municipality says, and who said it. */
    record Said(Site site, String changedBy, OffsetDateTime changedAt) {}

    /** By the id of the station: what its municipality says, the height else as the Thing or its Location says. */
    Map<Long, Site> ofStations(Collection<Long> thingIds) {
        return read("""
            select t.id, coalesce(s.traits, '{}') as traits, coalesce(s.height_metres,
                case jsonb_typeof(t.properties -> 'height') when 'number'
                    then (t.properties ->> 'height')::double precision end,
                (select case json_typeof(l.location #> '{coordinates,2}') when 'number'
                        then (l.location #>> '{coordinates,2}')::double precision end
                    from thing_location tl join location l on l.id = tl.location_id
                    where tl.thing_id = t.id order by l.id limit 1)) as height
            from thing t left join roadweather_site s
                on s.thing_id = t.id and s.municipality_id = t.municipality_id
            where t.id = any(:ids)\
            """, thingIds);
    }

    /** By the id of the segment: all that any municipality says of it. */
    Map<Long, Site> ofSegments(Collection<Long> segmentIds) {
        return read("""
            select segment_id as id, height_metres as height, traits from roadweather_site
            where segment_id = any(:ids) order by changed_at\
            """, segmentIds);
    }

    private Map<Long, Site> read(String sql, Collection<Long> ids) {
        Map<Long, Site> sites = new HashMap<>();
        jdbc.sql(sql).param("ids", ids.toArray(Long[]::new)).query(rs -> {
            sites.merge(rs.getLong("id"), site(rs), SiteRows::joined);
        });
        return sites;
    }

    private static Site joined(Site earlier, Site later) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(earlier.traits());
        traits.addAll(later.traits());
        return new Site(later.heightMetres() == null ? earlier.heightMetres() : later.heightMetres(), traits);
    }

    Optional<Said> find(long municipality, Kind kind, long id) {
        return jdbc.sql("""
            select height_metres as height, traits, changed_by, changed_at from roadweather_site
            where municipality_id = :municipality and %s = :id\
            """.formatted(kind.column))
                .param("municipality", municipality)
                .param("id", id)
                .query((rs, n) -> new Said(
                        site(rs), rs.getString("changed_by"), rs.getObject("changed_at", OffsetDateTime.class)))
                .optional();
    }

    void say(long municipality, Kind kind, long id, Site site, Person person) {
        jdbc.sql("""
            insert into roadweather_site
                (municipality_id, %1$s, height_metres, traits, changed_by, changed_at)
            values (:municipality, :id, :height, :traits, :person, :now)
            on conflict (municipality_id, %1$s) do update set height_metres = excluded.height_metres,
                traits = excluded.traits, changed_by = excluded.changed_by, changed_at = excluded.changed_at\
            """.formatted(kind.column))
                .param("municipality", municipality)
                .param("id", id)
                .param("height", site.heightMetres())
                .param("traits", site.traits().stream().map(Enum::name).toArray(String[]::new))
                .param("person", person.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Site site(ResultSet rs) throws SQLException {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        Array said = rs.getArray("traits");
        Arrays.stream((String[]) said.getArray()).map(Trait::valueOf).forEach(traits::add);
        @Nullable Double height = rs.getObject("height", Double.class);
        return new Site(height, traits);
    }
}
