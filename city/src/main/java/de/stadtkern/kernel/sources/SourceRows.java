package de.stadtkern.kernel.sources;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sources, and which of our entities are copies of which of theirs. */
@Component
class SourceRows {

    private static final String SOURCES = """
            select s.*, (select coalesce(sum(x.observations), 0) from source_series o
                join datastream_extent x on x.datastream_id = o.datastream where o.source_id = s.id) as values
            from source s where\s
            """;

    private final JdbcClient jdbc;

    SourceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A datastream that is copied. */
    record Series(
            long id,
            long datastreamId,
            String copied,
            String observations,
            @Nullable String next,
            @Nullable Instant watermark) {}

    /** A Thing that is copied. */
    record CopiedThing(long thingId, String copied) {}

    Optional<Source> find(long id) {
        return jdbc.sql(SOURCES + "s.id = ?")
                .param(id)
                .query(SourceRows::source)
                .optional();
    }

    List<Source> list(Set<Long> municipalities) {
        return jdbc.sql(SOURCES + "s.municipality_id in (:municipalities) order by lower(s.name), s.id")
                .param("municipalities", municipalities)
                .query(SourceRows::source)
                .list();
    }

    List<Source> listDue(Instant now) {
        return jdbc.sql(SOURCES + "s.active and s.next_at <= ? order by s.next_at")
                .param(at(now))
                .query(SourceRows::source)
                .list();
    }

    long insert(Source source) {
        return jdbc.sql("""
                        insert into source (name, url, things_filter, interval_minutes, credentials, licence, attribution,
                            active, municipality_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .param(source.name())
                .param(source.url())
                .param(source.filter())
                .param(source.interval())
                .param(source.credentials())
                .param(source.licence())
                .param(source.attribution())
                .param(source.active())
                .param(source.municipalityId())
                .query(Long.class)
                .single();
    }

    /** Begins a new round with what is changed. The credentials stay unless there are new ones. */
    void update(Source source) {
        jdbc.sql("""
                        update source set name = ?, url = ?, things_filter = ?, interval_minutes = ?,
                            credentials = coalesce(?, case when url = ? then credentials end), licence = ?, attribution = ?,
                            active = ?, next_at = now(), round_at = null, things_next = null where id = ?""")
                .param(source.name())
                .param(source.url())
                .param(source.filter())
                .param(source.interval())
                .param(source.credentials())
                .param(source.url())
                .param(source.licence())
                .param(source.attribution())
                .param(source.active())
                .param(source.id())
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from source where id = ?").param(id).update();
    }

    /** Lets it be fetched at once. */
    void hurry(long id, Instant now) {
        jdbc.sql("update source set next_at = ? where id = ?")
                .params(at(now), id)
                .update();
    }

    /** The page of Things with which the round goes on, begun with the first page if there is no round; empty: all read. */
    Optional<String> thingsNext(long id, String first, Instant now) {
        jdbc.sql("update source set round_at = ?, things_next = ? where id = ? and round_at is null")
                .params(at(now), first, id)
                .update();
        return jdbc.sql("select things_next from source where id = ? and things_next is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    void keepThingsNext(long id, @Nullable String next) {
        jdbc.sql("update source set things_next = ? where id = ?")
                .param(next)
                .param(id)
                .update();
    }

    /** What became of a run: a round that is over, or not yet; or an error. */
    void keep(long id, Instant now, Instant next, boolean over, int failures, Origin.@Nullable Unusable error) {
        jdbc.sql("""
                        update source set fetched_at = ?, next_at = ?, round_at = case when ? then null else round_at end,
                            failures = ?, error = ?, error_detail = ? where id = ?""")
                .param(at(now))
                .param(at(next))
                .param(over)
                .param(failures)
                .param(error == null ? null : error.key)
                .param(error == null ? null : error.detail)
                .param(id)
                .update();
    }

    Optional<CopiedThing> findThing(long source, String origin) {
        return jdbc.sql("""
                        select c.thing as thing_id, c.copied from source_thing c join thing t on t.id = c.thing
                        where c.source_id = ? and c.origin = ?""").params(source, origin).query(CopiedThing.class).optional();
    }

    void keepThing(long source, String origin, long thing, String copied) {
        jdbc.sql("""
                        insert into source_thing (source_id, origin, thing, copied) values (?, ?, ?, ?)
                        on conflict (source_id, origin) do update set thing = excluded.thing, copied = excluded.copied""").params(source, origin, thing, copied).update();
    }

    Optional<Series> findSeries(long source, String origin) {
        return jdbc.sql("""
                        select o.* from source_series o join datastream d on d.id = o.datastream
                        where o.source_id = ? and o.origin = ?""").params(source, origin).query(SourceRows::series).optional();
    }

    void keepSeries(long source, String origin, long datastream, String copied, String observations) {
        jdbc.sql("""
                        insert into source_series (source_id, origin, datastream, copied, observations)
                        values (?, ?, ?, ?, ?) on conflict (source_id, origin)
                        do update set datastream = excluded.datastream, copied = excluded.copied,
                            observations = excluded.observations,
                            watermark = case when source_series.datastream = excluded.datastream
                                then source_series.watermark end""").params(source, origin, datastream, copied, observations).update();
    }

    /** Those whose turn it is in this round. */
    List<Series> listWaiting(long source) {
        return jdbc.sql("""
                        select o.* from source_series o join source s on s.id = o.source_id
                            join datastream d on d.id = o.datastream
                        where s.id = ? and (o.done_at is null or o.done_at < s.round_at) order by o.id""").param(source).query(SourceRows::series).list();
    }

    /** After each page. */
    void advance(long series, @Nullable String next, @Nullable Instant watermark, Instant now) {
        jdbc.sql("""
                        update source_series set next = ?, watermark = greatest(watermark, ?::timestamptz),
                            done_at = case when ?::text is null then ?::timestamptz else done_at end where id = ?""")
                .param(next)
                .param(watermark == null ? null : at(watermark))
                .param(next)
                .param(at(now))
                .param(series)
                .update();
    }

    void countLeftOut(long source, int leftOut) {
        jdbc.sql("update source set left_out = left_out + ? where id = ?")
                .params(leftOut, source)
                .update();
    }

    Optional<Long> findProperty(long municipality, String definition) {
        return jdbc.sql(
                        "select min(id) from observed_property where municipality_id = ? and definition = ? having count(*) > 0")
                .params(municipality, definition)
                .query(Long.class)
                .optional();
    }

    private static Series series(ResultSet row, int number) throws SQLException {
        return new Series(
                row.getLong("id"),
                row.getLong("datastream"),
                row.getString("copied"),
                row.getString("observations"),
                row.getString("next"),
                instant(row, "watermark"));
    }

    private static Source source(ResultSet row, int number) throws SQLException {
        return new Source(
                row.getLong("id"),
                row.getLong("municipality_id"),
                row.getString("name"),
                row.getString("url"),
                row.getString("things_filter"),
                row.getInt("interval_minutes"),
                row.getString("credentials"),
                row.getString("licence"),
                row.getString("attribution"),
                row.getBoolean("active"),
                new Source.State(
                        row.getObject("next_at", OffsetDateTime.class).toInstant(),
                        instant(row, "fetched_at"),
                        row.getInt("failures"),
                        row.getString("error"),
                        row.getString("error_detail"),
                        row.getLong("values"),
                        row.getLong("left_out")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
