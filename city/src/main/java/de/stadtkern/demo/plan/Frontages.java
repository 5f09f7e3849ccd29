package de.stadtkern.demo.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What stands along the streets: houses with their numbers, parking bays, bins, hydrants, glass containers. */
final class Frontages {

    private static final Set<String> BUILT_UP = Set.of("residential", "living_street", "tertiary", "primary");
    private static final double CELL_METRES = 12;
    private static final double OLD_TOWN_METRES = 560;
    private static final double RIVER_METRES = 40;

    private final OsmXml map;
    private final Random random;
    private final Blocks blocks;
    private final Map<Long, List<Ground>> occupied = new HashMap<>();

    /** A step along a street, and its direction: one metre long. */
    private record Step(Ground place, Ground forward, double metres) {

        /** So many metres to the left; to the right when negative. */
        Ground aside(double metres) {
            return place.plus(new Ground(-forward.north() * metres, forward.east() * metres));
        }
    }

    Frontages(OsmXml map, Blocks blocks, Random random) {
        this.map = map;
        this.blocks = blocks;
        this.random = random;
    }

    void draw(Map<Street, List<Ground>> courses) {
        courses.values().forEach(course -> steps(course, 5).forEach(step -> occupy(step.place())));
        courses.forEach((street, course) -> {
            if (BUILT_UP.contains(street.highway())) {
                houses(street, course);
            }
            furniture(street, course);
        });
    }

    private void houses(Street street, List<Ground> course) {
        int number = 1;
        for (Step step : steps(course, isOldTown(course.getFirst()) ? 15 : 24)) {
            house(street, step, 1, number);
            house(street, step, -1, number + 1);
            number += 2;
        }
    }

    private void house(Street street, Step step, int side, int number) {
        boolean old = isOldTown(step.place());
        Ground middle = step.aside(side * (old ? 13 : random.nextDouble(15, 19)));
        double half = old ? 6 : random.nextDouble(4.5, 6);
        if (isFree(middle, half + 3.5)) {
            occupy(middle);
            Step turned = new Step(middle, step.forward(), 0);
            List<Ground> outline = List.of(
                    turned.aside(half).plus(along(step, half)),
                    turned.aside(half).plus(along(step, -half)),
                    turned.aside(-half).plus(along(step, -half)),
                    turned.aside(-half).plus(along(step, half)));
            map.area(
                    outline,
                    Map.of(
                            "building", old ? "apartments" : "house",
                            "addr:street", street.name(),
                            "addr:housenumber", String.valueOf(number)));
        }
    }

    private static Ground along(Step step, double metres) {
        return new Ground(step.forward().east() * metres, step.forward().north() * metres);
    }

    private void furniture(Street street, List<Ground> course) {
        boolean old = isOldTown(course.getFirst());
        for (Step step : steps(course, old ? 70 : 210)) {
            if (step.metres() == 0) {
                continue;
            }
            map.node(step.aside(5), Map.of("amenity", "waste_basket"));
            if (old) {
                parkingBays(step);
            } else {
                map.node(step.aside(-5), Map.of("emergency", "fire_hydrant", "fire_hydrant:type", "underground"));
            }
        }
        if (street.highway().equals("tertiary")) {
            for (Step step : steps(course, 480)) {
                map.node(step.aside(8), Map.of("highway", "bus_stop", "name", street.name()));
                map.node(
                        step.aside(-8),
                        Map.of(
                                "amenity",
                                "recycling",
                                "recycling_type",
                                "container",
                                "recycling:glass_bottles",
                                "yes"));
            }
        }
    }

    /** Two, of which the second is often for disabled people. */
    private void parkingBays(Step step) {
        map.node(step.aside(-4.5), Map.of("amenity", "parking_space"));
        String who = random.nextInt(3) == 0 ? "disabled" : "normal";
        map.node(step.aside(-4.5).plus(along(step, 6)), Map.of("amenity", "parking_space", "parking_space", who));
    }

    private static List<Step> steps(List<Ground> course, double metres) {
        List<Step> steps = new ArrayList<>();
        double walked = 0;
        double next = metres / 3;
        for (int i = 1; i < course.size(); i++) {
            Ground from = course.get(i - 1);
            Ground to = course.get(i);
            double length = from.metresTo(to);
            for (; next <= walked + length; next += metres) {
                Ground forward = new Ground((to.east() - from.east()) / length, (to.north() - from.north()) / length);
                steps.add(new Step(from.towards(to, (next - walked) / length), forward, next));
            }
            walked += length;
        }
        return steps;
    }

    private static boolean isOldTown(Ground place) {
        return place.metresTo(new Ground(0, 0)) < OLD_TOWN_METRES;
    }

    private boolean isFree(Ground place, double metres) {
        if (Math.abs(place.north() - Terrain.riverNorth(place.east())) < RIVER_METRES || blocks.contains(place)) {
            return false;
        }
        for (int column = -1; column <= 1; column++) {
            for (int row = -1; row <= 1; row++) {
                Ground near = place.plus(new Ground(column * CELL_METRES, row * CELL_METRES));
                if (occupied.getOrDefault(cell(near), List.of()).stream()
                        .anyMatch(other -> other.metresTo(place) < metres)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void occupy(Ground place) {
        occupied.computeIfAbsent(cell(place), cell -> new ArrayList<>()).add(place);
    }

    private static long cell(Ground place) {
        return Math.round(place.east() / CELL_METRES) * 1_000_003 + Math.round(place.north() / CELL_METRES);
    }
}
