package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The vehicles, crew members and shifts, for other rooms. Nobody is asked for rights here: who shows it to people has
 * asked {@code Access} for the municipality before. Ids vanish when what they mean is deleted, members some time after
 * they left; so keep names beside them, and no foreign keys.
 */
@Component
public class Fleet {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private final VehicleRows vehicles;
    private final MemberRows members;
    private final ShiftRows shifts;
    private final ShiftCheck check;
    private final Clock clock;

    Fleet(VehicleRows vehicles, MemberRows members, ShiftRows shifts, ShiftCheck check, Clock clock) {
        this.vehicles = vehicles;
        this.members = members;
        this.shifts = shifts;
        this.check = check;
        this.clock = clock;
    }

    /** What the municipality can send out at this moment: active, in service, its own and not lent out, or lent to it. */
    public List<Vehicle> usableBy(long municipalityId, Instant at) {
        return vehicles.listUsable(municipalityId, at).stream()
                .map(one -> one.municipalityId() == municipalityId ? one : one.forOthers())
                .toList();
    }

    /** Whoever's it is, without plate and key; refused with 404 when there is none. */
    public Vehicle get(long vehicleId) {
        return vehicles.find(vehicleId)
                .map(Vehicle::forOthers)
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    /** Those that there are, whoever's, without plates and keys, by name. */
    public List<Vehicle> list(Collection<Long> vehicleIds) {
        return vehicles.get(vehicleIds).stream().map(Vehicle::forOthers).toList();
    }

    /** The municipality's vehicle whose device calls itself so. */
    public Optional<Vehicle> findByTelematicsKey(long municipalityId, String key) {
        return vehicles.findByKey(municipalityId, key).map(Vehicle::forOthers);
    }

    /** Whom the municipality can plan at this moment: not absent, its own and not lent out, or lent to it. By name. */
    public List<CrewMember> members(long municipalityId, Instant at) {
        return members.listAtHand(municipalityId, at).stream()
                .map(one -> one.on(at.atZone(TOWN).toLocalDate()))
                .toList();
    }

    /** Those that there are, whoever's, with what they may do today, by name. */
    public List<CrewMember> listMembers(Collection<Long> memberIds) {
        return members.get(memberIds).stream()
                .map(one -> one.on(clock.instant().atZone(TOWN).toLocalDate()))
                .toList();
    }

    /** Who works under this account, with what they may do today. */
    public Optional<CrewMember> memberOf(long personId) {
        return members.findByPerson(personId)
                .map(one -> one.on(clock.instant().atZone(TOWN).toLocalDate()));
    }

    /** The municipality's shifts that touch the time, by their begin. */
    public List<Shift> shifts(long municipalityId, Instant from, Instant until) {
        return shifts.list(municipalityId, from, until);
    }

    /**
     * What speaks against the shift as it is planned; nothing is refused because of it. A shift with the id 0 stands for a
     * task: it may fall into shifts of the same municipality, and counts as part of them.
     */
    public List<Warning> warnings(Shift shift) {
        return check.warnings(List.of(shift)).getOrDefault(shift.id(), List.of());
    }
}
