package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How containers fill, for rules and forecasts: asks no rights, shows nothing to anybody. */
@Component
public class Fillings {

    /** What people found stands as they found it for so long. */
    private static final Duration JUST = Duration.ofHours(1);

    private final EmptyingRows emptyings;
    private final ContainerRows containers;
    private final LevelRows levels;
    private final ContainersSettings settings;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Fillings(
            EmptyingRows emptyings,
            ContainerRows containers,
            LevelRows levels,
            ContainersSettings settings,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.emptyings = emptyings;
        this.containers = containers;
        this.levels = levels;
        this.liveUpdates = liveUpdates;
        this.settings = settings;
        this.clock = clock;
    }

    /** All of the municipality, by name. */
    public List<Container> containers(long municipalityId) {
        return containers.list(municipalityId);
    }

    /** When each of these containers was emptied and how full it was, in the order of time; those never are missing. */
    public Map<Long, List<Emptying>> emptyings(Collection<Long> containerIds, Instant from, Instant until) {
        return emptyings.list(containerIds, from, until);
    }

    /** When each of these containers was emptied for the last time; those that never were are missing. */
    public Map<Long, Instant> lastEmptied(Collection<Long> containerIds) {
        return emptyings.last(containerIds);
    }

    /** How full each of these containers was found last, without what is expected since. */
    public Map<Long, Level> levels(Collection<Long> containerIds) {
        return containers.found(containerIds, clock.instant(), settings);
    }

    /**
     * How full a container probably is.
     *
     * @param share 0 to 1
     * @param spread by how much that may be wrong, 0 to 1
     */
    public record Expected(double share, double spread) {}

    /** The containers of which something is known, but which nobody measures now or has just looked into. */
    public List<Long> listUnmeasured() {
        Instant now = clock.instant();
        return levels.listUnmeasured(now.minus(settings.liveFor()), now.minus(JUST));
    }

    /** Pages show this of these containers until something newer is found. */
    public void expect(Map<Long, Expected> expected, Instant at) {
        levels.expect(expected, at);
        liveUpdates.announce(Containers.TOPIC);
    }
}
