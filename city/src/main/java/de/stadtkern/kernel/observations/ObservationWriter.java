package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;

/** Stores observations. What it has returned is committed and survives a power cut. */
@Component
class ObservationWriter {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final int LONGEST_TOKEN = 255;

    private final JdbcClient jdbc;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ObservationWriter(JdbcClient jdbc, Access access, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
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

    /** An observation on its way to its datastream. */
    record Entry(Body observation, Target target) {}

    private record Owner(long thingId, long municipalityId) {}

    /** All or none; in the order of the datastreams, so that two who store at once never wait for each other. */
    @Transactional
    void createAll(List<Entry> entries) {
        entries.stream()
                .sorted(Comparator.comparingLong(entry -> entry.target().datastreamId()))
                .forEach(entry -> create(entry.observation(), entry.target()));
    }

    /**
     * Returns the id of the observation; of the one already there when the token was seen before. What a device with a
     * wrong clock dates into the future is kept, but is not the newest value and moves no rule.
     */
    @Transactional
    long create(Body observation, Target target) {
        Owner owner = findOwner(target.datastreamId());
        access.requireDeviceOf(owner.municipalityId());
        Instant time = Objects.requireNonNullElseGet(observation.time("phenomenonTime"), clock::instant);
        Optional<Long> fresh = insert(observation, target, time);
        if (fresh.isEmpty()) {
            return findByToken(target);
        }
        if (time.isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
            return fresh.get();
        }
        if (observation.value("result").isNumber()) {
            keepAsLast(target.datastreamId(), fresh.get());
        }
        events.publishEvent(new ObservationRecorded(owner.thingId(), target.datastreamId(), time));
        return fresh.get();
    }

    private Owner findOwner(long datastreamId) {
        return jdbc.sql("""
                        select t.id as thing_id, t.municipality_id from datastream d join thing t on t.id = d.thing_id
                        where d.id = :id""")
                .param("id", datastreamId)
                .query(Owner.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("observations.refusal.unknown", "Datastreams", datastreamId));
    }

    private Optional<Long> insert(Body observation, Target target, Instant time) {
        try {
            return insertRow(observation, target, time);
        } catch (DataIntegrityViolationException | JsonNodeException e) {
            throw Refusal.badInput("observations.refusal.not-storable");
        }
    }

    private Optional<Long> insertRow(Body observation, Target target, Instant time) {
        JsonNode result = observation.value("result");
        if (result.isNumber() && !Double.isFinite(result.doubleValue())) {
            throw Refusal.badInput("observations.refusal.not-storable");
        }
        Instant resultTime = observation.time("resultTime");
        return jdbc.sql("""
                        insert into observation
                            (datastream_id, phenomenon_time, result_time, result, result_json, parameters, client_token)
                        values (:datastream, :time, :resultTime::timestamptz, :number::float8, :json::jsonb,
                            :parameters::jsonb, :token)
                        on conflict (datastream_id, client_token) where client_token is not null do nothing
                        returning id""")
                .param("datastream", target.datastreamId())
                .param("time", time.atOffset(ZoneOffset.UTC))
                .param("resultTime", resultTime == null ? null : resultTime.atOffset(ZoneOffset.UTC))
                .param("number", result.isNumber() ? result.doubleValue() : null)
                .param("json", result.isNumber() ? null : result.toString())
                .param("parameters", observation.jsonObject("parameters"))
                .param("token", target.clientToken())
                .query(Long.class)
                .optional();
    }

    private long findByToken(Target target) {
        return jdbc.sql("select id from observation where datastream_id = :datastream and client_token = :token")
                .param("datastream", target.datastreamId())
                .param("token", target.clientToken())
                .query(Long.class)
                .single();
    }

    private void keepAsLast(long datastreamId, long observationId) {
        jdbc.sql("""
                        insert into last_observation as l (datastream_id, phenomenon_time, observation_id, result)
                        select datastream_id, phenomenon_time, id, result from observation
                        where datastream_id = :datastream and id = :id
                        on conflict (datastream_id) do update
                        set phenomenon_time = excluded.phenomenon_time, observation_id = excluded.observation_id,
                            result = excluded.result
                        where excluded.phenomenon_time >= l.phenomenon_time""")
                .param("datastream", datastreamId)
                .param("id", observationId)
                .update();
    }
}
