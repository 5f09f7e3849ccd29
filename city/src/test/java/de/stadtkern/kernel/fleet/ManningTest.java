package de.stadtkern.kernel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.fleet.Vehicle.Energy;
import de.stadtkern.kernel.fleet.Vehicle.Equipment;
import de.stadtkern.kernel.fleet.Vehicle.Kind;
import de.stadtkern.kernel.fleet.Warning.Rule;
import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ManningTest {

    private static final Vehicle SPREADER = vehicle(1, Set.of(Equipment.SPREADER), Qualification.LICENCE_C);
    private static final Vehicle VAN = vehicle(2, Set.of(), Qualification.LICENCE_B);

    @Test
    void theEquipmentAsksForItsInstruction() {
        assertThat(Manning.judge(List.of(SPREADER), List.of(member(1, Qualification.LICENCE_C))))
                .containsExactly(new Warning(
                        Rule.DRIVER,
                        "Fahrzeug 1",
                        List.of(List.of(Qualification.LICENCE_C, Qualification.WINTER_INSTRUCTION))));
    }

    @Test
    void aLicenceIncludesTheSmallerOnes() {
        assertThat(Manning.judge(
                        List.of(SPREADER),
                        List.of(member(1, Qualification.LICENCE_CE, Qualification.WINTER_INSTRUCTION))))
                .isEmpty();
        assertThat(Manning.mayDrive(member(1, Qualification.LICENCE_B), SPREADER))
                .isFalse();
        assertThat(Manning.mayDrive(member(1, Qualification.LICENCE_C), VAN)).isTrue();
    }

    @Test
    void everyVehicleNeedsADriverOfItsOwn() {
        CrewMember all = member(1, Qualification.LICENCE_C, Qualification.WINTER_INSTRUCTION);
        CrewMember small = member(2, Qualification.LICENCE_B);
        assertThat(Manning.judge(List.of(VAN, SPREADER), List.of(all, small))).isEmpty();
        assertThat(Manning.judge(List.of(VAN, SPREADER), List.of(all))).hasSize(1);
    }

    @Property
    void asManyVehiclesAsPossibleHaveADriver(
            @ForAll @Size(max = 5) List<Boolean> heavy, @ForAll @Size(max = 5) List<Boolean> able) {
        List<Vehicle> vehicles = IntStream.range(0, heavy.size())
                .mapToObj(i -> vehicle(i, Set.of(), heavy.get(i) ? Qualification.LICENCE_C : Qualification.LICENCE_B))
                .toList();
        List<CrewMember> members = IntStream.range(0, able.size())
                .mapToObj(i -> member(i, able.get(i) ? Qualification.LICENCE_C : Qualification.LICENCE_B))
                .toList();
        assertThat(vehicles.size() - Manning.judge(vehicles, members).size()).isEqualTo(most(vehicles, members));
    }

    /** By trying all. */
    private static int most(List<Vehicle> vehicles, List<CrewMember> members) {
        if (vehicles.isEmpty()) {
            return 0;
        }
        List<Vehicle> rest = vehicles.subList(1, vehicles.size());
        int best = most(rest, members);
        for (CrewMember member : members) {
            if (Manning.mayDrive(member, vehicles.getFirst())) {
                List<CrewMember> others = new ArrayList<>(members);
                others.remove(member);
                best = Math.max(best, 1 + most(rest, others));
            }
        }
        return best;
    }

    private static CrewMember member(long id, Qualification... held) {
        return new CrewMember(id, 1, null, "Mitglied " + id, Set.of(held));
    }

    private static Vehicle vehicle(long id, Set<Equipment> equipment, Qualification... needs) {
        return new Vehicle(
                id,
                1,
                "Fahrzeug " + id,
                Kind.OTHER,
                equipment,
                new Position(7.77, 49.44),
                null,
                null,
                true,
                "",
                1,
                "Bauhof",
                new Vehicle.Running(null, null, Energy.DIESEL, null),
                null,
                Set.of(needs));
    }
}
