package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.observations.Body.Period;
import de.stadtkern.kernel.observations.ObservationsRecorded.Recorded;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.observations.storage.Figures;
import de.stadtkern.kernel.observations.storage.ObservationIds;
import de.stadtkern.kernel.observations.storage.WriteTokens;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores observations in one transaction, as many as come together with one statement for each table: the observations,
 * what their datastreams say of them, and the event.
 */
@Component
class ObservationWriter {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final Queries queries;
    private final Datastreams datastreams;
    private final Extents extents;
    private final Access access;
    private final WriteTokens tokens;
    private final Figures figures;
    private final ApplicationEventPublisher events;
    private final ChangeFeed feed;
    private final Clock clock;

    ObservationWriter(
            Queries queries,
            Datastreams datastreams,
            Extents extents,
            Access access,
            WriteTokens tokens,
            Figures figures,
            ApplicationEventPublisher events,
            ChangeFeed feed,
            Clock clock) {
        this.queries = queries;
        this.datastreams = datastreams;
        this.extents = extents;
        this.access = access;
        this.tokens = tokens;
        this.figures = figures;
        this.events = events;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * An observation and who brings it.
     *
     * @param municipalityId of the device
     * @param strict refused when nothing says what it is about, neither a FeatureOfInterest nor a Location of the Thing:
     *     who asks by HTTP can mend that, the value of a device would be lost
     */
    record Submission(NewObservation observation, long municipalityId, boolean strict) {}

    /** What became of it. */
    sealed interface Outcome permits Stored, Refused {}

    /**
     * It is stored.
     *
     * @param fresh false: it was there before, by its token
     */
    record Stored(long id, Period time, boolean fresh) implements Outcome {}

    /** It breaks a rule. */
    record Refused(Refusal refusal) implements Outcome {}

    /** An observation as it will be stored, and its place in the batch. */
    record Row(
            int place,
            long id,
            NewObservation observation,
            Datastreams.Known datastream,
            Period time,
            @Nullable Long feature) {

        long datastreamId() {
            return observation.datastreamId();
        }

        /** Whether it has nothing but an instant, a result time and a number. */
        boolean isPlain() {
            return time.end() == null
                    && observation.result().json() == null
                    && observation.quality() == null
                    && observation.valid() == null
                    && observation.parameters() == null;
        }

        private Row numbered(long number) {
            long numbered = ObservationIds.of(number, datastreamId(), time.start());
            return new Row(place, numbered, observation, datastream, time, feature);
        }
    }

    /** All of them for the signed-in device, or none; returns their ids. */
    @Transactional
    List<Long> createAll(List<NewObservation> observations) {
        long municipality = access.device().municipalityId();
        List<Submission> submissions = observations.stream()
                .map(one -> new Submission(one, municipality, true))
                .toList();
        List<Long> ids = new ArrayList<>();
        for (Outcome outcome : write(submissions)) {
            switch (outcome) {
                case Stored stored -> ids.add(stored.id);
                case Refused refused -> throw refused.refusal;
            }
        }
        return ids;
    }

    /**
     * Each for itself, in their order. What a device with a wrong clock dates into the future is kept, but is not the
     * newest value and moves no rule.
     */
    List<Outcome> write(List<Submission> submissions) {
        if (submissions.isEmpty()) {
            return List.of();
        }
        Long[] numbers = datastreams.hold(submissions.size());
        Outcome[] outcomes = new Outcome[submissions.size()];
        List<Row> rows = rows(submissions, numbers, outcomes);
        if (!rows.isEmpty()) {
            store(rows, outcomes);
        }
        return List.of(outcomes);
    }

    private void store(List<Row> rows, Outcome[] outcomes) {
        Map<Long, Long> before = writtenBefore(rows);
        List<Row> fresh = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Long known = before.get(row.id);
            if (known == null) {
                fresh.add(row);
            }
            outcomes[row.place] = new Stored(known == null ? row.id : known, row.time, known == null);
        }
        if (!fresh.isEmpty()) {
            insert(fresh);
            remember(fresh);
        }
    }

    private Map<Long, Long> writtenBefore(List<Row> rows) {
        List<Row> named =
                rows.stream().filter(row -> row.observation.token() != null).toList();
        return named.isEmpty()
                ? Map.of()
                : tokens.claim(
                        named.stream().map(Row::datastreamId).toArray(Long[]::new),
                        named.stream().map(row -> row.observation.token()).toArray(String[]::new),
                        named.stream().map(Row::id).toArray(Long[]::new));
    }

