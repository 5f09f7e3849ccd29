package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.basemap.BaseMap;
import de.stadtkern.kernel.basemap.LandUse;
import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.containers.Emptying;
import de.stadtkern.kernel.containers.Fillings;
import de.stadtkern.kernel.containers.Fillings.Expected;
import de.stadtkern.kernel.containers.Level;
import de.stadtkern.kernel.containers.Outlooks;
import de.stadtkern.kernel.containers.forecast.FillForecasts;
import de.stadtkern.kernel.containers.forecast.Finding;
import de.stadtkern.kernel.containers.forecast.Forecast;
import de.stadtkern.kernel.containers.forecast.History;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.occasions.OccasionCalendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How full containers will be. Each node learns for itself from what the database knows, a municipality when somebody
 * first asks for it, and again every few minutes: findings come late and are corrected, and all of them are learnt anew in
 * less time than it takes to tell which are new. For several threads.
 */
@Component
public class BinForecasts implements Outlooks {

    private final Fillings fillings;
    private final Containers containers;
    private final OccasionCalendar calendar;
    private final BaseMap map;
    private final WastePolicies policies;
    private final Duration history;
    private final Clock clock;
    private final Map<Long, Learnt> byMunicipality = new ConcurrentHashMap<>();

    BinForecasts(
            Fillings fillings,
            Containers containers,
            OccasionCalendar calendar,
            BaseMap map,
            WastePolicies policies,
            Clock clock,
            @Value("${stadtkern.wastetours.history:400d}") Duration history) {
        this.fillings = fillings;
        this.containers = containers;
        this.calendar = calendar;
        this.map = map;
        this.policies = policies;
        this.history = history;
        this.clock = clock;
    }

    /** What is known of a municipality, and until when; {@code forecasts} is used by one thread at a time. */
    private record Learnt(FillForecasts forecasts, Map<Long, Container> containers, Instant at) {}

    /** How full they will be if nobody empties them before; those that there are not are missing. */
    public Map<Long, Forecast> at(Collection<Long> containerIds, Instant when) {
        Map<Long, Forecast> found = new HashMap<>();
        for (long id : containerIds) {
            learntOf(id).ifPresent(learnt -> {
                synchronized (learnt) {
                    found.put(id, learnt.forecasts.at(id, when));
                }
            });
        }
        return found;
    }

    /** How probable it is, 0 to 1, that a container is full then if nobody empties it before; 0 when there is no such one. */
    double fullProbability(long containerId, Instant when) {
        return learntOf(containerId)
                .map(learnt -> {
                    synchronized (learnt) {
                        return learnt.forecasts.fullProbability(containerId, when);
                    }
                })
                .orElse(0.0);
    }

    @Override
    public Optional<Outlook> find(Container container) {
        if (!Judged.isEmptied(container)) {
            return Optional.empty();
        }
        long id = container.id();
        Instant now = clock.instant();
        Instant next = TourDay.next(policies.get(container.municipalityId()), container, now)
                .orElse(null);
        return Optional.ofNullable(at(List.of(id), now.plus(Duration.ofDays(1))).get(id))
                .map(tomorrow -> new Outlook(
                        tomorrow,
                        next,
                        next == null
                                ? null
                                : Objects.requireNonNull(at(List.of(id), next).get(id))
                                        .fullProbability(),
                        learntAt(container.municipalityId())));
    }

    /** Until when what was found counts in the forecasts of the municipality. */
    Instant learntAt(long municipalityId) {
        return learnt(municipalityId).at();
    }

    /** Learns anew what is known of the municipality by now. */
    void learn(long municipalityId) {
        Instant now = clock.instant();
        Map<Long, Container> known = fillings.containers(municipalityId).stream()
                .collect(Collectors.toMap(Container::id, Function.identity()));
        Map<Long, List<Emptying>> emptyings = fillings.emptyings(known.keySet(), now.minus(history), now);
        Map<Long, Level> levels = fillings.levels(known.keySet());
        Map<Position, LandUse> uses =
                map.landUses(known.values().stream().map(Container::position).collect(Collectors.toSet()));
        List<History> histories = known.values().stream()
                .map(one -> new History(
                        one.id(),
                        groups(one, uses),
                        findings(emptyings.getOrDefault(one.id(), List.of()), levels.get(one.id()), now)))
                .toList();
        FillForecasts forecasts = FillForecasts.learn(TourDay.TOWN, calendar.occasions(municipalityId), histories);
        byMunicipality.put(municipalityId, new Learnt(forecasts, known, now));
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
    void learnAgain() {
        byMunicipality.keySet().forEach(this::learn);
    }

    /** Tells the register how full those probably are by now that nobody measures. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT5M")
    @SchedulerLock(name = "wastetours/expect")
    void expect() {
        List<Long> unmeasured = fillings.listUnmeasured();
        if (!unmeasured.isEmpty()) {
            Instant now = clock.instant();
            fillings.expect(
                    at(unmeasured, now).entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, one -> expected(one.getValue()))),
                    now);
        }
    }

    /** Half of the band of 80 % is what it may be wrong by. */
    private static Expected expected(Forecast forecast) {
        return new Expected(forecast.middle(), (forecast.high() - forecast.low()) / 2);
    }

    private Learnt learnt(long municipalityId) {
        if (!byMunicipality.containsKey(municipalityId)) {
            learn(municipalityId);
        }
        return Objects.requireNonNull(byMunicipality.get(municipalityId));
    }

    /** One that is newer than what was learnt begins as its groups do. */
    private Optional<Learnt> learntOf(long containerId) {
        Optional<Learnt> known = byMunicipality.values().stream()
                .filter(one -> one.containers.containsKey(containerId))
                .findFirst();
        return known.or(() -> containers.find(containerId).map(fresh -> {
            Learnt learnt = learnt(fresh.municipalityId());
            synchronized (learnt) {
                learnt.forecasts.register(containerId, groups(fresh, map.landUses(Set.of(fresh.position()))));
            }
            return learnt;
        }));
    }

    /** Its street, what kind it is, and what the land around it is used for, if the map says so. */
    private static List<String> groups(Container container, Map<Position, LandUse> uses) {
        String street = container.place().replaceFirst("[ ,]+\\d.*$", "").strip();
        List<String> groups = new ArrayList<>(List.of(street, container.kind() + " " + container.fraction()));
        LandUse use = uses.get(container.position());
        if (use != null) {
            groups.add(use.name());
        }
        return groups;
    }

    /** What the last look found counts only after the last emptying. */
    private static List<Finding> findings(List<Emptying> emptyings, @Nullable Level level, Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (Emptying one : emptyings) {
            Double share = one.levelBefore();
            findings.add(
                    share == null
                            ? Finding.emptied(one.at())
                            : Finding.emptied(one.at(), share, Objects.requireNonNullElse(one.spread(), 0.0)));
        }
        if (level != null
                && level.share() != null
                && level.at() != null
                && !level.at().isAfter(now)) {
            boolean newer = emptyings.isEmpty()
                    || level.at().isAfter(emptyings.getLast().at());
            if (newer) {
                findings.add(found(level.at(), level.share(), level));
            }
        }
        return findings;
    }

    private static Finding found(Instant at, double share, Level level) {
        return level.source() == Level.Source.REPORT && share >= 1
                ? Finding.reportedFull(at)
                : Finding.measured(at, share, Objects.requireNonNullElse(level.spread(), 0.0));
    }
}
