package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.Warning.Rule;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether every vehicle of a shift can have a driver of its own who holds what it asks for. */
final class Manning {

    private Manning() {}

    /** What the driver must hold, for the vehicle itself and for what it carries. */
    static Set<Qualification> needed(Vehicle vehicle) {
        Set<Qualification> needed = EnumSet.noneOf(Qualification.class);
        needed.addAll(vehicle.needs());
        for (Vehicle.Equipment one : vehicle.equipment()) {
            switch (one) {
                case PLOUGH, SPREADER, BRINE -> needed.add(Qualification.WINTER_INSTRUCTION);
                case SWEEPER -> needed.add(Qualification.SWEEPER_INSTRUCTION);
                case CRANE -> needed.add(Qualification.CRANE_INSTRUCTION);
                case BROOM, TIPPER, COMPACTOR, TRAILER -> {}
            }
        }
        return needed;
    }

    static boolean mayDrive(CrewMember member, Vehicle vehicle) {
        Set<Qualification> held = member.qualifications().stream()
                .flatMap(one -> one.including().stream())
                .collect(Collectors.toSet());
        return held.containsAll(needed(vehicle));
    }

    /** One warning for each vehicle that stays without a driver when as many as possible have one. */
    static List<Warning> judge(List<Vehicle> vehicles, List<CrewMember> members) {
        Map<Long, Vehicle> drives = new HashMap<>();
        return vehicles.stream()
                .filter(vehicle -> !findsDriver(vehicle, members, drives, new HashSet<>()))
                .map(vehicle -> new Warning(
                        Rule.DRIVER,
                        vehicle.name(),
                        List.of(needed(vehicle).stream().sorted().toList())))
                .toList();
    }

    /** Whoever drives another vehicle already gives it up when that one finds somebody else (augmenting path). */
    private static boolean findsDriver(
            Vehicle vehicle, List<CrewMember> members, Map<Long, Vehicle> drives, Set<Long> asked) {
        for (CrewMember member : members) {
            if (mayDrive(member, vehicle) && asked.add(member.id())) {
                Vehicle other = drives.get(member.id());
                if (other == null || findsDriver(other, members, drives, asked)) {
                    drives.put(member.id(), vehicle);
                    return true;
                }
            }
        }
        return false;
    }
}
