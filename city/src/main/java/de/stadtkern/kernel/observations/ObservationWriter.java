package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.observations.Body.Period;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.observations.storage.Figures;
import de.stadtkern.kernel.observations.storage.ObservationIds;
import de.stadtkern.kernel.observations.storage.WriteTokens;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Stores observations, as many as come together in one statement. What it has returned is committed and survives a power cut. */
@Component
class ObservationWriter {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final int LONGEST_TOKEN = 255;

    private final Queries queries;
    private final Features features;
    private final Extents extents;
    private final Access access;
    private final WriteTokens tokens;
    private final Figures figures;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ObservationWriter(
            Queries queries,
            Features features,
            Extents extents,
            Access access,
            WriteTokens tokens,
            Figures figures,
            ApplicationEventPublisher events,
            Clock clock) {
        this.queries = queries;
        this.features = features;
        this.extents = extents;
        this.access = access;
        this.tokens = tokens;
        this.figures = figures;
        this.events = events;
        this.clock = clock;
    }

    /** Where an observation goes, and the token that makes repeating it harmless. */
    record Target(long datastreamId, @Nullable String clientToken) {

        Target {
            if (clientToken != null && clientToken.length() > LONGEST_TOKEN) {
                throw Refusal.badInput("observations.refusal.token", LONGEST_TOKEN, clientToken.length());
            }
        }

        /** Refused when nothing names a datastream. */
        static Target of(@Nullable Long datastreamId, @Nullable String clientToken) {
            if (datastreamId == null) {
                throw Refusal.badInput("observations.refusal.missing", "Datastream/@iot.id");
            }
            return new Target(datastreamId, clientToken);
        }
    }

    /**
     * An observation and where it goes.
     *
     * @param strict refused when nothing says what it is about, neither a FeatureOfInterest nor a Location of the Thing:
     *     who asks by HTTP can mend that, the value of a device would be lost
     */
    record Entry(Body observation, Target target, boolean strict) {}

    /** A datastream; {@code width} is the number of values in a result, null unless it is a MultiDatastream. */
    private record Owner(
            long thingId, long municipalityId, @Nullable Integer width) {}

    /** An observation as it will be stored. */
    private record Row(
            long id,
            Entry entry,
            Owner owner,
            Period time,
            @Nullable Long feature) {

        long datastream() {
            return entry.target().datastreamId();
        }

        Body body() {
            return entry.observation();
        }
    }

    @Transactional
    long create(Body observation, Target target) {
        return createAll(List.of(new Entry(observation, target, true))).getFirst();
    }

    /**
     * Returns their ids; of the one already there when a token was seen before. What a device with a wrong clock dates
     * into the future is kept, but is not the newest value and moves no rule.
     */
    @Transactional
    List<Long> createAll(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<Row> rows = rows(entries);
        Map<Long, Long> before = writtenBefore(rows);
        List<Row> fresh =
                rows.stream().filter(row -> !before.containsKey(row.id())).toList();
        if (!fresh.isEmpty()) {
            insert(fresh);
            remember(fresh);
        }
        return rows.stream().map(row -> before.getOrDefault(row.id(), row.id())).toList();
    }

    private Map<Long, Long> writtenBefore(List<Row> rows) {
        List<Row> named = rows.stream()
                .filter(row -> row.entry().target().clientToken() != null)
                .toList();
        return named.isEmpty()
                ? Map.of()
                : tokens.claim(
                        named.stream().map(Row::datastream).toArray(Long[]::new),
                        named.stream()
                                .map(row -> row.entry().target().clientToken())
                                .toArray(String[]::new),
                        named.stream().map(Row::id).toArray(Long[]::new));
    }

    private List<Row> rows(List<Entry> entries) {
        Map<Long, Owner> owners = owners(entries);
        features.require(entries.stream()
                .filter(entry -> entry.observation().has("FeatureOfInterest"))
                .map(entry -> Features.linked(entry.observation()))
                .collect(Collectors.toSet()));
        Map<Long, Long> places = features.ofDatastreams(entries.stream()
                .filter(entry -> !entry.observation().has("FeatureOfInterest"))
                .map(entry -> entry.target().datastreamId())
                .distinct()
                .toList());
        Long[] ids = queries.ask(
                Sql.of("select nextval('observation_id') from generate_series(1, {})", entries.size()), Ids::read);
        List<Row> rows = new ArrayList<>();
        for (Entry entry : entries) {
            Owner owner = owners.get(entry.target().datastreamId());
            if (owner == null) {
                throw Refusal.notFound(
                        "observations.refusal.unknown",
                        "Datastreams",
                        entry.target().datastreamId());
            }
            rows.add(row(ids[rows.size()], entry, owner, places));
        }
        return rows;
    }

    private Row row(long id, Entry entry, Owner owner, Map<Long, Long> places) {
        Body body = entry.observation();
        JsonNode result = body.value("result");
        if (owner.width() != null && (!result.isArray() || result.size() != owner.width())) {
            throw Refusal.badInput("observations.refusal.result-width", owner.width(), Body.shortened(result));
        }
        Period time = body.period("phenomenonTime");
        Long place = places.get(entry.target().datastreamId());
        Long feature = body.has("FeatureOfInterest") ? Long.valueOf(Features.linked(body)) : place;
        if (feature == null && entry.strict()) {
            throw Refusal.badInput("observations.refusal.no-feature");
        }
        Period when = time == null ? new Period(clock.instant(), null) : time;
        long hinting = ObservationIds.of(id, entry.target().datastreamId(), when.start());
        return new Row(hinting, entry, owner, when, feature);
    }

