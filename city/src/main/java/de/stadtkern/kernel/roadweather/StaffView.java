package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What those who work with it see: every station of the district, as all see all that is not kept internal, and the main
 * roads around them.
 */
@Component
class StaffView {

    private static final Set<RoadClass> MAIN =
            EnumSet.of(RoadClass.MOTORWAY, RoadClass.TRUNK, RoadClass.PRIMARY, RoadClass.SECONDARY, RoadClass.TERTIARY);

    private final RoadConditions conditions;
    private final Observations observations;
    private final Access access;

    StaffView(RoadConditions conditions, Observations observations, Access access) {
        this.conditions = conditions;
        this.observations = observations;
        this.access = access;
    }

    /** Refused unless the signed-in person works with it somewhere. */
    List<StationCondition> stations() {
        access.requireAnywhere(Permission.SEE_OPERATIONS);
        List<StationCondition> all = conditions.stations();
        Set<Long> visible =
                observations.visible(all.stream().map(one -> one.station().id()).collect(Collectors.toSet()));
        return all.stream().filter(one -> visible.contains(one.station().id())).toList();
    }

    /** The main roads in reach of these stations; where there is none of them, all roads. */
    List<SegmentCondition> segments(List<StationCondition> stations) {
        Collection<Segment> inReach = conditions.inReach(stations);
        List<Segment> main = inReach.stream()
                .filter(segment -> MAIN.contains(segment.roadClass()))
                .toList();
        return conditions.segments(main.isEmpty() ? inReach : main, stations);
    }
}
