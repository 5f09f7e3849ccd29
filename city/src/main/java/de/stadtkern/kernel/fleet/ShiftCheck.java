package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.MemberRows.Absence;
import de.stadtkern.kernel.fleet.VehicleRows.Outage;
import de.stadtkern.kernel.fleet.Warning.Rule;
import de.stadtkern.kernel.fleet.WorkingTime.Duty;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up what the rules need, for many shifts at once, and asks the rules. */
@Component
class ShiftCheck {

    /** What lies farther away shares no working day with a shift, unless somebody works for days without a rest. */
    private static final Duration AROUND = Duration.ofDays(2);

    private final VehicleRows vehicles;
    private final MemberRows members;
    private final ShiftRows shifts;
    private final LoanRows loans;
    private final Municipalities municipalities;

    ShiftCheck(
            VehicleRows vehicles, MemberRows members, ShiftRows shifts, LoanRows loans, Municipalities municipalities) {
        this.vehicles = vehicles;
        this.members = members;
        this.shifts = shifts;
        this.loans = loans;
        this.municipalities = municipalities;
    }

    /** By the shift's id; 0 is that of a task, which may fall into shifts of the same municipality. */
    Map<Long, List<Warning>> warnings(Collection<Shift> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Around around = around(wanted);
        return wanted.stream().collect(Collectors.toMap(Shift::id, around::judge));
    }

    private Around around(Collection<Shift> wanted) {
        Instant from =
                wanted.stream().map(Shift::begin).min(Comparator.naturalOrder()).orElseThrow();
        Instant until =
                wanted.stream().map(Shift::end).max(Comparator.naturalOrder()).orElseThrow();
        List<Long> people = wanted.stream()
                .flatMap(one -> one.members().stream())
                .distinct()
                .toList();
        List<Long> machines = wanted.stream()
                .flatMap(one -> one.vehicles().stream())
                .distinct()
                .toList();
        return new Around(
                vehicles.get(machines).stream().collect(Collectors.toMap(Vehicle::id, Function.identity())),
                members.get(people).stream().collect(Collectors.toMap(MemberRows.Known::id, Function.identity())),
                shifts.listWith(people, machines, from.minus(AROUND), until.plus(AROUND)),
                vehicles.listOutages(machines, from, until),
                members.listAbsences(people, from, until),
                loans.listHolding(machines, people, from, until),
                municipalities.list().stream().collect(Collectors.toMap(Municipality::id, Municipality::name)));
    }

