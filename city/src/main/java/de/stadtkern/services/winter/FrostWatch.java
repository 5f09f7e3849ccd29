package de.stadtkern.services.winter;

import de.stadtkern.kernel.observations.ObservationRecorded;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.operations.Evidence;
import de.stadtkern.kernel.operations.NewProposal;
import de.stadtkern.kernel.operations.ProposalSource;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Looks at every new road-weather reading and proposes a round where the road becomes slippery. */
@Component
class FrostWatch implements ProposalSource {

    static final String SOURCE = "winter";

    private static final List<String> MEASURES = List.of("winter.measure.salt", "winter.measure.control-drive");

    private final Observations observations;
    private final Proposals proposals;
    private final Streets streets;
    private final WinterSettings settings;
    private final LiveUpdates liveUpdates;

    FrostWatch(
            Observations observations,
            Proposals proposals,
            Streets streets,
            WinterSettings settings,
            LiveUpdates liveUpdates) {
        this.observations = observations;
        this.proposals = proposals;
        this.streets = streets;
        this.settings = settings;
        this.liveUpdates = liveUpdates;
    }

    @ApplicationModuleListener
    void on(ObservationRecorded recorded) {
        observations.findStation(recorded.thingId()).ifPresent(station -> look(station, recorded.phenomenonTime()));
    }

    private void look(Station station, Instant moment) {
        Optional<RoadWeather> weather = weather(station.id(), moment);
        weather.ifPresent(known -> {
            FrostRule.judge(known)
                    .ifPresent(danger -> proposals.raise(
                            proposal(station, danger, known.evidence(), moment), settings.restAfterDecision()));
            liveUpdates.announce(SOURCE);
        });
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
