package de.stadtkern.services.winter;

import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.ObservationsRecorded;
import de.stadtkern.kernel.observations.ObservationsRecorded.Recorded;
import de.stadtkern.kernel.observations.OneByOne;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.ProposalSource;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Looks at every new road-weather reading and proposes a round where the road becomes slippery. */
@Component
class FrostWatch implements ProposalSource {

    static final String SOURCE = "winter";

    private static final List<String> MEASURES = List.of("winter.measure.salt", "winter.measure.control-drive");

    private final Observations observations;
    private final OneByOne oneByOne;
    private final Proposals proposals;
    private final Streets streets;
    private final WinterSettings settings;
    private final LiveUpdates liveUpdates;

    FrostWatch(
            Observations observations,
            OneByOne oneByOne,
            Proposals proposals,
            Streets streets,
            WinterSettings settings,
            LiveUpdates liveUpdates) {
        this.observations = observations;
        this.oneByOne = oneByOne;
        this.proposals = proposals;
        this.streets = streets;
        this.settings = settings;
        this.liveUpdates = liveUpdates;
    }

    /** Each moment of each road-weather station once, however many values came with it. */
    @Async
    @TransactionalEventListener
    void on(ObservationsRecorded recorded) {
        Map<Long, Station> stations = observations.findStations(
                recorded.observations().stream().map(Recorded::thingId).collect(Collectors.toSet()),
                RoadWeather.SURFACE);
        Map<Moment, Recorded> moments = new LinkedHashMap<>();
        recorded.observations().stream()
                .filter(one -> stations.containsKey(one.thingId()))
                .forEach(one -> moments.put(new Moment(one.thingId(), one.phenomenonTime()), one));
        if (!moments.isEmpty()) {
            oneByOne.look(
                    List.copyOf(moments.values()),
                    one -> look(Objects.requireNonNull(stations.get(one.thingId())), one.phenomenonTime()));
            liveUpdates.announce(SOURCE);
        }
    }

    private record Moment(long thingId, Instant time) {}

    private void look(Station station, Instant moment) {
        weather(station.id(), moment)
                .ifPresent(known -> FrostRule.judge(known)
                        .ifPresent(danger -> proposals.raise(
                                proposal(station, danger, known.evidence(), moment), settings.restAfterDecision())));
    }

    private Optional<RoadWeather> weather(long thingId, Instant moment) {
        return RoadWeather.of(observations.readingsAt(thingId, moment, settings.together()));
    }

    private NewProposal proposal(Station station, Danger danger, List<Evidence> evidence, Instant moment) {
        return new NewProposal(
                station.municipalityId(),
                SOURCE,
                Long.toString(station.id()),
                FrostRule.VERSION,
                danger.textKey(),
                station.name(),
                station.origin(),
                station.position(),
                MEASURES,
                streetsAround(station),
                moment.plus(settings.validFor()),
                evidence);
    }

    /** The streets that the policy names; where there is none of them, all that are in reach. */
    private List<Long> streetsAround(Station station) {
        List<Segment> inReach = streets.listWithin(station.position(), settings.reachMetres());
        List<Segment> named = inReach.stream()
                .filter(segment -> settings.roadClasses().contains(segment.roadClass()))
                .toList();
        return (named.isEmpty() ? inReach : named).stream().map(Segment::id).toList();
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public List<Evidence> situation(String subject, Instant moment) {
        return weather(Long.parseLong(subject), moment)
                .map(RoadWeather::evidence)
                .orElse(List.of());
    }
}
