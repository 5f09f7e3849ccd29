package de.stadtkern.kernel.containers;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How containers fill, for rules and forecasts: asks no rights, shows nothing to anybody. */
@Component
public class Fillings {

    private final EmptyingRows emptyings;
    private final ContainerRows containers;
    private final ContainersSettings settings;
    private final Clock clock;

    Fillings(EmptyingRows emptyings, ContainerRows containers, ContainersSettings settings, Clock clock) {
        this.emptyings = emptyings;
        this.containers = containers;
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

    /** How full each of these containers is now. */
    public Map<Long, Level> levels(Collection<Long> containerIds) {
        return containers.levels(containerIds, clock.instant(), settings);
    }
}
