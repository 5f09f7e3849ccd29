package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.ContainerRows.Filter;
import de.stadtkern.kernel.containers.ContainerRows.Listed;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Containers, their levels and emptyings, for programs. */
@RestController
@RequestMapping("/containers/api")
class ContainersApi {

    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final int MOST = 1000;

    private final Containers containers;
    private final Emptyings emptyings;
    private final EmptyingRows emptyingRows;
    private final Clock clock;

    ContainersApi(Containers containers, Emptyings emptyings, EmptyingRows emptyingRows, Clock clock) {
        this.containers = containers;
        this.emptyings = emptyings;
        this.emptyingRows = emptyingRows;
        this.clock = clock;
    }

    /** That a crew emptied a container; without {@code at} it was now. */
    record Told(
            @Nullable Instant at,
            @Nullable Double levelFound,
            @Nullable Boolean damaged,
            @Nullable Boolean litter) {}

    /** By name, a thousand at a time. */
    @GetMapping
    List<Listed> list(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String fraction,
            @RequestParam(defaultValue = "0") int page) {
        Filter filter = new Filter(containers.listReadable(), kind, fraction, false, Part.EVERYWHERE);
        return containers.rows(filter).list(new TableQuery("", "name", false, MOST, (long) Math.max(0, page) * MOST));
    }

    @GetMapping(ONE)
    Listed show(@PathVariable long id) {
        Container container = containers.get(id);
        return new Listed(container, containers.level(container));
    }

    /** In the order of time; of the last year unless asked for otherwise. */
    @GetMapping(ONE + "/emptyings")
    List<Emptying> emptyings(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        containers.get(id);
        Instant end = until == null ? clock.instant() : until;
        return emptyingRows
                .list(List.of(id), from == null ? end.minus(Duration.ofDays(365)) : from, end)
                .getOrDefault(id, List.of());
    }

    @PostMapping(ONE + "/emptyings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void emptied(@PathVariable long id, @RequestBody Told told) {
        containers.get(id);
        if (told.levelFound() == null) {
            throw Refusal.badInput("containers.refusal.tap").at("levelFound");
        }
        emptyings.record(
                id,
                new Emptyings.Found(
                        told.at() == null ? clock.instant() : told.at(),
                        told.levelFound(),
                        Boolean.TRUE.equals(told.damaged()),
                        Boolean.TRUE.equals(told.litter())));
    }
}
