package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.stereotype.Component;

/** All series that whoever asks may see, to choose from: by words, quantity, tag, station, or what lies near one. */
@Component
public class SeriesCatalogue {

    /** A tag is a text in {@code properties/tags} of a Thing or a Datastream. */
    private static final String TAGS = "(select jsonb_array_elements_text(e.properties -> 'tags') as tag"
            + " where jsonb_typeof(e.properties -> 'tags') = 'array')";

    /** Chosen and ordered first, so that the rest is looked up only for those that are shown. */
    private static final String ENTRIES = """
            select d.id, d.name, d.description, coalesce(d.unit ->> 'symbol', '') as unit,
                p.name as property_name, p.definition as property,
                t.id as thing_id, t.name as thing_name, t.municipality_id, m.name as municipality,
                t.properties ->> 'origin' as origin,
                coalesce(d.properties ->> 'licence', d.properties ->> 'license', t.properties ->> 'licence',
                    t.properties ->> 'license') as licence,
                l.pt, x.phenomenon_start, x.phenomenon_end, coalesce(x.observations, 0) as observations,
                n.result as newest, n.phenomenon_time as newest_time
            from (
                select d.id, row_number() over (order by lower(d.name), lower(t.name), d.id) as place
                from datastream d join thing t on t.id = d.thing_id join municipality m on m.id = t.municipality_id
                join observed_property p on p.id = d.observed_property_id
                where {} order by place limit {}) chosen
            join datastream d on d.id = chosen.id join thing t on t.id = d.thing_id
            join municipality m on m.id = t.municipality_id join observed_property p on p.id = d.observed_property_id
            left join datastream_extent x on x.datastream_id = d.id
            left join last_observation n on n.datastream_id = d.id and n.result is not null
            left join lateral (
                select l.pt from thing_location tl join location l on l.id = tl.location_id
                where tl.thing_id = t.id and l.pt is not null order by l.id limit 1) l on true
            order by chosen.place""";

    private final Queries queries;
    private final Readers readers;

    SeriesCatalogue(Queries queries, Readers readers) {
        this.queries = queries;
        this.readers = readers;
    }

    /**
     * A series, and what a reader must know of it.
     *
     * @param origin where the values were really measured; null when they were measured here
     * @param licence as the owner says it; null when they have not
     * @param position null when the station stands nowhere
     * @param first when its first observation was; null when it has none
     */
    public record Entry(
            Series series,
            String description,
            String propertyName,
            String municipality,
            @Nullable String origin,
            @Nullable String licence,
            @Nullable Position position,
            @Nullable Instant first,
            @Nullable Instant last,
            long observations,
            @Nullable Double newest,
            @Nullable Instant newestTime) {

        public long id() {
            return series.datastreamId();
        }

        /** What of the span lies between the first and the last observation. */
        public Chart.Span clipped(Chart.Span span) {
            if (first == null || last == null) {
                return new Chart.Span(span.from(), span.from());
            }
            Instant end = last.plusSeconds(1);
            return new Chart.Span(
                    span.from().isBefore(first) ? first : span.from(),
                    span.until().isAfter(end) ? end : span.until());
        }

        /** How many observations there are on a day, roughly. */
        long perDay() {
            if (first == null || last == null) {
                return 0;
            }
            return observations / Math.max(1, Duration.between(first, last).toDays());
        }
    }

    /**
     * What is looked for; what is empty or null says nothing.
     *
     * @param patterns for SQL's {@code ilike}: all are in the names of series, station, quantity or municipality
     * @param property definition (URI) of the observed property
     * @param near id of a station: what stands at most so many metres from it
     */
    public record Wanted(
            String[] patterns,
            String property,
            String tag,
            @Nullable Long station,
            @Nullable Long near,
            int metres) {

        /** Everything. */
        public static final Wanted ALL = new Wanted(new String[0], "", "", null, null, 0);
    }

