package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.matching.Gap;
import de.stadtkern.kernel.matching.Matched;
import de.stadtkern.kernel.matching.Matchings;
import de.stadtkern.kernel.matching.Step;
import de.stadtkern.kernel.matching.Track;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is kept of where vehicles were. Who may ask is for the caller to decide; people read tracks on {@code /tracks}. */
@Component
public class Tracks {

    /** Changed when a vehicle has moved; announced at most once a second. */
    public static final String TOPIC = "tracks";

    /** Who has not moved for so long is not out. */
    private static final Duration OUT = Duration.ofHours(12);
    /** The way over a gap is looked for as if it was driven in this time. */
    private static final Duration CROSSING = Duration.ofSeconds(59);

    private final FixRows rows;
    private final FixWriter writer;
    private final VehicleFixes intake;
    private final Matchings matchings;
    private final Streets streets;
    private final Clock clock;

    Tracks(FixRows rows, FixWriter writer, VehicleFixes intake, Matchings matchings, Streets streets, Clock clock) {
        this.rows = rows;
        this.writer = writer;
        this.intake = intake;
        this.matchings = matchings;
        this.streets = streets;
        this.clock = clock;
    }

    /**
     * Keeps the fixes within the running transaction. The same time of the same vehicle and tour is kept once, whatever
     * the order in which they come; fixes older than is kept at all, and of the future, are left out.
     *
     * @param vehicleId of {@code fleet}; null when unknown, then there is a tour
     * @return how many were new
     */
    @Transactional
    public int record(long municipalityId, @Nullable Long vehicleId, @Nullable Long tourId, List<Fix> fixes) {
        List<Fix> timely = intake.timely(fixes);
        return timely.isEmpty() ? 0 : writer.write(new FixRows.Source(municipalityId, vehicleId, tourId), timely);
    }

    /**
     * The same with a GPX or CSV file.
     *
     * @throws de.stadtkern.kernel.problem.Refusal at {@code file} when it breaks a rule, or nothing of it is kept so long
     */
    @Transactional
    public int recordFile(long municipalityId, @Nullable Long vehicleId, @Nullable Long tourId, byte[] file) {
        List<Fix> fixes = FixFormat.ofFile(file);
        intake.requireTimely(fixes);
        return record(municipalityId, vehicleId, tourId, fixes);
    }

    /** What the positions of the tour's phones prove, from (inclusive) until (exclusive). */
    public List<Coverage> coverage(long tourId, Instant from, Instant until) {
        return evaluate(tourId, null, from, until).coverage();
    }

    /**
     * The same with all that the proof says of it. The vehicle's own telematics count when they told anything in that
     * time, otherwise the tour's phones.
     */
    public Evaluation evaluate(long tourId, @Nullable Long vehicleId, Instant from, Instant until) {
        List<Fix> own =
                vehicleId == null ? List.of() : rows.list(ids(rows.listOfVehicle(vehicleId).stream()), from, until);
        return evaluate(own.isEmpty() ? rows.list(ids(rows.listOfTour(tourId).stream()), from, until) : own);
    }

    /** What these fixes prove, in the order of time. */
    Evaluation evaluate(List<Fix> all) {
        Map<Instant, Fix> byTime = new LinkedHashMap<>();
        all.forEach(fix -> byTime.putIfAbsent(fix.time(), fix));
        List<Fix> fixes = List.copyOf(byTime.values());
        if (fixes.isEmpty() || streets.findExtract().isEmpty()) {
            return new Evaluation(fixes.size(), null, null, 0, null, false, List.of(), List.of());
        }
        Matched matched = matchings.match(new Track(fixes.stream()
                .map(fix -> new de.stadtkern.kernel.matching.Fix(fix.time(), fix.position()))
                .toList()));
        Map<Integer, List<Step>> guessed = crossings(matched.gaps());
        Map<Long, Double> lengths = streets
                .listByIds(Stream.concat(
                                matched.steps().stream(),
                                guessed.values().stream().flatMap(List::stream))
                        .map(Step::segmentId)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Segment::id, Segment::lengthMetres));
        return Treatment.of(fixes, matched, guessed, lengths);
    }

    /**
     * To be called when the proof of the tour is kept: the positions go at once where the works council did not agree to
     * keep them longer.
     */
    @Transactional
    public void proven(long tourId, @Nullable Long vehicleId, Instant from, Instant until) {
        rows.deleteUnagreed(ids(rows.listOfTour(tourId).stream()), Instant.EPOCH, clock.instant());
        if (vehicleId != null) {
            rows.deleteUnagreed(ids(rows.listOfVehicle(vehicleId).stream()), from, until);
        }
    }

    /** Where the vehicle was last; empty when it is not out, or may not be shown. */
    public Optional<Fix> newest(long vehicleId) {
        return rows.findNewest(vehicleId, clock.instant().minus(OUT));
    }

    /** Where the vehicles of the municipalities that are out were last; of those whose works council agreed. */
    public List<Newest> newestOf(Collection<Long> municipalities) {
        return municipalities.isEmpty()
                ? List.of()
                : rows.listNewest(municipalities, clock.instant().minus(OUT));
    }

    /** The likely ways over gaps, all in one match: each gap for itself, far from the others in time. */
    private Map<Integer, List<Step>> crossings(List<Gap> gaps) {
        if (gaps.isEmpty()) {
            return Map.of();
        }
        Duration apart = Duration.ofHours(1);
        List<de.stadtkern.kernel.matching.Fix> ends = new ArrayList<>();
        for (int i = 0; i < gaps.size(); i++) {
            Instant begin = Instant.EPOCH.plus(apart.multipliedBy(i));
            ends.add(new de.stadtkern.kernel.matching.Fix(
                    begin, gaps.get(i).before().place()));
            ends.add(new de.stadtkern.kernel.matching.Fix(
                    begin.plus(CROSSING), gaps.get(i).after().place()));
        }
        Map<Integer, List<Step>> crossings = new HashMap<>();
        for (Step step : matchings.match(new Track(ends)).steps()) {
            int gap = (int) Duration.between(Instant.EPOCH, step.from()).dividedBy(apart);
            crossings.computeIfAbsent(gap, first -> new ArrayList<>()).add(at(gaps.get(gap), step));
        }
        return crossings;
    }

    private static Step at(Gap gap, Step step) {
        return new Step(step.segmentId(), step.along(), step.fromMetres(), step.toMetres(), gap.from(), gap.until());
    }

    private static List<Long> ids(Stream<FixRows.Track> tracks) {
        return tracks.map(FixRows.Track::id).toList();
    }
}
