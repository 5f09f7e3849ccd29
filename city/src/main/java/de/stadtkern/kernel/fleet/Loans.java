package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.Loan.State;
import de.stadtkern.kernel.fleet.Loan.Step;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What municipalities lend each other. One offers, the other accepts, and only then it holds; either may end it for the
 * future. Who borrows sees what is lent, and nothing else of the lender.
 */
@Component
class Loans {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final double DEAREST = 10_000;

    private final LoanRows rows;
    private final VehicleRows vehicles;
    private final MemberRows members;
    private final Municipalities municipalities;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Loans(
            LoanRows rows,
            VehicleRows vehicles,
            MemberRows members,
            Municipalities municipalities,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.vehicles = vehicles;
        this.members = members;
        this.municipalities = municipalities;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** What the signed-in person's municipalities lend or borrow, offered, agreed or over; latest first. */
    List<Loan> list() {
        return rows.list(access.requireAnywhere(Permission.KEEP_FLEET));
    }

    State state(Loan loan) {
        return loan.state(clock.instant());
    }

    boolean mayAccept(Loan loan) {
        return state(loan) == State.OFFERED && access.allows(Permission.KEEP_FLEET, loan.borrowerId());
    }

    /** Whom the municipality can lend something. */
    List<Municipality> listPartners(Set<Long> own) {
        return municipalities.list().stream()
                .filter(one -> one.kind() == Municipality.Kind.MUNICIPALITY)
                .filter(one -> own.size() > 1 || !own.contains(one.id()))
                .toList();
    }

    /** Offers a vehicle ({@code vehicle-7}) or a member ({@code member-7}) to another municipality. */
    @Transactional
    long offer(Form form) {
        Fields fields = new Fields(form);
        Long vehicle = lentId(form, "vehicle");
        Long member = lentId(form, "member");
        if (vehicle == null && member == null) {
            throw Refusal.badInput("fleet.refusal.choice", form.value("what")).at("what");
        }
        long lender = vehicle == null ? ownerOfMember(member == null ? 0 : member) : ownerOfVehicle(vehicle);
        Person person = access.require(Permission.KEEP_FLEET, lender);
        long borrower = fields.id("borrower");
        if (borrower == lender || listPartners(Set.of(lender)).stream().noneMatch(one -> one.id() == borrower)) {
            throw Refusal.badInput("fleet.refusal.partner").at("borrower");
        }
        Instant begin = fields.time("begin");
        Instant end = fields.time("end");
        requireTime(begin, end);
        Loan loan = new Loan(
                0,
                lender,
                "",
                borrower,
                municipalities.get(borrower).name(),
                vehicle,
                member,
                "",
                begin,
                end,
                new Loan.Cost(
                        form.value("pays").equals("BORROWER"),
                        fields.number("eurosPerHour", DEAREST),
                        fields.number("eurosPerKm", DEAREST)),
                fields.textOrEmpty("note"),
                new Step(clock.instant(), person.name()),
                null,
                null);
        requireFree(loan);
        long id = rows.insert(loan);
        note(person, loan, "loan.offered", id);
        return id;
    }

    /** Only the borrower's side can; from then on it holds. */
    @Transactional
    void accept(long id) {
        Loan loan = getForChange(id);
        Person person = access.require(Permission.KEEP_FLEET, loan.borrowerId());
        if (state(loan) != State.OFFERED) {
            throw Refusal.conflict("fleet.refusal.not-offered", loan.what());
        }
        requireFree(loan);
        rows.accept(id, new Step(clock.instant(), person.name()));
        note(person, loan, "loan.accepted", id);
    }

    /** Either side can, for the future; an offer is so withdrawn or declined. */
    @Transactional
    void end(long id) {
        Loan loan = getForChange(id);
        Person person = access.require(Permission.KEEP_FLEET, sideOfPerson(loan));
        if (state(loan) == State.OVER) {
            throw Refusal.conflict("fleet.refusal.loan-over", loan.what());
        }
        rows.end(id, new Step(clock.instant(), person.name()));
        note(person, loan, "loan.ended", id);
    }

    private long sideOfPerson(Loan loan) {
        return access.allows(Permission.KEEP_FLEET, loan.borrowerId()) ? loan.borrowerId() : loan.lenderId();
    }

    /** Refused with 404 when neither side is the signed-in person's. */
    private Loan getForChange(long id) {
        Loan loan = rows.findForChange(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        Set<Long> own = access.requireAnywhere(Permission.KEEP_FLEET);
        if (!own.contains(loan.lenderId()) && !own.contains(loan.borrowerId())) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
        return loan;
    }

    /** Nothing is lent to two at a time; who else wants to lend it waits until this transaction ends. */
    private void requireFree(Loan loan) {
        Long vehicle = loan.vehicleId();
        Long member = loan.memberId();
        if (vehicle != null) {
            vehicles.lock(vehicle);
        }
        if (member != null) {
            members.lock(member);
        }
        List<Long> vehicleIds = vehicle == null ? List.of() : List.of(vehicle);
        List<Long> memberIds = member == null ? List.of() : List.of(member);
        boolean taken = rows.listHolding(vehicleIds, memberIds, loan.begin(), loan.end()).stream()
                .anyMatch(other -> other.id() != loan.id());
        if (taken) {
            throw Refusal.conflict("fleet.refusal.lent").at("what");
        }
    }

    private void requireTime(Instant begin, Instant end) {
        if (!end.isAfter(begin) || !end.isAfter(clock.instant())) {
            throw Refusal.badInput("fleet.refusal.end").at("end");
        }
        if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw Refusal.badInput("fleet.refusal.loan-long", LONGEST.toDays()).at("end");
        }
    }

    private long ownerOfVehicle(long id) {
        return vehicles.find(id)
                .map(Vehicle::municipalityId)
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private long ownerOfMember(long id) {
        return members.find(id)
                .map(MemberRows.Known::municipalityId)
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private static @Nullable Long lentId(Form form, String kind) {
        String text = form.value("what").strip();
        return text.matches(kind + "-\\d{1,18}") ? Long.valueOf(text.substring(kind.length() + 1)) : null;
    }

    /** In the books of both sides. */
    private void note(Person person, Loan loan, String action, long id) {
        auditLog.record(person, loan.lenderId(), action, Long.toString(id));
        auditLog.record(person, loan.borrowerId(), action, Long.toString(id));
        liveUpdates.announce(Vehicles.TOPIC);
    }
}