    private List<Row> rows(List<Submission> submissions, Long[] numbers, Outcome[] outcomes) {
        Map<Long, Datastreams.Known> known = datastreams.find(
                submissions.stream().map(one -> one.observation.datastreamId()).collect(Collectors.toSet()));
        Map<Long, Long> features = datastreams.ownersOfFeatures(submissions.stream()
                .map(one -> one.observation.feature())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Row> rows = new ArrayList<>(submissions.size());
        for (int place = 0; place < submissions.size(); place++) {
            Submission one = submissions.get(place);
            try {
                requireFeature(one, features);
                rows.add(row(place, one, known.get(one.observation.datastreamId()), now)
                        .numbered(numbers[place]));
            } catch (Refusal refusal) {
                outcomes[place] = new Refused(refusal);
            }
        }
        return rows;
    }

    private static void requireFeature(Submission one, Map<Long, Long> owners) {
        Long feature = one.observation.feature();
        if (feature != null && !Objects.equals(owners.get(feature), one.municipalityId)) {
            throw Refusal.notFound("observations.refusal.unknown", EntityType.FEATURES_OF_INTEREST.setName(), feature);
        }
    }

    private static Row row(int place, Submission one, Datastreams.@Nullable Known datastream, Instant now) {
        NewObservation observation = one.observation;
        if (datastream == null || datastream.municipalityId() != one.municipalityId) {
            throw Refusal.notFound(
                    "observations.refusal.unknown", EntityType.DATASTREAMS.setName(), observation.datastreamId());
        }
        Integer width = datastream.width();
        if (width != null && width != observation.result().width()) {
            throw Refusal.badInput(
                    "observations.refusal.result-width",
                    width,
                    Body.shortened(observation.result().text()));
        }
        Long feature = observation.feature() == null ? datastream.feature() : observation.feature();
        if (feature == null && one.strict) {
            throw Refusal.badInput("observations.refusal.no-feature");
        }
        Period time = observation.time() == null ? new Period(now, null) : observation.time();
        return new Row(place, 0, observation, datastream, time, feature);
    }

    private void insert(List<Row> rows) {
        queries.change(Sql.of(
                """
                        insert into observation_row (datastream_id, phenomenon_time, id, result_time, result, rest, feature_id)
                        select d, s::timestamptz, i, r::timestamptz, v,
                            case when num_nonnulls(j, p, e, q, vs, ve) > 0 then (j::jsonb, p::jsonb, e::timestamptz, q::jsonb,
                                vs::timestamptz, ve::timestamptz)::observation_rest end, f
                        from unnest({}::bigint[], {}::text[], {}::text[], {}::bigint[], {}::text[], {}::float8[],
                            {}::text[], {}::text[], {}::text[], {}::text[], {}::text[], {}::bigint[])
                            u(d, s, e, i, r, v, j, q, vs, ve, p, f)""",
                longs(rows, Row::datastreamId),
                texts(rows, row -> row.time.start()),
                texts(rows, row -> row.time.end()),
                longs(rows, Row::id),
                texts(rows, row -> row.observation.resultTime()),
                rows.stream().map(row -> row.observation.result().number()).toArray(Double[]::new),
                texts(rows, row -> row.observation.result().json()),
                texts(rows, row -> row.observation.quality()),
                texts(rows, row -> end(row.observation.valid(), Period::start)),
                texts(rows, row -> end(row.observation.valid(), Period::end)),
                texts(rows, row -> row.observation.parameters()),
                longs(rows, Row::feature)));
    }

    private static @Nullable Instant end(@Nullable Period period, Function<Period, @Nullable Instant> end) {
        return period == null ? null : end.apply(period);
    }

    private static @Nullable Long[] longs(List<Row> rows, Function<Row, @Nullable Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
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
        Instant soon = clock.instant().plus(CLOCK_TOLERANCE);
        List<Row> present =
                rows.stream().filter(row -> !row.time.start().isAfter(soon)).toList();
        Map<Long, Long> numbers = extents.widen(rows);
        extents.observe(rows);
        figures.touch(rows.stream().map(Row::datastreamId).toArray(Long[]::new), texts(rows, row -> row.time.start()));
        extents.keepLast(present);
        feed.note(rows, numbers);
        if (!present.isEmpty()) {
            events.publishEvent(new ObservationsRecorded(present.stream()
                    .map(row -> new Recorded(row.datastream.thingId(), row.datastreamId(), row.time.start()))
                    .toList()));
        }
    }
}
