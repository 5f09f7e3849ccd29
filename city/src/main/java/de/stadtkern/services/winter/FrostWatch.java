package de.stadtkern.services.winter;

import de.stadtkern.kernel.observations.ObservationsRecorded;
import de.stadtkern.kernel.observations.ObservationsRecorded.Recorded;
import de.stadtkern.kernel.observations.OneByOne;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.operations.Alternative;
import de.stadtkern.kernel.operations.Confidence;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.Measure;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.Priority;
import de.stadtkern.kernel.operations.ProposalSource;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.Urgency;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.roadweather.Danger;
import de.stadtkern.kernel.roadweather.Remark;
import de.stadtkern.kernel.roadweather.RoadConditions;
import de.stadtkern.kernel.roadweather.RoadWeather;
import de.stadtkern.kernel.roadweather.StationCondition;
import de.stadtkern.kernel.roadweather.nowcast.Nowcast;
import de.stadtkern.kernel.streets.Segment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Looks at every new road-weather reading and proposes a round where the road becomes slippery. */
@Component
class FrostWatch implements ProposalSource {

    static final String SOURCE = "winter";

    private final RoadConditions conditions;
    private final OneByOne oneByOne;
    private final Proposals proposals;
    private final Doses doses;
    private final Outlook outlook;
    private final WinterSettings settings;
    private final DutyHours hours;
    private final LiveUpdates liveUpdates;
    /** Time of the newest value that was looked at, by datastream. */
    private final Map<Long, Instant> looked = new ConcurrentHashMap<>();

    FrostWatch(
            RoadConditions conditions,
            OneByOne oneByOne,
            Proposals proposals,
            Doses doses,
            Outlook outlook,
            WinterSettings settings,
            LiveUpdates liveUpdates) {
        this.conditions = conditions;
        this.oneByOne = oneByOne;
        this.proposals = proposals;
        this.doses = doses;
        this.outlook = outlook;
        this.settings = settings;
        this.hours = new DutyHours(settings);
        this.liveUpdates = liveUpdates;
    }

    @Bean
    static Measure saltMeasure(WinterSettings settings) {
        return new Measure("winter.measure.salt", "winter.effect.salt", settings.saltEurosPerKilometre());
    }

    @Bean
    static Measure controlDriveMeasure(WinterSettings settings) {
        return new Measure(
                "winter.measure.control-drive", "winter.effect.control-drive", settings.controlEurosPerKilometre());
    }

    /**
     * How it is now at the stations from which something came: values that are past are past. What was read with an earlier
     * event is not looked at again, so events that wait cost next to nothing.
     */
    @Async
    @TransactionalEventListener
    void on(ObservationsRecorded recorded) {
        Map<Long, Recorded> things = new LinkedHashMap<>();
        recorded.observations().stream().filter(this::isNew).forEach(one -> things.put(one.thingId(), one));
        Map<Long, StationCondition> stations = things.isEmpty()
                ? Map.of()
                : conditions.stations(things.keySet()).stream()
                        .collect(Collectors.toMap(one -> one.station().id(), Function.identity()));
        if (!stations.isEmpty()) {
            things.keySet().retainAll(stations.keySet());
            oneByOne.look(
                    List.copyOf(things.values()), one -> look(Objects.requireNonNull(stations.get(one.thingId()))));
            liveUpdates.announce(RoadConditions.TOPIC);
            liveUpdates.announce(SOURCE);
        }
    }

    private boolean isNew(Recorded one) {
        return one.phenomenonTime().isAfter(looked.getOrDefault(one.datastreamId(), Instant.MIN));
    }

    private void look(StationCondition station) {
        RoadWeather weather = station.weather();
        if (weather != null) {
            station.danger()
                    .map(danger -> found(danger, station, weather))
                    .or(() -> Foreseen.of(station, settings.foreseenFrom()).map(FrostWatch::foreseen))
                    .ifPresent(finding ->
                            proposals.raise(proposal(station, finding, weather), settings.restAfterDecision()));
            afterCommit(
                    () -> weather.readings().forEach(reading -> looked.put(reading.datastreamId(), reading.time())));
        }
    }

