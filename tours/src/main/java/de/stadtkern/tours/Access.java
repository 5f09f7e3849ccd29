package de.stadtkern.tours;

import java.util.Set;

/**
 * Which vehicles may serve a task.
 *
 * @param skills what the vehicle must be able to do
 * @param only ids of the vehicles that may; empty for all
 * @param never ids of the vehicles that may not
 */
public record Access(Set<String> skills, Set<Long> only, Set<Long> never) {

    /** Every vehicle may. */
    public static final Access ANY = new Access(Set.of(), Set.of(), Set.of());

    public Access {
        skills = Set.copyOf(skills);
        only = Set.copyOf(only);
        never = Set.copyOf(never);
    }

    boolean allows(Vehicle vehicle) {
        return vehicle.skills().containsAll(skills)
                && (only.isEmpty() || only.contains(vehicle.id()))
                && !never.contains(vehicle.id());
    }
}