    private Map<Long, Owner> owners(List<Entry> entries) {
        Long[] ids = entries.stream()
                .map(entry -> entry.target().datastreamId())
                .distinct()
                .toArray(Long[]::new);
        Map<Long, Owner> owners = queries.ask(Sql.of("""
                        select d.id, d.thing_id, t.municipality_id,
                            case when d.multi then jsonb_array_length(d.observation_types) end as width
                        from datastream d join thing t on t.id = d.thing_id where d.id = any({})""", (Object) ids), rows -> {
            Map<Long, Owner> found = new HashMap<>();
            while (rows.next()) {
                found.put(
                        rows.getLong(1), new Owner(rows.getLong(2), rows.getLong(3), rows.getObject(4, Integer.class)));
            }
            return found;
        });
        owners.values().stream().map(Owner::municipalityId).distinct().forEach(access::requireDeviceOf);
        return owners;
    }

    private void insert(List<Row> rows) {
        queries.change(Sql.of(
                """
                        insert into observation_row (datastream_id, phenomenon_time, phenomenon_end, id, result_time, result,
                            result_json, result_quality, valid_start, valid_end, parameters, feature_id)
                        select d, s::timestamptz, e::timestamptz, i, r::timestamptz, v, j::jsonb, q::jsonb,
                            vs::timestamptz, ve::timestamptz, p::jsonb, f
                        from unnest({}::bigint[], {}::text[], {}::text[], {}::bigint[], {}::text[], {}::float8[],
                            {}::text[], {}::text[], {}::text[], {}::text[], {}::text[], {}::bigint[])
                            u(d, s, e, i, r, v, j, q, vs, ve, p, f)""",
                rows.stream().map(Row::datastream).toArray(Long[]::new),
                texts(rows, row -> row.time().start()),
                texts(rows, row -> row.time().end()),
                rows.stream().map(Row::id).toArray(Long[]::new),
                texts(rows, row -> row.body().time("resultTime")),
                rows.stream()
                        .map(row -> Columns.number(row.body().value("result")))
                        .toArray(Double[]::new),
                texts(rows, row -> exactly(row.body().value("result"))),
                texts(
                        rows,
                        row -> row.body().json().hasNonNull("resultQuality")
                                ? row.body().value("resultQuality")
                                : null),
                texts(rows, row -> valid(row, Period::start)),
                texts(rows, row -> valid(row, Period::end)),
                texts(rows, row -> row.body().jsonObject("parameters")),
                rows.stream().map(Row::feature).toArray(Long[]::new)));
    }

    private static @Nullable JsonNode exactly(JsonNode result) {
        return Columns.needsJson(result) ? result : null;
    }

    private static @Nullable Instant valid(Row row, Function<Period, @Nullable Instant> end) {
        Period valid = row.body().period("validTime");
        return valid == null ? null : end.apply(valid);
    }

    private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable Object> value) {
        @Nullable String[] texts = new String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            Object one = value.apply(rows.get(i));
            texts[i] = one == null ? null : one.toString();
        }
        return texts;
    }

    private void remember(List<Row> rows) {
        Long[] datastreams = rows.stream().map(Row::datastream).toArray(Long[]::new);
        extents.widen(datastreams, new String[][] {
            texts(rows, row -> row.time().start()),
            texts(rows, row -> row.time().last()),
            texts(rows, row -> row.body().time("resultTime"))
        });
        figures.touch(datastreams, texts(rows, row -> row.time().start()));
        extents.observe(datastreams, rows.stream().map(Row::feature).toArray(Long[]::new));
        Instant soon = clock.instant().plus(CLOCK_TOLERANCE);
        List<Row> present =
                rows.stream().filter(row -> !row.time().start().isAfter(soon)).toList();
        keepLast(present.stream()
                .filter(row -> row.body().value("result").isNumber())
                .toList());
        present.forEach(row -> events.publishEvent(new ObservationRecorded(
                row.owner().thingId(), row.datastream(), row.time().start())));
    }

    private void keepLast(List<Row> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        queries.change(Sql.of(
                """
                insert into last_observation as l (datastream_id, phenomenon_time, observation_id, result)
                select distinct on (d) d, s::timestamptz, i, v
                from unnest({}::bigint[], {}::text[], {}::bigint[], {}::float8[]) u(d, s, i, v)
                order by d, s::timestamptz desc, i desc
                on conflict (datastream_id) do update
                set phenomenon_time = excluded.phenomenon_time, observation_id = excluded.observation_id,
                    result = excluded.result
                where excluded.phenomenon_time >= l.phenomenon_time""",
                numbers.stream().map(Row::datastream).toArray(Long[]::new),
                texts(numbers, row -> row.time().start()),
                numbers.stream().map(Row::id).toArray(Long[]::new),
                numbers.stream()
                        .map(row -> Columns.number(row.body().value("result")))
                        .toArray(Double[]::new)));
    }
}
