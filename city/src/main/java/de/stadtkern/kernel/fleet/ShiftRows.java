package de.stadtkern.kernel.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables fleet_shift, fleet_shift_member and fleet_shift_vehicle. */
@Component
class ShiftRows {

    private static final String SELECT = """
        select s.*,
            array(select member_id from fleet_shift_member where shift_id = s.id order by member_id) as members,
            array(select vehicle_id from fleet_shift_vehicle where shift_id = s.id order by vehicle_id) as vehicles
        from fleet_shift s\s
        """;

    private final JdbcClient jdbc;

    ShiftRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Shift> find(long id) {
        return jdbc.sql(SELECT + "where s.id = :id")
                .param("id", id)
                .query(ShiftRows::shift)
                .optional();
    }

    /** Those that touch the time, by their begin. */
    List<Shift> list(long municipality, Instant from, Instant until) {
        return jdbc.sql(SELECT + """
            where s.municipality_id = :municipality and s.starts_at < :until and s.ends_at > :from
            order by s.starts_at, s.name, s.id""")
                .param("municipality", municipality)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(ShiftRows::shift)
                .list();
    }

    /** Those of any municipality that touch the time and in which one of these members works or vehicles is used. */
    List<Shift> listWith(Collection<Long> members, Collection<Long> vehicles, Instant from, Instant until) {
        return jdbc.sql(SELECT + """
            where s.starts_at < :until and s.ends_at > :from
              and (exists (select from fleet_shift_member m
                      where m.shift_id = s.id and m.member_id = any(:members))
                  or exists (select from fleet_shift_vehicle v
                      where v.shift_id = s.id and v.vehicle_id = any(:vehicles)))
            order by s.starts_at, s.name, s.id""")
                .param("members", members.toArray(Long[]::new))
                .param("vehicles", vehicles.toArray(Long[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(ShiftRows::shift)
                .list();
    }

    long insert(Shift shift) {
        return insert(shift, null, null).orElseThrow();
    }

    /** Empty when the template has made a shift for this day already. */
    Optional<Long> insert(Shift shift, @Nullable Long template, @Nullable LocalDate day) {
        Optional<Long> id = jdbc.sql("""
            insert into fleet_shift (municipality_id, name, starts_at, ends_at, break_minutes, standby,
                template_id, day)
            values (:municipality, :name, :begin, :end, :break, :standby, :template, :day)
            on conflict (template_id, day) do nothing returning id""")
                .param("municipality", shift.municipalityId())
                .param("name", shift.name())
                .param("begin", shift.begin().atOffset(ZoneOffset.UTC))
                .param("end", shift.end().atOffset(ZoneOffset.UTC))
                .param("break", shift.breakMinutes())
                .param("standby", shift.standby())
                .param("template", template)
                .param("day", day)
                .query(Long.class)
                .optional();
        id.ifPresent(fresh -> fill(fresh, shift));
        return id;
    }

    void update(Shift shift) {
        jdbc.sql("""
            update fleet_shift set name = :name, starts_at = :begin, ends_at = :end,
                break_minutes = :break, standby = :standby
            where id = :id""")
                .param("id", shift.id())
                .param("name", shift.name())
                .param("begin", shift.begin().atOffset(ZoneOffset.UTC))
                .param("end", shift.end().atOffset(ZoneOffset.UTC))
                .param("break", shift.breakMinutes())
                .param("standby", shift.standby())
                .update();
        fill(shift.id(), shift);
    }

    void delete(long id) {
        jdbc.sql("delete from fleet_shift where id = :id").param("id", id).update();
    }

    void forgetBefore(Instant time) {
        jdbc.sql("delete from fleet_shift where ends_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void fill(long id, Shift shift) {
        fill(id, "member", shift.members());
        fill(id, "vehicle", shift.vehicles());
    }

    private void fill(long id, String what, List<Long> ids) {
        jdbc.sql("delete from fleet_shift_%s where shift_id = :id".formatted(what))
                .param("id", id)
                .update();
        jdbc.sql("insert into fleet_shift_%1$s (shift_id, %1$s_id) select :id, unnest(:ids)".formatted(what))
                .param("id", id)
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    private static Shift shift(ResultSet rs, int row) throws SQLException {
        return new Shift(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                rs.getObject("ends_at", OffsetDateTime.class).toInstant(),
                List.of((Long[]) rs.getArray("members").getArray()),
                List.of((Long[]) rs.getArray("vehicles").getArray()),
                rs.getInt("break_minutes"),
                rs.getBoolean("standby"));
    }
}
