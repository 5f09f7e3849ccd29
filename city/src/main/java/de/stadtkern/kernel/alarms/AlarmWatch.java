package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.alarms.AlarmRows.Standing;
import de.stadtkern.kernel.alarms.Condition.Sample;
import de.stadtkern.kernel.alarms.Condition.Turn;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.ObservationsRecorded;
import de.stadtkern.kernel.observations.ObservationsRecorded.Recorded;
import de.stadtkern.kernel.observations.OneByOne;
import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.observations.Series;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.Measure;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.ProposalSource;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.Urgency;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Looks at new observations for the rules with limits. What is judged are the stored values in the order of their time, from
 * as far back as they matter: so a restart forgets nothing, an event delivered twice changes nothing, and a late value is
 * judged at its place. What was raised or cleared by a later value already, a late one does not undo.
 */
@Component
class AlarmWatch implements ProposalSource {

    static final String SOURCE = "alarms";

    private static final Measure INSPECT = new Measure("alarms.measure.inspect", "alarms.effect.inspect", null);

    private final CoveredSeries covered;
    private final RuleRows rules;
    private final AlarmRows alarms;
    private final Maintenance maintenance;
    private final Observations observations;
    private final OneByOne oneByOne;
    private final Proposals proposals;
    private final LiveUpdates liveUpdates;
    private final AlarmSettings settings;
    private final Clock clock;

    AlarmWatch(
            CoveredSeries covered,
            RuleRows rules,
            AlarmRows alarms,
            Maintenance maintenance,
            Observations observations,
            OneByOne oneByOne,
            Proposals proposals,
            LiveUpdates liveUpdates,
            AlarmSettings settings,
            Clock clock) {
        this.covered = covered;
        this.rules = rules;
        this.alarms = alarms;
        this.maintenance = maintenance;
        this.observations = observations;
        this.oneByOne = oneByOne;
        this.proposals = proposals;
        this.liveUpdates = liveUpdates;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    static Measure inspectStationMeasure() {
        return INSPECT;
    }

    /** The earliest of each datastream stands for all: what came with it is read with it. */
    @Async
    @TransactionalEventListener
    void on(ObservationsRecorded recorded) {
        Map<Long, Recorded> earliest = new LinkedHashMap<>();
        for (Recorded one : recorded.observations()) {
            if (!covered.rulesOf(one.datastreamId()).isEmpty() && isBelievable(one.phenomenonTime())) {
                earliest.merge(
                        one.datastreamId(),
                        one,
                        (first, other) -> other.phenomenonTime().isBefore(first.phenomenonTime()) ? other : first);
            }
        }
        if (!earliest.isEmpty()) {
            oneByOne.look(List.copyOf(earliest.values()), this::look);
        }
    }

    private boolean isBelievable(Instant time) {
        Instant now = clock.instant();
        return !time.isBefore(now.minus(settings.oldest())) && !time.isAfter(now.plus(settings.ahead()));
    }

    private void look(Recorded reading) {
        observations.findSeries(reading.datastreamId()).ifPresent(series -> {
            for (long id : covered.rulesOf(series.datastreamId())) {
                rules.findToJudge(id).ifPresent(rule -> judge(rule, series, reading.phenomenonTime()));
            }
        });
    }

    private void judge(Rule rule, Series series, Instant from) {
        if (!(rule.trigger() instanceof Condition condition)) {
            return;
        }
        Standing standing = alarms.standing(rule.id(), NewAlarm.subject(series.datastreamId()));
        Map<Sample, Reading> readings = readings(series, condition, standing, from);
        Instant since = from.minus(condition.lookBack());
        List<Maintenance.Window> windows = maintenance.listSince(rule.municipalityId(), since);
        List<Turn> turns = condition.judge(
                standing.active(),
                List.copyOf(readings.keySet()),
                time -> rule.hours().covers(time)
                        && windows.stream()
                                .noneMatch(
                                        window -> window.covers(series.thing().id(), time)));
        for (Turn turn : turns) {
            if (turn.raised()) {
                raise(rule, series, Objects.requireNonNull(readings.get(turn.at())));
            } else {
                alarms.clear(
                        rule.id(),
                        NewAlarm.subject(series.datastreamId()),
                        turn.at().time());
            }
        }
        if (!turns.isEmpty()) {
            liveUpdates.announce(Alarms.TOPIC);
        }
    }

    private Map<Sample, Reading> readings(Series series, Condition condition, Standing standing, Instant from) {
        Instant start = from.minus(condition.lookBack());
        Observations.Span span = new Observations.Span(
                standing.turnedAt() == null ? Instant.EPOCH : standing.turnedAt(),
                start,
                clock.instant().plus(settings.ahead()));
        Map<Sample, Reading> readings = new LinkedHashMap<>();
        observations
                .readings(series.datastreamId(), span, condition.window())
                .forEach(reading -> readings.put(new Sample(reading.time(), reading.value()), reading));
        return readings;
    }

    private void raise(Rule rule, Series series, Reading reading) {
        boolean raised = alarms.raise(NewAlarm.of(rule, series, reading), clock.instant())
                .isPresent();
        if (raised && rule.proposes()) {
            observations
                    .findStation(series.thing().id())
                    .ifPresent(station -> proposals.raise(proposal(rule, series, station, reading), Duration.ZERO));
        }
    }

    private NewProposal proposal(Rule rule, Series series, Station station, Reading reading) {
        return new NewProposal(
                rule.municipalityId(),
                SOURCE,
                rule.id() + "/" + series.datastreamId(),
                rule.name(),
                "alarms.proposal",
                "alarms.proposal.why",
                station.name(),
                station.origin(),
                station.position(),
                List.of(INSPECT.over(0)),
                List.of(),
                reading.time().plus(settings.validFor()),
                List.of(evidence(reading)),
                new Priority(urgency(rule.severity()), null),
                null,
                Raiser.RULE);
    }

    private static Urgency urgency(Severity severity) {
        return switch (severity) {
            case CRITICAL, MAJOR -> Urgency.URGENT;
            case MINOR -> Urgency.SOON;
            case WARNING -> Urgency.ROUTINE;
        };
    }

    private static Evidence evidence(Reading reading) {
        return new Evidence(
                reading.propertyName(),
                reading.value(),
                reading.unit(),
                reading.time(),
                reading.datastreamId(),
                reading.observationId());
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public List<Evidence> situation(String subject, Instant moment) {
        long datastream = Long.parseLong(subject.substring(subject.indexOf('/') + 1));
        Instant from = moment.minus(Condition.LONGEST_GAP);
        List<Reading> readings =
                observations.readings(datastream, new Observations.Span(from.minusNanos(1), from, moment), 0);
        return readings.isEmpty() ? List.of() : List.of(evidence(readings.getLast()));
    }
}
