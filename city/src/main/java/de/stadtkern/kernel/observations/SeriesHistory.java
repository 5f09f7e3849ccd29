package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.observations.storage.Figures;
import de.stadtkern.kernel.observations.storage.Keeping;
import de.stadtkern.kernel.observations.storage.Profiles;
import de.stadtkern.kernel.portal.Chart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a series has measured over any time, value by value or in buckets. Of busy days that are over, the profiles are
 * read instead of the values; of times whose values are gone, the figures that were kept. Takes entries of the {@link
 * SeriesCatalogue}: whoever holds one may see the series.
 */
@Component
public class SeriesHistory {

    /** A Monday: buckets of whole weeks begin on one. */
    private static final Instant ORIGIN = Instant.parse("2001-01-01T00:00:00Z");

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);

    /** In which profiles come, the widest first. */
    private static final List<Duration> STEPS = List.of(DAY, QUARTER);

    /** As long as the values of so many days are not many, they are asked for at once. */
    private static final long MANY = 20_000;

    private static final long MOST_DAYS_AT_ONCE = 366;

    private final Queries queries;
    private final Profiles profiles;
    private final Figures figures;

    SeriesHistory(Queries queries, Profiles profiles, Figures figures) {
        this.queries = queries;
        this.profiles = profiles;
        this.figures = figures;
    }

    /**
     * What the values in [start, start + width) come to. Only valid ones make minimum, maximum and mean.
     *
     * @param valid how many of the observations are numbers that nothing speaks against
     */
    public record Bucket(
            Instant start,
            long observations,
            long valid,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double mean) {}

    /**
     * One observation.
     *
     * @param json the result when it is no number
     * @param quality the resultQuality as JSON
     */
    public record Value(
            Instant time,
            @Nullable Double number,
            @Nullable String json,
            @Nullable String quality) {}

    /**
     * Times in which values may be invalid although their sensor did not say so.
     *
     * @param valid SQL for whether a row o of the view {@code observation} is valid, asked in these times only
     */
    public record Doubts(List<Chart.Span> times, String valid) {}

    /** The span widened to whole buckets. */
    public static Chart.Span whole(Chart.Span span, Duration width) {
        return Spans.widened(span, width, ORIGIN);
    }

    /**
     * The buckets that have observations, in the order of time; the first and the last are whole.
     *
     * @param width whole seconds
     */
    public List<Bucket> buckets(SeriesCatalogue.Entry series, Chart.Span span, Duration width, Doubts doubts) {
        Chart.Span whole = whole(span, width);
        List<Sql> parts = new ArrayList<>();
        Keeping keeping = figures.find(series.id()).orElse(Keeping.EVERYTHING);
        Instant rawSince = keeping.rawSince();
        Instant from = rawSince == null || rawSince.isBefore(whole.from()) ? whole.from() : rawSince;
        if (from.isAfter(whole.from())) {
            Chart.Span gone = new Chart.Span(whole.from(), from.isBefore(whole.until()) ? from : whole.until());
            kept(keeping, width).ifPresent(kept -> parts.add(figures(series.id(), gone, kept)));
        }
        Chart.Span there = new Chart.Span(from, whole.until());
        Optional<Duration> step = STEPS.stream()
                .filter(one -> width.toSeconds() % one.toSeconds() == 0)
                .findFirst();
        List<Chart.Span> doubtful = doubts.times.stream()
                .map(time -> Spans.widened(time, step.orElse(width), ORIGIN))
                .toList();
        List<Chart.Span> profiled =
                step.map(one -> profiled(series.id(), there, doubtful, one)).orElse(List.of());
        List<Chart.Span> read = Spans.gaps(there, profiled);
        List<Chart.Span> certain =
                read.stream().flatMap(one -> Spans.gaps(one, doubtful).stream()).toList();
        parts.add(values(series.id(), certain, width, Sql.raw(Figures.GOOD)));
        if (!doubtful.isEmpty()) {
            Sql valid = Sql.of("({} and {})", Sql.raw(Figures.GOOD), Sql.raw(doubts.valid));
            List<Chart.Span> others =
                    Stream.concat(profiled.stream(), certain.stream()).toList();
            parts.add(values(series.id(), Spans.gaps(there, others), width, valid));
        }
        if (!profiled.isEmpty()) {
            parts.add(profiles(series.id(), profiled, step.orElseThrow()));
        }
        return queries.ask(
                Sql.of("""
                        select date_bin(make_interval(secs => {}::int), start, {}) as start,
                            sum(observations) as observations, sum(valid) as valid, sum(total) as total,
                            min(least) as least, max(greatest) as greatest
                        from ({}) parts group by 1 order by 1""", seconds(width), utc(ORIGIN), Sql.join(" union all ", parts)), SeriesHistory::buckets);
    }

    /** Of figures that are kept, the widest that fit into the buckets; without such, the narrowest. */
    private static Optional<Duration> kept(Keeping keeping, Duration width) {
        return keeping.figures().stream()
                .filter(one -> width.toSeconds() % one.toSeconds() == 0)
                .max(Comparator.naturalOrder())
                .or(() -> keeping.figures().stream().min(Comparator.naturalOrder()));
    }

    private static Sql figures(long series, Chart.Span span, Duration width) {
        return Sql.of("""
                select start, observations, valid, total, least, greatest from observation_bucket
                where datastream_id = {} and width = {} and start >= {} and start < {}""", series, seconds(width), utc(span.from()), utc(span.until()));
    }

    /** The times whose profiles hold and in which nothing is doubtful, in whole steps. */
    private List<Chart.Span> profiled(long series, Chart.Span span, List<Chart.Span> doubtful, Duration step) {
        List<Chart.Span> days = Spans.joined(
                profiles.listDays(series, span.from().minus(DAY), span.until(), step.equals(QUARTER)).stream()
                        .map(day -> new Chart.Span(day, day.plus(DAY)))
                        .toList());
        List<Chart.Span> others = new ArrayList<>(Spans.gaps(span, days));
        others.addAll(doubtful);
        return Spans.gaps(span, others);
    }

    private static Sql profiles(long series, List<Chart.Span> spans, Duration step) {
        return Sql.of(
                """
                select p.start, p.observations, p.valid, p.total, p.least, p.greatest
                from {} cross join lateral (
                    select *, {} from {}
                    where datastream_id = {} and day > s.from_time - interval '24 hours' and day < s.until_time) p
                where p.start >= s.from_time and p.start < s.until_time""",
                table(spans),
                Sql.raw(step.equals(DAY) ? "day as start" : "true as of_quarter"),
                Sql.raw(step.equals(DAY) ? "observation_profile" : "observation_quarter"),
                series);
    }

    private static Sql values(long series, List<Chart.Span> spans, Duration width, Sql good) {
        return Sql.of("""
                select date_bin(make_interval(secs => {}::int), o.phenomenon_time, {}) as start, count(*) as observations,
                    count(*) filter (where o.good) as valid, sum(o.result) filter (where o.good) as total,
                    min(o.result) filter (where o.good) as least, max(o.result) filter (where o.good) as greatest
                from {} cross join lateral (
                    select phenomenon_time, result, {} as good from observation_open o
                    where datastream_id = {} and phenomenon_time >= s.from_time and phenomenon_time < s.until_time
                    union all
                    select phenomenon_time, result, {} as good from observation_folded o
                    where datastream_id = {} and phenomenon_time >= s.from_time and phenomenon_time < s.until_time
                        and day > s.from_time - interval '24 hours' and day < s.until_time) o
                group by 1""", seconds(width), utc(ORIGIN), table(spans), good, series, good, series);
    }

    /** The spans as the table s. */
    private static Sql table(List<Chart.Span> spans) {
        return Sql.of(
                "unnest({}::text[]::timestamptz[], {}::text[]::timestamptz[]) s (from_time, until_time)",
                texts(spans, Chart.Span::from),
                texts(spans, Chart.Span::until));
    }

    private static String[] texts(List<Chart.Span> spans, Function<Chart.Span, Instant> time) {
        return spans.stream().map(time).map(Instant::toString).toArray(String[]::new);
    }

    private static List<Bucket> buckets(ResultSet rows) throws SQLException {
        List<Bucket> buckets = new ArrayList<>();
        while (rows.next()) {
            long valid = rows.getLong("valid");
            Double total = rows.getObject("total", Double.class);
            buckets.add(new Bucket(
                    instant(rows, "start"),
                    rows.getLong("observations"),
                    valid,
                    rows.getObject("least", Double.class),
                    rows.getObject("greatest", Double.class),
                    total == null ? null : total / valid));
        }
        return buckets;
    }

    /** Pieces of the time in which there are not too many values to be read at once. */
    public List<Chart.Span> pieces(SeriesCatalogue.Entry series, Chart.Span span) {
        Chart.Span there = series.clipped(span);
        Duration step = DAY.multipliedBy(Math.clamp(MANY / Math.max(1, series.perDay()), 1, MOST_DAYS_AT_ONCE));
        List<Chart.Span> pieces = new ArrayList<>();
        for (Instant from = there.from(); from.isBefore(there.until()); from = from.plus(step)) {
            Instant until = from.plus(step).isBefore(there.until()) ? from.plus(step) : there.until();
            pieces.add(new Chart.Span(from, until));
        }
        return pieces;
    }

    /** Every observation of a piece in the order of time, while it is read. */
    public void values(SeriesCatalogue.Entry series, Chart.Span piece, Consumer<Value> reader) {
        queries.stream(
                Sql.of("""
                        select phenomenon_time, result, result_json, result_quality from observation
                        where datastream_id = {} and phenomenon_time >= {} and phenomenon_time < {}
                            and day > {}::timestamptz - interval '24 hours' and day < {}
                        order by phenomenon_time, id""", series.id(), utc(piece.from()), utc(piece.until()), utc(piece.from()), utc(piece.until())),
                rows -> read(rows, reader));
    }

    private static boolean read(ResultSet rows, Consumer<Value> reader) throws SQLException {
        boolean any = false;
        while (rows.next()) {
            any = true;
            reader.accept(new Value(
                    instant(rows, "phenomenon_time"),
                    rows.getObject("result", Double.class),
                    rows.getString("result_json"),
                    rows.getString("result_quality")));
        }
        return any;
    }

    private static int seconds(Duration width) {
        return (int) width.toSeconds();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}
