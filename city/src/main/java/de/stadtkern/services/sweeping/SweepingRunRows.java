package de.stadtkern.services.sweeping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Days of work that were proposed, their sides of streets, and what people say of them besides the proofs. */
@Component
class SweepingRunRows {

    private final JdbcClient jdbc;

    SweepingRunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Why there is a run. */
    enum Kind {
        WEEK,
        MARKET,
        STORM,
        REPORT
    }

    /**
     * A day's work.
     *
     * @param id 0 before it is kept
     * @param proposalId null until it is proposed
     * @param orderId null until it is decided
     * @param releasedBy empty for a rule
     */
    record Run(
            long id,
            long municipalityId,
            Kind kind,
            LocalDate day,
            String title,
            @Nullable Long proposalId,
            @Nullable Long orderId,
            String releasedBy,
            Instant releasedAt) {}

    /** A side of a segment that a run is for. */
    record Planned(long runId, long segmentId, Rule.Side side, String street, String quarter, double metres) {}

    /** What a crew says of a side. */
    record Word(LocalDate day, long segmentId, Rule.Side side, String personName, Instant saidAt) {}

    /**
     * What was tipped.
     *
     * @param cubicMetres null when nobody measured it, as kilograms
     */
    record Tipping(
            LocalDate day,
            String station,
            @Nullable Double cubicMetres,
            @Nullable Double kilograms,
            String personName) {}

    /** Answers the id; empty when there is such a run of that day already. */
    Optional<Long> insert(Run run, List<Planned> sides) {
        Optional<Long> id = jdbc.sql("""
            insert into sweeping_run (municipality_id, kind, day, title, released_by, released_at)
            values (:municipality, :kind, :day, :title, :by, :at)
            on conflict (municipality_id, day, kind) where kind in ('WEEK', 'MARKET') do nothing
            returning id\
            """)
                .param("municipality", run.municipalityId())
                .param("kind", run.kind().name())
                .param("day", run.day())
                .param("title", run.title())
                .param("by", run.releasedBy())
                .param("at", run.releasedAt().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
        id.ifPresent(known -> jdbc.sql("""
            insert into sweeping_pass
            select :run, :municipality, * from unnest(:segments::bigint[], :sides::text[], :streets::text[],
                :quarters::text[], :metres::float8[])\
            """)
                .param("run", known)
                .param("municipality", run.municipalityId())
                .param("segments", sides.stream().map(Planned::segmentId).toArray(Long[]::new))
                .param("sides", sides.stream().map(one -> one.side().name()).toArray(String[]::new))
                .param("streets", sides.stream().map(Planned::street).toArray(String[]::new))
                .param("quarters", sides.stream().map(Planned::quarter).toArray(String[]::new))
                .param("metres", sides.stream().map(Planned::metres).toArray(Double[]::new))
                .update());
        return id;
    }

    /** What a rule wants swept after a storm today or later. */
    Optional<Run> findStorm(long municipality, LocalDate today) {
        return jdbc.sql("""
            select * from sweeping_run
            where municipality_id = :municipality and kind = 'STORM' and released_by = '' and day >= :today
            order by id desc limit 1\
            """)
                .param("municipality", municipality)
                .param("today", today)
                .query(SweepingRunRows::run)
                .optional();
    }

    void renew(long run, LocalDate day, String title) {
        jdbc.sql("update sweeping_run set day = :day, title = :title where id = :run")
                .param("day", day)
                .param("title", title)
                .param("run", run)
                .update();
    }

    void setProposal(long run, long proposal) {
        jdbc.sql("update sweeping_run set proposal_id = :proposal where id = :run")
                .param("proposal", proposal)
                .param("run", run)
                .update();
    }

    void setOrder(long run, long order) {
        jdbc.sql("update sweeping_run set order_id = :order where id = :run")
                .param("order", order)
                .param("run", run)
                .update();
    }

    /** From (inclusive) until (exclusive), by day. */
    List<Run> runs(long municipality, LocalDate from, LocalDate until) {
        return jdbc.sql("""
            select * from sweeping_run
            where municipality_id = :municipality and day >= :from and day < :until order by day, id\
            """)
                .param("municipality", municipality)
                .param("from", from)
                .param("until", until)
                .query(SweepingRunRows::run)
                .list();
    }

    List<Planned> sides(long run) {
        return jdbc.sql("select * from sweeping_pass where run_id = :run order by street, segment_id, side desc")
                .param("run", run)
                .query(DataClassRowMapper.newInstance(Planned.class))
                .list();
    }

    /** Of the runs of the municipality on these days. */
    List<Planned> sides(long municipality, LocalDate from, LocalDate until) {
        return jdbc.sql("""
            select p.* from sweeping_pass p join sweeping_run r on r.id = p.run_id
            where r.municipality_id = :municipality and r.day >= :from and r.day < :until
            order by r.day, r.id, p.street, p.segment_id, p.side desc\
            """)
                .param("municipality", municipality)
                .param("from", from)
                .param("until", until)
                .query(DataClassRowMapper.newInstance(Planned.class))
                .list();
    }

    /** The first word counts. */
    void say(long municipality, Word word) {
        jdbc.sql("""
            insert into sweeping_word values (:municipality, :day, :segment, :side, :person, :at)
            on conflict do nothing\
            """)
                .param("municipality", municipality)
                .param("day", word.day())
                .param("segment", word.segmentId())
                .param("side", word.side().name())
                .param("person", word.personName())
                .param("at", word.saidAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Word> words(long municipality, LocalDate from, LocalDate until) {
        return jdbc.sql("""
            select * from sweeping_word
            where municipality_id = :municipality and day >= :from and day < :until\
            """)
                .param("municipality", municipality)
                .param("from", from)
                .param("until", until)
                .query((rs, row) -> new Word(
                        rs.getObject("day", LocalDate.class),
                        rs.getLong("segment_id"),
                        Rule.Side.valueOf(rs.getString("side")),
                        rs.getString("person_name"),
                        rs.getObject("said_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void tip(long municipality, Tipping tipping, Instant now) {
        jdbc.sql("""
            insert into sweeping_tipping (municipality_id, day, station, cubic_metres, kilograms,
                person_name, entered_at)
            values (:municipality, :day, :station, :cubicMetres, :kilograms, :person, :now)\
            """)
                .param("municipality", municipality)
                .param("day", tipping.day())
                .param("station", tipping.station())
                .param("cubicMetres", tipping.cubicMetres())
                .param("kilograms", tipping.kilograms())
                .param("person", tipping.personName())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Tipping> tippings(long municipality, LocalDate from, LocalDate until) {
        return jdbc.sql("""
            select * from sweeping_tipping
            where municipality_id = :municipality and day >= :from and day < :until order by day, id\
            """)
                .param("municipality", municipality)
                .param("from", from)
                .param("until", until)
                .query((rs, row) -> new Tipping(
                        rs.getObject("day", LocalDate.class),
                        rs.getString("station"),
                        rs.getObject("cubic_metres") == null ? null : rs.getDouble("cubic_metres"),
                        rs.getObject("kilograms") == null ? null : rs.getDouble("kilograms"),
                        rs.getString("person_name")))
                .list();
    }

    private static Run run(ResultSet rs, int row) throws SQLException {
        return new Run(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                Kind.valueOf(rs.getString("kind")),
                rs.getObject("day", LocalDate.class),
                rs.getString("title"),
                rs.getObject("proposal_id", Long.class),
                rs.getObject("order_id", Long.class),
                rs.getString("released_by"),
                rs.getObject("released_at", OffsetDateTime.class).toInstant());
    }
}
