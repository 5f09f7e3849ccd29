package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with shifts: plan them, one or every week, for members and vehicles that are theirs or lent to them. */
@Component
class Shifts {

    static final int MOST_BREAK_MINUTES = 300;

    private static final Duration LONGEST = Duration.ofDays(8);

    private final ShiftRows rows;
    private final VehicleRows vehicles;
    private final MemberRows members;
    private final LoanRows loans;
    private final ShiftCheck check;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Shifts(
            ShiftRows rows,
            VehicleRows vehicles,
            MemberRows members,
            LoanRows loans,
            ShiftCheck check,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.vehicles = vehicles;
        this.members = members;
        this.loans = loans;
        this.check = check;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /**
     * Who and what a shift may have.
     *
     * @param loans by which some of them are here for a time
     */
    record AtHand(List<MemberRows.Known> members, List<Vehicle> vehicles, List<Loan> loans) {

        static final AtHand NONE = new AtHand(List.of(), List.of(), List.of());

        String lent(Page page, MemberRows.Known member) {
            return lent(page, loan -> Objects.equals(loan.memberId(), member.id()));
        }

        String lent(Page page, Vehicle vehicle) {
            return lent(page, loan -> Objects.equals(loan.vehicleId(), vehicle.id()));
        }

        /** By whom and until when, to stand behind the name; empty for what is the municipality's own. */
        private String lent(Page page, Predicate<Loan> ofThis) {
            return loans.stream()
                    .filter(ofThis)
                    .map(loan -> " (" + page.text("fleet.until", loan.lender(), page.time(loan.end())) + ")")
                    .collect(Collectors.joining());
        }
    }

    /** The municipality whose roster the signed-in person sees: the one named, else the first. */
    long getRoster(long wanted) {
        return getWith(Permission.SEE_ROSTER, wanted);
    }

    /** The municipality for which the signed-in person plans: the one named, else the first. */
    long getKept(long wanted) {
        return getWith(Permission.KEEP_FLEET, wanted);
    }

    Set<Long> listRosters() {
        return access.requireAnywhere(Permission.SEE_ROSTER);
    }

    boolean mayKeep(long municipality) {
        return access.allows(Permission.KEEP_FLEET, municipality);
    }

    /** The shifts that begin in the week, by their begin. */
    List<Shift> list(long municipality, Week week) {
        access.require(Permission.SEE_ROSTER, municipality);
        return rows.list(municipality, week.begin(), week.end()).stream()
                .filter(shift -> !shift.begin().isBefore(week.begin()))
                .toList();
    }

    Shift get(long id) {
        Shift shift = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.require(Permission.SEE_ROSTER, shift.municipalityId());
        return shift;
    }

    /** What speaks against these shifts, by their ids; nothing for those who do not plan. */
    Map<Long, List<Warning>> warnings(long municipality, List<Shift> shifts) {
        return mayKeep(municipality) ? check.warnings(shifts) : Map.of();
    }

    /** Own ones, and those that others have agreed to lend and not taken back yet. */
    AtHand choices(long municipality) {
        Instant now = clock.instant();
        List<Loan> lent = loans.list(List.of(municipality)).stream()
                .filter(loan -> loan.borrowerId() == municipality && loan.holdsIn(now, Instant.MAX))
                .toList();
        LocalDate today = now.atZone(Fleet.TOWN).toLocalDate();
        return new AtHand(
                Stream.concat(members.list(municipality).stream(), members.get(Loan.members(lent)).stream())
                        .filter(one -> one.leftOn() == null || one.leftOn().isAfter(today))
                        .toList(),
                Stream.concat(vehicles.list(List.of(municipality)).stream(), vehicles.get(Loan.vehicles(lent)).stream())
                        .filter(Vehicle::active)
                        .toList(),
                lent);
    }

    /** Own ones only: a template outlasts what is lent. */
    AtHand ownChoices(long municipality) {
        AtHand all = choices(municipality);
        return new AtHand(
                all.members().stream()
                        .filter(one -> one.municipalityId() == municipality)
                        .toList(),
                all.vehicles().stream()
                        .filter(one -> one.municipalityId() == municipality)
                        .toList(),
                List.of());
    }

    /** The names of all who work in these shifts or are used. */
    AtHand named(List<Shift> shifts) {
        return new AtHand(
                members.get(shifts.stream()
                        .flatMap(one -> one.members().stream())
                        .distinct()
                        .toList()),
                vehicles.get(shifts.stream()
                        .flatMap(one -> one.vehicles().stream())
                        .distinct()
                        .toList()),
                List.of());
    }

    @Transactional
    long create(Form form) {
        return save(form, 0, new Fields(form).municipality(access.requireAnywhere(Permission.KEEP_FLEET)));
    }

    @Transactional
    void change(long id, Form form) {
        save(form, id, get(id).municipalityId());
    }

    @Transactional
    void delete(long id) {
        Shift shift = get(id);
        access.require(Permission.KEEP_FLEET, shift.municipalityId());
        rows.delete(id);
        note(shift.municipalityId(), "shift.deleted", shift.name());
    }

    private long getWith(Permission permission, long wanted) {
        Set<Long> all = access.requireAnywhere(permission);
        if (wanted == 0) {
            return all.stream().min(Comparator.naturalOrder()).orElseThrow();
        }
        access.require(permission, wanted);
        return wanted;
    }

    private long save(Form form, long id, long municipality) {
        access.require(Permission.KEEP_FLEET, municipality);
        Fields fields = new Fields(form);
        Shift shift = new Shift(
                id,
                municipality,
                fields.text("name"),
                fields.time("begin"),
                fields.time("end"),
                fields.ids("member"),
                fields.ids("vehicle"),
                fields.whole("break", 0, MOST_BREAK_MINUTES),
                fields.isTicked("standby"));
        if (!shift.end().isAfter(shift.begin())) {
            throw Refusal.badInput("fleet.refusal.end").at("end");
        }
        if (Duration.between(shift.begin(), shift.end()).compareTo(LONGEST) > 0) {
            throw Refusal.badInput("fleet.refusal.shift-long", LONGEST.toDays()).at("end");
        }
        requireAtHand(shift);
        note(municipality, id == 0 ? "shift.added" : "shift.changed", shift.name());
        if (id == 0) {
            return rows.insert(shift);
        }
        rows.update(shift);
        return id;
    }

    /** What is not the municipality's own must be lent to it for all of the shift. */
    private void requireAtHand(Shift shift) {
        List<Loan> lent = loans.listHolding(shift.vehicles(), shift.members(), shift.begin(), shift.end()).stream()
                .filter(loan -> loan.borrowerId() == shift.municipalityId())
                .filter(loan -> loan.holdsThrough(shift.begin(), shift.end()))
                .toList();
        requireIn("member", shift.members(), ownMembers(shift.municipalityId()), Loan.members(lent));
        requireIn("vehicle", shift.vehicles(), ownVehicles(shift.municipalityId()), Loan.vehicles(lent));
    }

    /** Refused unless all of them are the municipality's own. */
    void requireOwn(long municipality, List<Long> memberIds, List<Long> vehicleIds) {
        requireIn("member", memberIds, ownMembers(municipality), List.of());
        requireIn("vehicle", vehicleIds, ownVehicles(municipality), List.of());
    }

    private List<Long> ownMembers(long municipality) {
        return members.list(municipality).stream().map(MemberRows.Known::id).toList();
    }

    private List<Long> ownVehicles(long municipality) {
        return vehicles.list(List.of(municipality)).stream().map(Vehicle::id).toList();
    }

    private static void requireIn(String field, List<Long> wanted, List<Long> own, List<Long> lent) {
        Set<Long> known = new HashSet<>(own);
        known.addAll(lent);
        for (long id : wanted) {
            if (!known.contains(id)) {
                throw Refusal.badInput("fleet.refusal.not-at-hand", Long.toString(id))
                        .at(field + "-" + id);
            }
        }
    }

    private void note(long municipality, String action, String detail) {
        auditLog.record(access.person(), municipality, action, detail);
        liveUpdates.announce(Vehicles.TOPIC);
    }
}
