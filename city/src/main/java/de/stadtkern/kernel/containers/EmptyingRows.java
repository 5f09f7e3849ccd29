package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.FillTrack.Emptied;
import de.stadtkern.kernel.containers.Level.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When containers were emptied. */
@Component
class EmptyingRows {

    private final JdbcClient jdbc;

    EmptyingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The sensor saw it; the crew may have told it already, then the better level is kept there. */
    void sensed(Container container, Emptied emptied, Duration same) {
        int told = jdbc.sql("""
            update container_emptying set share_before = :share, spread = :spread
            where container_id = :container and on_tour and at between :from and :until\
            """)
                .param("container", container.id())
                .param("share", emptied.shareBefore())
                .param("spread", emptied.spread())
                .param("from", at(emptied.at().minus(same)))
                .param("until", at(emptied.at().plus(same)))
                .update();
        if (told == 0) {
            insert(
                    container,
                    new Emptying(
                            emptied.at(), emptied.shareBefore(), emptied.spread(), Source.SENSOR, false, false, false));
        }
    }

    /** The crew says so; the sensor may have seen it already, then its level stays. */
    void told(Container container, Emptying emptying, Duration same) {
        int seen = jdbc.sql("""
            update container_emptying
            set on_tour = true, damaged = damaged or :damaged, litter = litter or :litter
            where container_id = :container and source = 'SENSOR' and at between :from and :until\
            """)
                .param("container", container.id())
                .param("damaged", emptying.damaged())
                .param("litter", emptying.litter())
                .param("from", at(emptying.at().minus(same)))
                .param("until", at(emptying.at().plus(same)))
                .update();
        if (seen == 0) {
            insert(container, emptying);
        }
    }

    /** The crew takes back what it told; what the sensor saw is again what only the sensor saw. */
    void takenBack(Container container, Instant at, Duration same) {
        int told = jdbc.sql("""
            delete from container_emptying where container_id = :container and source = 'CREW' and at = :at\
            """)
                .param("container", container.id())
                .param("at", at(at))
                .update();
        if (told == 0) {
            jdbc.sql("""
                update container_emptying set on_tour = false, damaged = false, litter = false
                where container_id = :container and source = 'SENSOR' and at between :from and :until\
                """)
                    .param("container", container.id())
                    .param("from", at(at.minus(same)))
                    .param("until", at(at.plus(same)))
                    .update();
        }
    }

    private void insert(Container container, Emptying emptying) {
        jdbc.sql("""
            insert into container_emptying (container_id, municipality_id, at, share_before, spread, source,
                on_tour, damaged, litter)
            values (:container, :municipality, :at, :share, :spread, :source, :onTour, :damaged, :litter)
            on conflict (container_id, at, source) do nothing\
            """)
                .param("container", container.id())
                .param("municipality", container.municipalityId())
                .param("at", at(emptying.at()))
                .param("share", emptying.levelBefore())
                .param("spread", emptying.spread())
                .param("source", emptying.source().name())
                .param("onTour", emptying.onTour())
                .param("damaged", emptying.damaged())
                .param("litter", emptying.litter())
                .update();
    }

    /** A line of a list of the operator. */
    record Imported(long containerId, Instant at, double share) {}

    /** Those that are new are kept, with an empty container after them if nothing newer is known; returns how many. */
    int insertAll(long municipality, List<Imported> lines, double spread) {
        return jdbc.sql("""
            with fresh as (
                insert into container_emptying (container_id, municipality_id, at, share_before, spread,
                    source, on_tour)
                select id, :municipality, at, share, :spread, 'IMPORT', true
                from unnest(:ids::bigint[], :times::timestamptz[], :shares::float8[]) x (id, at, share)
                on conflict (container_id, at, source) do nothing
                returning container_id, at),
            levels as (
                update container_level l set share = 0, spread = :spread, at = f.at, source = 'IMPORT',
                    doubt = null, doubt_at = null, dropped_at = null
                from (select container_id, max(at) as at from fresh group by 1) f
                where l.container_id = f.container_id and (l.at is null or l.at <= f.at))
            select count(*) from fresh\
            """)
                .param("municipality", municipality)
                .param("ids", lines.stream().map(Imported::containerId).toArray(Long[]::new))
                .param("times", lines.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .param("shares", lines.stream().map(Imported::share).toArray(Double[]::new))
                .param("spread", spread)
                .query(Integer.class)
                .single();
    }

    /** By container, in the order of time. */
    Map<Long, List<Emptying>> list(Collection<Long> containers, Instant from, Instant until) {
        Map<Long, List<Emptying>> byContainer = new HashMap<>();
        jdbc.sql("""
            select * from container_emptying
            where container_id = any(:containers) and at >= :from and at < :until order by at, id\
            """)
                .param("containers", containers.toArray(Long[]::new))
                .param("from", at(from))
                .param("until", at(until))
                .query(rs -> {
                    byContainer
                            .computeIfAbsent(rs.getLong("container_id"), id -> new ArrayList<>())
                            .add(emptying(rs));
                });
        return byContainer;
    }

    /** By container. */
    Map<Long, Instant> last(Collection<Long> containers) {
        Map<Long, Instant> last = new HashMap<>();
        jdbc.sql("""
            select container_id, max(at) as at from container_emptying
            where container_id = any(:containers) group by container_id\
            """).param("containers", containers.toArray(Long[]::new)).query(rs -> {
            last.put(
                    rs.getLong("container_id"),
                    rs.getObject("at", OffsetDateTime.class).toInstant());
        });
        return last;
    }

    private static Emptying emptying(ResultSet rs) throws SQLException {
        return new Emptying(
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getObject("share_before", Double.class),
                rs.getObject("spread", Double.class),
                Source.valueOf(rs.getString("source")),
                rs.getBoolean("on_tour"),
                rs.getBoolean("damaged"),
                rs.getBoolean("litter"));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