    /** The series; refused with 404 when there is none that the reader sees. */
    public Entry get(long datastream) {
        return entries(Sql.of("d.id = {}", datastream), 1).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("observations.refusal.unknown", "Datastreams", datastream));
    }

    /** By names of series and station. */
    public List<Entry> list(Wanted wanted, int limit) {
        List<Sql> all = new ArrayList<>();
        all.add(
                wanted.patterns.length == 0
                        ? Sql.TRUE
                        : Sql.of("concat_ws(' ', d.name, t.name, p.name, m.name) ilike all ({}::text[])", (Object)
                                wanted.patterns));
        all.add(wanted.property.isEmpty() ? Sql.TRUE : Sql.of("p.definition = {}", wanted.property));
        all.add(
                wanted.tag.isEmpty()
                        ? Sql.TRUE
                        : Sql.of(
                                "({} in " + TAGS.replace("e.", "t.") + " or {} in " + TAGS.replace("e.", "d.") + ")",
                                wanted.tag,
                                wanted.tag));
        all.add(wanted.station == null ? Sql.TRUE : Sql.of("t.id = {}", wanted.station));
        all.add(wanted.near == null ? Sql.TRUE : near(wanted.near, wanted.metres));
        return entries(Sql.and(all.toArray(Sql[]::new)), limit);
    }

    /** As the crow flies; good enough within a district. Asked only of stations that the reader sees. */
    private Sql near(long station, int metres) {
        return Sql.of("""
                t.id in (
                    select tl.thing_id from thing c join thing_location cl on cl.thing_id = c.id
                    join location o on o.id = cl.location_id cross join location l
                    join thing_location tl on tl.location_id = l.id
                    where c.id = {} and {} and sqrt(power((l.pt[1] - o.pt[1]) * 0.11132, 2)
                        + power((l.pt[0] - o.pt[0]) * 0.11132 * cosd(o.pt[1] / 1e6), 2)) <= {})""", station, sees(EntityType.THINGS, "c"), metres);
    }

    /** What is measured: definitions with names. */
    public List<Choice> quantities() {
        return choices(Sql.of("""
                select p.definition, min(p.name) from observed_property p join datastream d on d.observed_property_id = p.id
                where {} group by 1 order by 2, 1""", sees(EntityType.DATASTREAMS, "d")));
    }

    /** The stations that stand somewhere. */
    public List<Choice> stations() {
        return choices(Sql.of("""
                select t.id, t.name from thing t where {} and exists (
                    select from thing_location tl join location l on l.id = tl.location_id
                    where tl.thing_id = t.id and l.pt is not null)
                and exists (select from datastream d where d.thing_id = t.id)
                order by 2, 1 limit 500""", sees(EntityType.THINGS, "t")));
    }

    /** The tags that are in use. */
    public List<Choice> tags() {
        return choices(Sql.of(
                """
                select distinct tag, tag from (
                    select t.id, tags.tag from thing t cross join lateral {} tags where {}
                    union all
                    select d.id, tags.tag from datastream d cross join lateral {} tags where {}) used order by 1""",
                Sql.raw(TAGS.replace("e.", "t.")),
                sees(EntityType.THINGS, "t"),
                Sql.raw(TAGS.replace("e.", "d.")),
                sees(EntityType.DATASTREAMS, "d")));
    }

    private Sql sees(EntityType type, String alias) {
        return readers.reader().sees(type, alias);
    }

    private List<Choice> choices(Sql sql) {
        return queries.ask(sql, rows -> {
            List<Choice> choices = new ArrayList<>();
            while (rows.next()) {
                choices.add(new Choice(rows.getString(1), rows.getString(2)));
            }
            return choices;
        });
    }

    private List<Entry> entries(Sql condition, int limit) {
        Sql seen = Sql.and(sees(EntityType.DATASTREAMS, "d"), condition);
        return queries.ask(Sql.of(ENTRIES, seen, limit), rows -> {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        });
    }

    private static Entry entry(ResultSet rows) throws SQLException {
        PGpoint point = rows.getObject("pt", PGpoint.class);
        return new Entry(
                new Series(
                        rows.getLong("id"),
                        rows.getString("name"),
                        rows.getString("property"),
                        rows.getString("unit"),
                        new Thing(
                                rows.getLong("thing_id"),
                                rows.getString("thing_name"),
                                rows.getLong("municipality_id"))),
                rows.getString("description"),
                rows.getString("property_name"),
                rows.getString("municipality"),
                rows.getString("origin"),
                rows.getString("licence"),
                point == null ? null : Position.ofMicrodegrees(point.x, point.y),
                instant(rows, "phenomenon_start"),
                instant(rows, "phenomenon_end"),
                rows.getLong("observations"),
                rows.getObject("newest", Double.class),
                instant(rows, "newest_time"));
    }

    private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
