package de.stadtkern.services.waste;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.containers.Containers.Shown;
import de.stadtkern.kernel.containers.Level;
import de.stadtkern.kernel.geo.GridCell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Levels and emptyings of the bins that everybody is shown, by day, square of a kilometre and kind. */
@Component
class LevelDays {

    static final int METRES = 1000;
    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private static final Set<Container.Kind> KINDS = EnumSet.complementOf(EnumSet.of(Container.Kind.GRIT_BIN));

    private final Containers containers;
    private final JdbcClient jdbc;
    private final Clock clock;

    LevelDays(Containers containers, JdbcClient jdbc, Clock clock) {
        this.containers = containers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Bins of one kind in a square of a municipality on a day in Germany. */
    record Group(long municipality, LocalDate day, GridCell cell, Container.Kind kind) {

        static final Comparator<Group> ORDER = Comparator.comparing(Group::day)
                .thenComparingLong(Group::municipality)
                .thenComparing(group -> group.cell().id())
                .thenComparing(Group::kind);
    }

    /**
     * What is known of them.
     *
     * @param bins how many stood there; null when nobody counted on that day
     * @param level mean over the day, 0 to 1; null when no level was known
     * @param emptyings at least 0
     * @param levelAtEmptying 0 to 1; null when nobody looked
     */
    record Figures(
            @Nullable Integer bins,
            @Nullable Double level,
            int emptyings,
            @Nullable Double levelAtEmptying) {}

    /** Adds the levels of now to those of the day, once in each hour. */
    @Scheduled(initialDelay = 3, fixedDelay = 20, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "waste/level-days", lockAtMostFor = "10m")
    void sample() {
        Instant now = clock.instant();
        LocalDate day = now.atZone(TOWN).toLocalDate();
        Map<Group, List<Shown>> groups = containers.listShown(KINDS).stream()
                .collect(Collectors.groupingBy(one -> new Group(
                        one.container().municipalityId(),
                        day,
                        GridCell.at(one.container().position(), METRES),
                        one.container().kind())));
        groups.forEach((group, bins) -> add(group, bins, now));
    }

    private void add(Group group, List<Shown> bins, Instant now) {
        double[] levels = bins.stream()
                .map(Shown::level)
                .filter(level -> level.state() == Level.State.LIVE || level.state() == Level.State.ESTIMATED)
                .filter(level -> level.share() != null)
                .mapToDouble(level -> level.share() == null ? 0 : level.share())
                .toArray();
        jdbc.sql("""
            insert into waste_level_day as d
                (municipality_id, day, north, east, kind, bins, levels, level_sum, sampled_at)
            values (:municipality, :day, :north, :east, :kind, :bins, :levels, :sum, :now)
            on conflict (municipality_id, day, north, east, kind) do update
            set bins = excluded.bins, levels = d.levels + excluded.levels, level_sum = d.level_sum + excluded.level_sum,
                sampled_at = excluded.sampled_at
            where d.sampled_at < :hour\
            """)
                .param("municipality", group.municipality())
                .param("day", group.day())
                .param("north", group.cell().north())
                .param("east", group.cell().east())
                .param("kind", group.kind().name())
                .param("bins", bins.size())
                .param("levels", levels.length)
                .param("sum", Arrays.stream(levels).sum())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("hour", now.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** By day, municipality, square and kind; days from (inclusive) until (inclusive). */
    Map<Group, Figures> list(LocalDate from, LocalDate until) {
        Map<Group, Figures> all = new TreeMap<>(Group.ORDER);
        jdbc.sql("select * from waste_level_day where day >= :from and day <= :until")
                .param("from", from)
                .param("until", until)
                .query(rs -> {
                    int levels = rs.getInt("levels");
                    all.put(
                            group(rs),
                            new Figures(
                                    rs.getInt("bins"),
                                    levels == 0 ? null : rs.getDouble("level_sum") / levels,
                                    0,
                                    null));
                });
        addEmptyings(all, from, until);
        return all;
    }

    private void addEmptyings(Map<Group, Figures> all, LocalDate from, LocalDate until) {
        List<Container> shown =
                containers.listShown(KINDS).stream().map(Shown::container).toList();
        List<GridCell> cells =
                shown.stream().map(one -> GridCell.at(one.position(), METRES)).toList();
        jdbc.sql("""
            select x.municipality_id, (e.at at time zone 'Europe/Berlin')::date as day, x.north, x.east, x.kind,
                count(*) as emptyings, avg(e.share_before) as level
            from unnest(:ids::bigint[], :municipalities::bigint[], :norths::int[], :easts::int[], :kinds::text[])
                x (id, municipality_id, north, east, kind)
            join container_emptying e on e.container_id = x.id
            where e.at >= :from and e.at < :until
            group by 1, 2, 3, 4, 5\
            """)
                .param("ids", shown.stream().map(Container::id).toArray(Long[]::new))
                .param(
                        "municipalities",
                        shown.stream().map(Container::municipalityId).toArray(Long[]::new))
                .param("norths", cells.stream().map(GridCell::north).toArray(Integer[]::new))
                .param("easts", cells.stream().map(GridCell::east).toArray(Integer[]::new))
                .param("kinds", shown.stream().map(one -> one.kind().name()).toArray(String[]::new))
                .param("from", from.atStartOfDay(TOWN).toOffsetDateTime())
                .param("until", until.plusDays(1).atStartOfDay(TOWN).toOffsetDateTime())
                .query(rs -> {
                    Group group = group(rs);
                    Figures sampled = all.get(group);
                    all.put(
                            group,
                            new Figures(
                                    sampled == null ? null : sampled.bins(),
                                    sampled == null ? null : sampled.level(),
                                    rs.getInt("emptyings"),
                                    rs.getObject("level", Double.class)));
                });
    }

    private static Group group(ResultSet rs) throws SQLException {
        return new Group(
                rs.getLong("municipality_id"),
                rs.getObject("day", LocalDate.class),
                new GridCell(METRES, rs.getInt("north"), rs.getInt("east")),
                Container.Kind.valueOf(rs.getString("kind")));
    }
}
