package de.stadtkern.services.winterplans;

import de.stadtkern.kernel.planning.Job;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is driven in a kind of weather.
 *
 * @param planId what was last computed of it; null when nothing was
 */
record WinterPlan(
        long id,
        long municipalityId,
        String name,
        Wish wish,
        @Nullable Long planId) {

    static final Set<Integer> CLASSES = Set.of(1, 2, 3);

    private static final double LANE_METRES = 3.25;
    private static final int USUAL_LANES = 2;

    /** Classes of roads while no register says how urgent a street is. */
    private static final Map<RoadClass, Integer> BY_ROAD_CLASS = Map.of(
            RoadClass.PRIMARY, 1,
            RoadClass.SECONDARY, 1,
            RoadClass.TERTIARY, 1,
            RoadClass.UNCLASSIFIED, 2,
            RoadClass.RESIDENTIAL, 3,
            RoadClass.LIVING_STREET, 3);

    /** What the vehicles do. */
    enum Kind {
        /** Once, in any direction: a spreader reaches the whole width. */
        SALT,
        /** Every lane in its direction, spreading behind the plough. */
        PLOUGH
    }

    /**
     * What was asked for.
     *
     * @param weekend whether the times of the weekend hold
     * @param alarm when the vehicles leave
     * @param kilometresPerHour while serving
     * @param gramsPerSquareMetre of salt
     * @param minutes that loading again takes
     * @param seconds to search for
     * @param vehicles of the fleet
     */
    record Wish(
            Kind kind,
            boolean weekend,
            Set<Integer> classes,
            LocalTime alarm,
            double kilometresPerHour,
            double gramsPerSquareMetre,
            double minutes,
            int seconds,
            Set<Long> vehicles) {

        Wish {
            classes = Set.copyOf(classes);
            vehicles = Set.copyOf(vehicles);
        }
    }

    /** By when the classes are done. */
    record Deadlines(LocalTime first, LocalTime second, LocalTime third) {

        static final Deadlines WORKDAYS = new Deadlines(LocalTime.of(7, 0), LocalTime.of(9, 30), LocalTime.NOON);
        static final Deadlines WEEKENDS = new Deadlines(LocalTime.of(9, 0), LocalTime.of(11, 0), LocalTime.of(14, 0));

        LocalTime of(int urgency) {
            return switch (urgency) {
                case 1 -> first;
                case 2 -> second;
                default -> third;
            };
        }
    }

    /** How urgent a road is while the register of the municipality says nothing. */
    static Optional<Integer> classOf(RoadClass road) {
        return Optional.ofNullable(BY_ROAD_CLASS.get(road));
    }

    /** What is to be done, numbered from 1. */
    static List<Job> jobs(Wish wish, Map<Segment, Integer> streets, Deadlines deadlines) {
        List<Job> jobs = new ArrayList<>();
        streets.forEach((segment, urgency) -> {
            int along = wish.kind() == Kind.SALT ? 1 : lanes(segment);
            int against = wish.kind() == Kind.SALT || segment.oneWay() ? 0 : lanes(segment);
            double kilograms = kilograms(wish, segment) / (along + against);
            for (int pass = 0; pass < along + against; pass++) {
                boolean free = wish.kind() == Kind.SALT && !segment.oneWay();
                jobs.add(new Job(
                                jobs.size() + 1,
                                segment.name(),
                                segment.id(),
                                pass < along
                                        ? segment.course()
                                        : segment.course().reversed(),
                                !free,
                                segment.lengthMetres(),
                                segment.lengthMetres() * 3.6 / wish.kilometresPerHour(),
                                kilograms)
                        .due(urgency, deadlines.of(urgency)));
            }
        });
        return jobs;
    }

    /** Lanes of one direction. */
    private static int lanes(Segment segment) {
        Integer lanes = segment.attributes().lanes();
        int all = lanes == null ? (segment.oneWay() ? 1 : USUAL_LANES) : lanes;
        return Math.max(1, segment.oneWay() ? all : all / 2);
    }

    private static double kilograms(Wish wish, Segment segment) {
        Double width = segment.attributes().widthMetres();
        double metres = width == null ? LANE_METRES * lanes(segment) * (segment.oneWay() ? 1 : 2) : width;
        return segment.lengthMetres() * metres * wish.gramsPerSquareMetre() / 1000;
    }
}
