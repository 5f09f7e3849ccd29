package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The closures as JSON; lines are the coordinates of a MultiLineString of GeoJSON. */
@RestController
@RequestMapping("/closures/api")
class ClosureApi {

    private final Closures closures;

    ClosureApi(Closures closures) {
        this.closures = closures;
    }

    /** A closure. */
    record Shown(
            long id,
            String name,
            String reason,
            boolean inForce,
            boolean onFootToo,
            Instant starts,
            @Nullable Instant ends,
            List<List<double[]>> lines) {}

    @GetMapping
    List<Shown> list() {
        return closures.list().stream().map(this::shown).toList();
    }

    /** {@code {"name": "…", "reason": "…", "starts": "…", "ends": "…", "onFootToo": false, "lines": [[[lon, lat], …]]}}. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Shown add(@RequestBody JsonNode body) {
        closures.requireKept();
        return shown(closures.add(field -> body.path(field).asString(""), lines(body.path("lines"))));
    }

    @PostMapping("/{id:[0-9]{1,18}}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable long id) {
        closures.end(id);
    }

    private static List<List<Position>> lines(JsonNode given) {
        List<List<Position>> lines = new ArrayList<>();
        for (JsonNode line : given) {
            List<Position> course = new ArrayList<>();
            for (JsonNode point : line) {
                course.add(position(point));
            }
            lines.add(course);
        }
        return lines;
    }

    private static Position position(JsonNode point) {
        boolean fit = point.size() >= 2
                && point.path(0).isNumber()
                && point.path(1).isNumber()
                && Math.abs(point.path(0).asDouble()) <= 180
                && Math.abs(point.path(1).asDouble()) <= 90;
        if (!fit) {
            throw Refusal.badInput("routing.refusal.point", point.toString()).at("lines");
        }
        return new Position(point.get(0).asDouble(), point.get(1).asDouble());
    }

    private Shown shown(Closure closure) {
        return new Shown(
                closure.id(),
                closure.name(),
                closure.reason(),
                closures.isInForce(closure),
                closure.onFootToo(),
                closure.startsAt(),
                closure.endsAt(),
                closure.lines().stream()
                        .map(line -> line.stream()
                                .map(position -> new double[] {position.lon(), position.lat()})
                                .toList())
                        .toList());
    }
}
