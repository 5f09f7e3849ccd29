package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.occasions.HolidayCalendar;
import de.stadtkern.kernel.occasions.Holidays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Policy, rules and stations of municipalities. */
@Component
class SweepingRows {

    private final JdbcClient jdbc;
    private final HolidayCalendar calendar;

    SweepingRows(JdbcClient jdbc, HolidayCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /**
     * Where sweepers take water or tip.
     *
     * @param address as it was found
     */
    record Station(long id, long municipalityId, String name, Kind kind, String address, Position position) {

        enum Kind {
            WATER,
            TIP,
            BOTH
        }
    }

    Policy policy(long municipality) {
        Holidays holidays = calendar.get(municipality);
        return jdbc.sql("select * from sweeping_policy where municipality_id = :id")
                .param("id", municipality)
                .query((rs, row) -> new Policy(
                        holidays,
                        Policy.OnHoliday.valueOf(rs.getString("on_holiday")),
                        rs.getInt("sign_hours"),
                        Policy.Proration.valueOf(rs.getString("proration")),
                        Policy.Metres.valueOf(rs.getString("metres")),
                        rs.getString("yard"),
                        new Policy.Sweepings(
                                rs.getObject("sweepings", Double.class),
                                rs.getObject("sweepings_leaves", Double.class),
                                rs.getInt("tip_minutes"))))
                .optional()
                .orElse(Policy.USUAL.with(holidays));
    }

    void put(long municipality, Policy policy) {
        jdbc.sql("""
            insert into sweeping_policy values
                (:id, :onHoliday, :signHours, :proration, :metres, :yard, :sweepings, :leaves, :tipMinutes)
            on conflict (municipality_id) do update set on_holiday = excluded.on_holiday,
                sign_hours = excluded.sign_hours, proration = excluded.proration,
                metres = excluded.metres, yard = excluded.yard,
                sweepings = excluded.sweepings, sweepings_leaves = excluded.sweepings_leaves,
                tip_minutes = excluded.tip_minutes\
            """)
                .param("id", municipality)
                .param("onHoliday", policy.onHoliday().name())
                .param("signHours", policy.signHours())
                .param("proration", policy.proration().name())
                .param("metres", policy.metres().name())
                .param("yard", policy.yard())
                .param("sweepings", policy.sweepings().usual())
                .param("leaves", policy.sweepings().leaves())
                .param("tipMinutes", policy.sweepings().tipMinutes())
                .update();
    }

    /** Of the municipality, in the order in which they were made. */
    List<Rule> rules(long municipality) {
        return jdbc.sql("select * from sweeping_rule where municipality_id = :id order by id")
                .param("id", municipality)
                .query(SweepingRows::rule)
                .list();
    }

    /** Whose streets are swept after storms. */
    List<Long> municipalitiesWithStorms() {
        return jdbc.sql("select distinct municipality_id from sweeping_rule where kind = :kind order by 1")
                .param("kind", Rule.Kind.STORM.name())
                .query((rs, row) -> rs.getLong("municipality_id"))
                .list();
    }

    long insert(Rule rule) {
        Rule.Rhythm rhythm = rule.rhythm();
        Rule.Hours hours = rule.hours();
        return jdbc.sql("""
            insert into sweeping_rule (municipality_id, kind, target, name, sides, every, unit, days, nth,
                anchor, season_from, season_until, begins, ends, no_parking)
            values (:municipality, :kind, :target, :name, :sides, :every, :unit, :days, :nth, :anchor,
                :from, :until, :begins, :ends, :noParking) returning id\
            """)
                .param("municipality", rule.municipalityId())
                .param("kind", rule.kind().name())
                .param("target", rule.target().name())
                .param("name", rule.name())
                .param("sides", rule.sides().name())
                .param("every", rhythm.every())
                .param("unit", rhythm.unit().name())
                .param("days", rhythm.days().stream().map(DayOfWeek::getValue).toArray(Integer[]::new))
                .param("nth", rhythm.nth())
                .param("anchor", rhythm.anchor())
                .param("from", text(rule.season().from()))
                .param("until", text(rule.season().until()))
                .param("begins", hours == null ? null : hours.from())
                .param("ends", hours == null ? null : hours.until())
                .param("noParking", rule.noParking())
                .query(Long.class)
                .single();
    }

    /** Whether there was one of the municipality. */
    boolean deleteRule(long municipality, long id) {
        return jdbc.sql("delete from sweeping_rule where municipality_id = :municipality and id = :id")
                        .param("municipality", municipality)
                        .param("id", id)
                        .update()
                > 0;
    }

    List<Station> stations(long municipality) {
        return jdbc.sql("select * from sweeping_station where municipality_id = :id order by name, id")
                .param("id", municipality)
                .query((rs, row) -> {
                    PGpoint at = rs.getObject("pt", PGpoint.class);
                    return new Station(
                            rs.getLong("id"),
                            rs.getLong("municipality_id"),
                            rs.getString("name"),
                            Station.Kind.valueOf(rs.getString("kind")),
                            rs.getString("address"),
                            Position.ofMicrodegrees(at.x, at.y));
                })
                .list();
    }

    /** Makes a station, or moves the one of this name. */
    void put(Station station) {
        jdbc.sql("""
            insert into sweeping_station (municipality_id, name, kind, address, pt)
            values (:municipality, :name, :kind, :address, point(:lon, :lat))
            on conflict (municipality_id, name) do update
                set kind = excluded.kind, address = excluded.address, pt = excluded.pt\
            """)
                .param("municipality", station.municipalityId())
                .param("name", station.name())
                .param("kind", station.kind().name())
                .param("address", station.address())
                .param("lon", station.position().microLon())
                .param("lat", station.position().microLat())
                .update();
    }

    boolean deleteStation(long municipality, long id) {
        return jdbc.sql("delete from sweeping_station where municipality_id = :municipality and id = :id")
                        .param("municipality", municipality)
                        .param("id", id)
                        .update()
                > 0;
    }

    private static Rule rule(ResultSet rs, int row) throws SQLException {
        LocalTime begins = rs.getObject("begins", LocalTime.class);
        return new Rule(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                Rule.Kind.valueOf(rs.getString("kind")),
                Rule.Target.valueOf(rs.getString("target")),
                rs.getString("name"),
                Rule.Sides.valueOf(rs.getString("sides")),
                new Rule.Rhythm(
                        rs.getInt("every"),
                        Rule.Unit.valueOf(rs.getString("unit")),
                        Arrays.stream((Integer[]) rs.getArray("days").getArray())
                                .map(DayOfWeek::of)
                                .collect(Collectors.toSet()),
                        rs.getInt("nth"),
                        rs.getObject("anchor", LocalDate.class)),
                new Rule.Season(monthDay(rs.getString("season_from")), monthDay(rs.getString("season_until"))),
                begins == null ? null : new Rule.Hours(begins, rs.getObject("ends", LocalTime.class)),
                rs.getBoolean("no_parking"));
    }

    private static MonthDay monthDay(String text) {
        return MonthDay.parse("--" + text);
    }

    private static String text(MonthDay day) {
        return day.toString().substring(2);
    }
}
