package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.RegisteredSegment;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.SegmentFilter;
import de.stadtkern.kernel.streets.Streets;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Picks streets of the network as jobs: by road class, priority and area, or by the numbers of their segments. */
@Component
class Picking {

    static final String CLASS = "class-";

    private static final Set<Long> WINTER_CLASSES = Set.of(1L, 2L, 3L);
    private static final int FASTEST = 80;
    private static final int MOST_PER_KILOMETRE = 100_000;
    private static final int WIDEST = 30_000;

    private final Streets streets;

    Picking(Streets streets) {
        this.streets = streets;
    }

    /** How often a street is served that may be driven in both directions. */
    enum Sides {
        /** In either direction, for a spreader that reaches the whole width. */
        ONCE,
        /** Each direction for itself, for ploughs and sweepers. */
        BOTH
    }

    /** What the form asks for in a municipality, without numbers yet. */
    List<Job> pick(long municipalityId, Form form) {
        Fields fields = new Fields(form);
        Sides sides = form.choice("sides", Sides.class);
        double metresPerSecond = fields.number("speed", 1, FASTEST) / 3.6;
        double demand = fields.has("perKilometre") ? fields.number("perKilometre", 0, MOST_PER_KILOMETRE) / 1000 : 0;
        LocalTime due = fields.timeOrNull("due");
        List<Job> jobs = segments(municipalityId, form, fields).stream()
                .flatMap(segment -> jobs(segment, sides, metresPerSecond, demand))
                .map(job -> job.due(null, due))
                .toList();
        if (jobs.isEmpty()) {
            throw Refusal.badInput("planning.refusal.no-street").at("ids");
        }
        return jobs;
    }

    private List<Segment> segments(long municipalityId, Form form, Fields fields) {
        if (fields.has("ids")) {
            return streets.listByIds(fields.numbers("ids"));
        }
        Set<RoadClass> classes = RoadClass.ROADS.stream()
                .filter(one -> form.value(CLASS + one.osmValue()).equals("true"))
                .collect(Collectors.toSet());
        Stream<Segment> segments =
                (fields.has("winter") ? ofWinterClasses(municipalityId, fields, classes) : ofClasses(classes)).stream();
        if (!fields.has("centre")) {
            return segments.toList();
        }
        Position centre = fields.place("centre");
        double radius = fields.number("radius", 1, WIDEST);
        return segments.filter(segment -> segment.metresTo(centre) <= radius).toList();
    }

    private List<Segment> ofClasses(Set<RoadClass> classes) {
        if (classes.isEmpty()) {
            throw Refusal.badInput("planning.refusal.no-class").at(CLASS + RoadClass.PRIMARY.osmValue());
        }
        return streets.listOfClasses(classes);
    }

    /** By the register of the municipality; without road classes of all of them. */
    private List<Segment> ofWinterClasses(long municipalityId, Fields fields, Set<RoadClass> classes) {
        List<Long> winter = fields.numbers("winter");
        if (!WINTER_CLASSES.containsAll(winter)) {
            throw Refusal.badInput("planning.refusal.winter", fields.form().value("winter"))
                    .at("winter");
        }
        SegmentFilter filter = SegmentFilter.ALL
                .ofWinterClasses(winter.stream().map(Long::intValue).collect(Collectors.toSet()))
                .ofClasses(classes);
        return streets.listRegistered(municipalityId, filter).stream()
                .map(RegisteredSegment::segment)
                .toList();
    }

    private static Stream<Job> jobs(Segment segment, Sides sides, double metresPerSecond, double demand) {
        boolean apart = sides == Sides.BOTH && !segment.oneWay();
        Job there = new Job(
                0,
                segment.name(),
                segment.id(),
                segment.course(),
                segment.oneWay() || apart,
                segment.lengthMetres(),
                segment.lengthMetres() / metresPerSecond,
                segment.lengthMetres() * demand);
        Job back = new Job(
                0,
                there.name(),
                there.segmentId(),
                there.course(true),
                true,
                there.metres(),
                there.seconds(),
                there.demand());
        return apart ? Stream.of(there, back) : Stream.of(there);
    }
}