    private static void afterCommit(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }

    /**
     * What is to be decided about.
     *
     * @param surface of the road when it is so, in °C
     * @param computed evidence beside that of the weather
     */
    private record Finding(
            Dose.Case when,
            double surface,
            String headline,
            String rule,
            Priority priority,
            Confidence confidence,
            List<Evidence> computed) {}

    private Finding found(Danger danger, StationCondition station, RoadWeather weather) {
        return new Finding(
                Dose.Case.of(danger),
                weather.surface(),
                "winter.danger." + danger.key(),
                RoadConditions.RULE,
                hours.priority(weather.measuredUntil()),
                confidence(station),
                List.of());
    }

    private static Finding foreseen(Foreseen foreseen) {
        return new Finding(
                Dose.Case.PREVENTIVE,
                foreseen.horizon().surface(),
                "winter.foreseen." + foreseen.danger().key(),
                Nowcast.VERSION,
                new Priority(Urgency.ROUTINE, null),
                foreseen.confidence(),
                foreseen.evidence());
    }

    private NewProposal proposal(StationCondition condition, Finding finding, RoadWeather weather) {
        Station station = condition.station();
        Instant moment = weather.measuredUntil();
        List<Segment> around = streetsAround(condition);
        double metres = around.stream().mapToDouble(Segment::lengthMetres).sum();
        Doses.Advice advice =
                doses.advise(station.municipalityId(), finding.when(), finding.surface(), weather, around);
        return new NewProposal(
                station.municipalityId(),
                SOURCE,
                Long.toString(station.id()),
                finding.rule(),
                finding.headline(),
                finding.headline() + ".why",
                station.name(),
                station.origin(),
                station.position(),
                advice.alternatives(
                        controlDriveMeasure(settings).over(metres),
                        new Alternative(Measure.NO_ACTION, null, "winter.effect.no-action")),
                around.stream().map(Segment::id).toList(),
                moment.plus(settings.validFor()),
                Stream.of(
                                weather.evidence(),
                                finding.computed(),
                                outlook.evidence(station.position()),
                                advice.numbers())
                        .flatMap(List::stream)
                        .toList(),
                finding.priority(),
                finding.confidence(),
                Raiser.RULE);
    }

    /** By how far the road is from being free, compared with what sensors are wrong by. */
    private Confidence confidence(StationCondition station) {
        Optional<Remark> doubt =
                station.remarks().stream().filter(Remark::isDoubt).findFirst();
        if (doubt.isPresent()) {
            return new Confidence(Confidence.Level.LOW, null, doubt.get().textKey());
        }
        Double stated = station.plusMinus();
        double uncertainty = stated == null ? settings.sensorUncertainty() : stated;
        if (station.margin() < uncertainty) {
            return new Confidence(Confidence.Level.LOW, null, "winter.confidence.low");
        }
        return station.margin() < 2 * uncertainty
                ? new Confidence(Confidence.Level.MEDIUM, null, "winter.confidence.medium")
                : new Confidence(Confidence.Level.HIGH, null, "winter.confidence.high");
    }

    /** The streets for which the station speaks: those that the policy names; where there is none of them, all. */
    private List<Segment> streetsAround(StationCondition station) {
        List<Segment> inReach = conditions.around(station);
        List<Segment> named = inReach.stream()
                .filter(segment -> settings.roadClasses().contains(segment.roadClass()))
                .toList();
        return named.isEmpty() ? inReach : named;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public List<Evidence> situation(String subject, Instant moment) {
        return conditions
                .at(Long.parseLong(subject), moment)
                .map(StationCondition::weather)
                .map(RoadWeather::evidence)
                .orElse(List.of());
    }
}
