package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which streets are closed at this moment, for those who have to serve them. */
@Component
public class RoadClosures {

    private final ClosureRows rows;
    private final Clock clock;

    RoadClosures(ClosureRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Those of the courses along which a road is closed now, each with the name of the closure. */
    public Map<List<Position>, String> closedAmong(Collection<List<Position>> courses) {
        Map<List<Position>, String> closed = new HashMap<>();
        for (Closure closure : rows.listByIds(rows.listIdsInForce(clock.instant()))) {
            for (List<Position> course : courses) {
                if (closure.lines().stream().anyMatch(line -> ClosedRoads.liesAlong(course, line))) {
                    closed.putIfAbsent(course, closure.name());
                }
            }
        }
        return closed;
    }
}
