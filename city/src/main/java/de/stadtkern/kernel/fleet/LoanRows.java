package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.Loan.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table fleet_loan. */
@Component
class LoanRows {

    private static final String SELECT = """
        select l.*, a.name as lender, b.name as borrower, coalesce(v.name, m.name) as what
        from fleet_loan l join municipality a on a.id = l.lender_id join municipality b on b.id = l.borrower_id
            left join fleet_vehicle v on v.id = l.vehicle_id left join fleet_member m on m.id = l.member_id\s
        """;

    private final JdbcClient jdbc;

    LoanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What these municipalities lend or borrow, latest first. */
    List<Loan> list(Collection<Long> municipalities) {
        return jdbc.sql(SELECT + """
            where l.lender_id = any(:municipalities) or l.borrower_id = any(:municipalities)
            order by l.starts_at desc, l.id desc""")
                .param("municipalities", municipalities.toArray(Long[]::new))
                .query(LoanRows::loan)
                .list();
    }

    /** Accepted ones of these vehicles and members that touch the time. */
    List<Loan> listHolding(Collection<Long> vehicles, Collection<Long> members, Instant from, Instant until) {
        return jdbc.sql(SELECT + """
            where (l.vehicle_id = any(:vehicles) or l.member_id = any(:members))
              and l.accepted_at is not null and l.starts_at < :until and l.ends_at > :from
            order by l.starts_at""")
                .param("vehicles", vehicles.toArray(Long[]::new))
                .param("members", members.toArray(Long[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(LoanRows::loan)
                .list();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Loan> findForChange(long id) {
        return jdbc.sql(SELECT + "where l.id = :id for update of l")
                .param("id", id)
                .query(LoanRows::loan)
                .optional();
    }

    long insert(Loan loan) {
        return jdbc.sql("""
            insert into fleet_loan (lender_id, borrower_id, vehicle_id, member_id, starts_at, ends_at,
                borrower_pays, euros_per_hour, euros_per_km, note, offered_at, offered_by)
            values (:lender, :borrower, :vehicle, :member, :begin, :end,
                :borrowerPays, :perHour, :perKm, :note, :at, :by) returning id""")
                .param("lender", loan.lenderId())
                .param("borrower", loan.borrowerId())
                .param("vehicle", loan.vehicleId())
                .param("member", loan.memberId())
                .param("begin", loan.begin().atOffset(ZoneOffset.UTC))
                .param("end", loan.end().atOffset(ZoneOffset.UTC))
                .param("borrowerPays", loan.cost().borrowerPays())
                .param("perHour", loan.cost().eurosPerHour())
                .param("perKm", loan.cost().eurosPerKilometre())
                .param("note", loan.note())
                .param("at", loan.offered().at().atOffset(ZoneOffset.UTC))
                .param("by", loan.offered().by())
                .query(Long.class)
                .single();
    }

    void accept(long id, Step step) {
        jdbc.sql("update fleet_loan set accepted_at = :at, accepted_by = :by where id = :id")
                .param("id", id)
                .param("at", step.at().atOffset(ZoneOffset.UTC))
                .param("by", step.by())
                .update();
    }

    /** From now on; one that has not begun never holds. */
    void end(long id, Step step) {
        jdbc.sql("""
            update fleet_loan set ended_at = :at, ended_by = :by,
                ends_at = greatest(starts_at, least(ends_at, :at))
            where id = :id""")
                .param("id", id)
                .param("at", step.at().atOffset(ZoneOffset.UTC))
                .param("by", step.by())
                .update();
    }

    void forgetBefore(Instant time) {
        jdbc.sql("delete from fleet_loan where ends_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Loan loan(ResultSet rs, int row) throws SQLException {
        return new Loan(
                rs.getLong("id"),
                rs.getLong("lender_id"),
                rs.getString("lender"),
                rs.getLong("borrower_id"),
                rs.getString("borrower"),
                rs.getObject("vehicle_id", Long.class),
                rs.getObject("member_id", Long.class),
                rs.getString("what"),
                rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                rs.getObject("ends_at", OffsetDateTime.class).toInstant(),
                new Loan.Cost(
                        rs.getBoolean("borrower_pays"),
                        rs.getObject("euros_per_hour", Double.class),
                        rs.getObject("euros_per_km", Double.class)),
                rs.getString("note"),
                new Step(rs.getObject("offered_at", OffsetDateTime.class).toInstant(), rs.getString("offered_by")),
                step(rs, "accepted"),
                step(rs, "ended"));
    }

    private static @Nullable Step step(ResultSet rs, String what) throws SQLException {
        OffsetDateTime at = rs.getObject(what + "_at", OffsetDateTime.class);
        return at == null ? null : new Step(at.toInstant(), rs.getString(what + "_by"));
    }
}
