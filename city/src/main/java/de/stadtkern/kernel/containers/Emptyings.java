package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.Level.Source;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What crews say when they empty a container. */
@Component
public class Emptyings {

    /** Who taps a quarter, a half or full is wrong by about half a step. */
    private static final double SPREAD_OF_A_LOOK = 0.15;

    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Containers containers;
    private final EmptyingRows rows;
    private final LevelRows levels;
    private final ContainersSettings settings;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Emptyings(
            Containers containers,
            EmptyingRows rows,
            LevelRows levels,
            ContainersSettings settings,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.containers = containers;
        this.rows = rows;
        this.levels = levels;
        this.settings = settings;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /**
     * How a crew found a container.
     *
     * @param at when it was emptied
     * @param levelFound 0 to 1, how full it was before
     * @param damaged whether it is damaged
     * @param litter whether litter lies beside it
     */
    public record Found(Instant at, double levelFound, boolean damaged, boolean litter) {}

    /**
     * Keeps that the container was emptied; again changes nothing. Refused with 400 when the time lies ahead or the level
     * is none, with 403 or 404 when the signed-in person neither drives tours nor keeps containers there.
     */
    @Transactional
    public void record(long containerId, Found found) {
        Container container = containers.getWorkedAt(containerId);
        if (!(found.levelFound() >= 0 && found.levelFound() <= 1)) {
            throw Refusal.badInput("containers.refusal.level", found.levelFound())
                    .at("level");
        }
        if (found.at().isAfter(clock.instant().plus(AHEAD))) {
            throw Refusal.badInput("containers.refusal.future").at("at");
        }
        tell(container, found);
    }

    /** The same for services, which have asked for rights and looked at level and time themselves. */
    public void tell(Container container, Found found) {
        rows.told(
                container,
                new Emptying(
                        found.at(),
                        found.levelFound(),
                        SPREAD_OF_A_LOOK,
                        Source.CREW,
                        true,
                        found.damaged(),
                        found.litter()),
                settings.sameEmptying());
        levels.said(container.id(), 0, SPREAD_OF_A_LOOK, found.at(), Source.CREW);
        liveUpdates.announce(Containers.TOPIC);
    }

    /**
     * For services: the crew did not empty the container at that time after all. What the sensor saw stays; how full the
     * container is, is then unknown until somebody says it again, if nobody has since.
     */
    public void takeBack(Container container, Instant at) {
        rows.takenBack(container, at, settings.sameEmptying());
        levels.takenBack(container.id(), at, Source.CREW);
        liveUpdates.announce(Containers.TOPIC);
    }
}