    /** All that lies around the shifts. */
    private record Around(
            Map<Long, Vehicle> vehicles,
            Map<Long, MemberRows.Known> members,
            List<Shift> shifts,
            List<Outage> outages,
            List<Absence> absences,
            List<Loan> loans,
            Map<Long, String> municipalities) {

        List<Warning> judge(Shift shift) {
            List<Vehicle> used = known(shift.vehicles(), vehicles);
            List<MemberRows.Known> working = known(shift.members(), members);
            List<CrewMember> present = working.stream()
                    .filter(one -> !isAbsent(one.id(), shift))
                    .map(one -> one.on(lastDay(shift)))
                    .toList();
            List<Warning> warnings = new ArrayList<>();
            working.forEach(one -> judge(shift, one, warnings));
            used.forEach(one -> judge(shift, one, warnings));
            warnings.addAll(Manning.judge(used, present));
            return warnings;
        }

        private void judge(Shift shift, MemberRows.Known member, List<Warning> warnings) {
            List<Shift> others = others(shift, Shift::members, member.id());
            if (isAbsent(member.id(), shift)) {
                warnings.add(new Warning(Rule.ABSENT, member.name(), List.of()));
            }
            others.stream()
                    .filter(other -> other.overlaps(shift.begin(), shift.end()))
                    .map(other -> new Warning(
                            Rule.MEMBER_TWICE, member.name(), List.of(name(other, shift), other.begin(), other.end())))
                    .forEach(warnings::add);
            if (!shift.standby()) {
                List<Duty> duties = others.stream()
                        .filter(Predicate.not(Shift::standby))
                        .map(Duty::of)
                        .toList();
                warnings.addAll(WorkingTime.judge(member.name(), duty(shift, member.id()), duties));
            }
            boolean gone = member.leftOn() != null && !member.leftOn().isAfter(lastDay(shift));
            if (gone || !isAtHand(shift, member.municipalityId(), loan -> same(loan.memberId(), member.id()))) {
                warnings.add(new Warning(Rule.NOT_AT_HAND, member.name(), List.of()));
            }
        }

        private void judge(Shift shift, Vehicle vehicle, List<Warning> warnings) {
            outages.stream()
                    .filter(one -> one.vehicleId() == vehicle.id() && one.overlaps(shift.begin(), shift.end()))
                    .map(one -> new Warning(Rule.OUT_OF_SERVICE, vehicle.name(), List.of(one.reason(), one.begin())))
                    .forEach(warnings::add);
            others(shift, Shift::vehicles, vehicle.id()).stream()
                    .filter(other -> other.overlaps(shift.begin(), shift.end()))
                    .map(other -> new Warning(
                            Rule.VEHICLE_TWICE,
                            vehicle.name(),
                            List.of(name(other, shift), other.begin(), other.end())))
                    .forEach(warnings::add);
            if (!vehicle.active()
                    || !isAtHand(shift, vehicle.municipalityId(), loan -> same(loan.vehicleId(), vehicle.id()))) {
                warnings.add(new Warning(Rule.NOT_AT_HAND, vehicle.name(), List.of()));
            }
        }

        /** Own and not lent out for a moment, or lent to the shift's municipality for all of it. */
        private boolean isAtHand(Shift shift, long owner, Predicate<Loan> ofThis) {
            return owner == shift.municipalityId()
                    ? loans.stream().filter(ofThis).noneMatch(loan -> loan.holdsIn(shift.begin(), shift.end()))
                    : loans.stream()
                            .filter(ofThis)
                            .anyMatch(loan -> loan.borrowerId() == shift.municipalityId()
                                    && loan.holdsThrough(shift.begin(), shift.end()));
        }

        private List<Shift> others(Shift shift, Function<Shift, List<Long>> what, long id) {
            return shifts.stream()
                    .filter(other ->
                            other.id() != shift.id() && what.apply(other).contains(id))
                    .filter(other -> !isPartOf(shift, other))
                    .toList();
        }

        /** A task belongs to the shifts that it falls into, and may lengthen them. */
        private static boolean isPartOf(Shift task, Shift other) {
            return task.id() == 0
                    && task.municipalityId() == other.municipalityId()
                    && other.overlaps(task.begin(), task.end());
        }

        private Duty duty(Shift shift, long member) {
            Duty duty = Duty.of(shift);
            for (Shift other : shifts) {
                if (isPartOf(shift, other)
                        && !other.standby()
                        && other.members().contains(member)) {
                    duty = duty.with(Duty.of(other));
                }
            }
            return duty;
        }

        private boolean isAbsent(long member, Shift shift) {
            return absences.stream()
                    .anyMatch(one -> one.memberId() == member && one.overlaps(shift.begin(), shift.end()));
        }

        /** Of a shift of others only whose it is. */
        private String name(Shift other, Shift shift) {
            return other.municipalityId() == shift.municipalityId()
                    ? other.name()
                    : municipalities.getOrDefault(other.municipalityId(), "");
        }

        private static LocalDate lastDay(Shift shift) {
            return shift.end().minusNanos(1).atZone(Fleet.TOWN).toLocalDate();
        }

        private static boolean same(@Nullable Long one, long other) {
            return one != null && one == other;
        }

        private static <T> List<T> known(List<Long> ids, Map<Long, T> all) {
            return ids.stream().map(all::get).filter(Objects::nonNull).toList();
        }
    }
}
