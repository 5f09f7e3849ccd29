package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.VehicleRows.Outage;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with vehicles. */
@Component
class Vehicles {

    /** Something changed in the fleet. */
    static final String TOPIC = "fleet";

    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final VehicleRows rows;
    private final ShiftRows shifts;
    private final LoanRows loans;
    private final Depots depots;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Vehicles(
            VehicleRows rows,
            ShiftRows shifts,
            LoanRows loans,
            Depots depots,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.shifts = shifts;
        this.loans = loans;
        this.depots = depots;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** How a vehicle stands. */
    enum State {
        FREE,
        ON_SHIFT,
        LENT,
        BORROWED,
        OUT_OF_SERVICE,
        INACTIVE
    }

    /**
     * A vehicle as it stands now.
     *
     * @param because the shift, the other municipality or the reason; empty when it is free
     * @param until when that ends, if anybody knows
     */
    record Standing(
            Vehicle vehicle,
            State state,
            String because,
            @Nullable Instant until) {}

    /** Own ones and those lent to the own municipality at this moment, by name. */
    List<Standing> list() {
        Set<Long> here = access.requireAnywhere(Permission.SEE_OPERATIONS);
        Instant now = clock.instant();
        List<Vehicle> seen = new ArrayList<>(rows.list(here));
        List<Long> borrowed = new ArrayList<>(Loan.vehicles(loans.list(here).stream()
                .filter(loan -> here.contains(loan.borrowerId()) && loan.holdsIn(now, now.plusMillis(1)))
                .toList()));
        borrowed.removeAll(seen.stream().map(Vehicle::id).toList());
        seen.addAll(rows.get(borrowed));
        return standing(seen.stream().map(this::forPerson).toList(), here, now);
    }

    /** Refused with 404 when it is neither of the own municipality nor lent to it at this moment. */
    Standing get(long id) {
        return list().stream()
                .filter(one -> one.vehicle().id() == id)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    boolean mayKeep(Vehicle vehicle) {
        return access.allows(Permission.KEEP_FLEET, vehicle.municipalityId());
    }

    Set<Long> listKept() {
        return access.person().municipalitiesWith(Permission.KEEP_FLEET);
    }

    /** The vehicle, which the signed-in person may change. */
    Vehicle getKept(long id) {
        Vehicle vehicle = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.require(Permission.KEEP_FLEET, vehicle.municipalityId());
        return vehicle;
    }

    @Transactional
    long create(Form form) {
        long municipality = new Fields(form).municipality(access.requireAnywhere(Permission.KEEP_FLEET));
        return save(VehicleFields.read(form, 0, municipality, depots.list()));
    }

    @Transactional
    void change(long id, Form form) {
        save(VehicleFields.read(form, id, getKept(id).municipalityId(), depots.list()));
    }

    /** Stores it, a new one when its id is 0. */
    long save(Vehicle vehicle) {
        Person person = access.require(Permission.KEEP_FLEET, vehicle.municipalityId());
        long id = (vehicle.id() == 0 ? rows.insert(vehicle) : rows.update(vehicle))
                .orElseThrow(() -> Refusal.conflict("fleet.refusal.vehicle-taken", vehicle.name())
                        .at("name"));
        note(person, vehicle, vehicle.id() == 0 ? "vehicle.added" : "vehicle.changed", vehicle.name());
        return id;
    }

    /** Those of now and later, first the latest. */
    List<Outage> listOutages(long id) {
        return rows.listOutages(List.of(id), clock.instant(), EVER);
    }

    @Transactional
    void takeOut(long id, Form form) {
        Vehicle vehicle = getKept(id);
        Fields fields = new Fields(form);
        Instant begin = fields.has("begin") ? fields.time("begin") : clock.instant();
        Instant end = fields.timeOrNull("end");
        if (end != null && (!end.isAfter(begin) || !end.isAfter(clock.instant()))) {
            throw Refusal.badInput("fleet.refusal.end").at("end");
        }
        String reason = fields.text("reason");
        rows.insertOutage(new Outage(0, id, begin, end, reason, access.person().name()));
        note(access.person(), vehicle, "vehicle.out-of-service", vehicle.name() + ": " + reason);
    }

    @Transactional
    void putBack(long id) {
        Vehicle vehicle = getKept(id);
        if (rows.endOutages(id, clock.instant()) == 0) {
            throw Refusal.conflict("fleet.refusal.in-service", vehicle.name());
        }
        note(access.person(), vehicle, "vehicle.in-service", vehicle.name());
    }

    private Vehicle forPerson(Vehicle vehicle) {
        return mayKeep(vehicle) ? vehicle : vehicle.forOthers();
    }

    private List<Standing> standing(List<Vehicle> vehicles, Set<Long> here, Instant now) {
        List<Long> ids = vehicles.stream().map(Vehicle::id).toList();
        Instant then = now.plusMillis(1);
        Map<Long, Outage> outages = new HashMap<>();
        rows.listOutages(ids, now, then).forEach(one -> outages.put(one.vehicleId(), one));
        List<Loan> lent = loans.listHolding(ids, List.of(), now, then);
        List<Shift> working = shifts.listWith(List.of(), ids, now, then).stream()
                .filter(shift -> !shift.standby() && here.contains(shift.municipalityId()))
                .toList();
        return vehicles.stream()
                .map(vehicle -> standing(vehicle, here, outages.get(vehicle.id()), lent, working))
                .toList();
    }

    private static Standing standing(
            Vehicle vehicle,
            Set<Long> here,
            @Nullable Outage outage,
            Collection<Loan> lent,
            Collection<Shift> working) {
        if (!vehicle.active()) {
            return new Standing(vehicle, State.INACTIVE, "", null);
        }
        if (outage != null) {
            return new Standing(vehicle, State.OUT_OF_SERVICE, outage.reason(), outage.end());
        }
        for (Loan loan : lent) {
            if (loan.vehicleId() != null && loan.vehicleId() == vehicle.id()) {
                boolean away = here.contains(loan.lenderId());
                return new Standing(
                        vehicle,
                        away ? State.LENT : State.BORROWED,
                        away ? loan.borrower() : loan.lender(),
                        loan.end());
            }
        }
        return working.stream()
                .filter(shift -> shift.vehicles().contains(vehicle.id()))
                .findFirst()
                .map(shift -> new Standing(vehicle, State.ON_SHIFT, shift.name(), shift.end()))
                .orElseGet(() -> new Standing(vehicle, State.FREE, "", null));
    }

    private void note(Person person, Vehicle vehicle, String action, String detail) {
        auditLog.record(person, vehicle.municipalityId(), action, detail);
        liveUpdates.announce(TOPIC);
    }
}
