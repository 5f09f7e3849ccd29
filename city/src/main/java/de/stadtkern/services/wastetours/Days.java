package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.TableQuery;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.wastetours.DayRows.Shown;
import de.stadtkern.services.wastetours.TourDay.Choice;
import de.stadtkern.services.wastetours.TourDay.Want;
import de.stadtkern.services.wastetours.TourDay.Wish;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with the tours of a day: ask for them, see why each bin is on tour or not, want it otherwise. Whoever may
 * decide may change; once an order is made nothing changes any more.
 */
@Component
class Days {

    static final String TOPIC = "wastetours";

    private static final int DAYS_AHEAD = 14;
    private static final int MOST_LISTED = 30;

    private final DayRows rows;
    private final DaySearch search;
    private final WastePolicies policies;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Days(
            DayRows rows,
            DaySearch search,
            WastePolicies policies,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.search = search;
        this.policies = policies;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    LocalDate today() {
        return clock.instant().atZone(TourDay.TOWN).toLocalDate();
    }

    /** The latest of the municipality, the newest first. */
    List<TourDay> list(long municipality) {
        access.requireRead(Proposals.RECORD, municipality);
        return rows.list(municipality, MOST_LISTED);
    }

    Optional<TourDay> find(long municipality, LocalDate date) {
        access.requireRead(Proposals.RECORD, municipality);
        return rows.find(municipality, date);
    }

    /** Refused with 404 when there is none, or the signed-in person may not see it. */
    TourDay get(long id) {
        TourDay day = rows.find(id).orElseThrow(Days::notFound);
        access.requireRead(Proposals.RECORD, day.municipalityId());
        return day;
    }

    boolean mayAsk(long municipality) {
        return access.allows(Permission.DECIDE, municipality);
    }

    boolean mayChange(TourDay day) {
        return day.orderId() == null && access.allows(Permission.DECIDE, day.municipalityId());
    }

    /** Vehicles that could empty bins on the day, by name. */
    List<de.stadtkern.kernel.fleet.Vehicle> vehicles(TourDay day) {
        WastePolicy policy = policies.get(day.municipalityId());
        return List.copyOf(search.collecting(day.municipalityId(), TourDay.begin(policy, day.date()))
                .values());
    }

    Rows<Choice> choices(TourDay day, Shown shown) {
        return new Rows<>() {
            @Override
            public long count(TableQuery query) {
                return rows.count(day.id(), shown, query);
            }

            @Override
            public List<Choice> list(TableQuery query) {
                return rows.list(day.id(), shown, query);
            }
        };
    }

    /** Refused with 404 when the day says nothing of such a bin. */
    Choice choice(TourDay day, long container) {
        return rows.findChoice(day.id(), container).orElseThrow(Days::notFound);
    }

    /** As it is wanted now; the search may not have taken it in yet. */
    Optional<Wish> wish(TourDay day, long container) {
        return Optional.ofNullable(rows.wishes(day.id()).get(container));
    }

    /** Has the tours of the day searched, with all that people wanted. Answers the id of the day. */
    @Transactional
    long ask(long municipality, LocalDate date) {
        Person person = access.require(Permission.DECIDE, municipality);
        if (date.isBefore(today()) || date.isAfter(today().plusDays(DAYS_AHEAD))) {
            throw Refusal.badInput("wastetours.refusal.date-range", date, today(), today().plusDays(DAYS_AHEAD))
                    .at("date");
        }
        if (!policies.get(municipality).worksOn(date)) {
            throw Refusal.badInput("wastetours.refusal.no-working-day", date).at("date");
        }
        long id = rows.ask(municipality, date, person.name(), clock.instant())
                .orElseThrow(() -> Refusal.conflict("wastetours.refusal.ordered"));
        note(person, municipality, "waste-tours.asked", date.toString());
        return id;
    }

    /** What a person wants of a bin; null: as the rule says. It counts when the tours are searched next. */
    @Transactional
    void want(long id, long container, @Nullable Want want, @Nullable Long vehicle) {
        Person person = requireOfficer(id);
        TourDay day = requireOpen(id);
        Choice choice = choice(day, container);
        if (vehicle != null && vehicles(day).stream().noneMatch(one -> one.id() == vehicle)) {
            throw Refusal.badInput("wastetours.refusal.day-vehicle", vehicle).at("vehicle");
        }
        rows.wish(day, container, want == null ? null : new Wish(want, vehicle, person.name()), clock.instant());
        note(person, day.municipalityId(), "waste-tours.changed", day.date() + " " + choice.name() + " " + want);
    }

    /** Which vehicles are to drive; none: those that a shift has, or all at hand. */
    @Transactional
    void setVehicles(long id, List<Long> vehicles) {
        Person person = requireOfficer(id);
        TourDay day = requireOpen(id);
        List<Long> known = vehicles(day).stream()
                .map(de.stadtkern.kernel.fleet.Vehicle::id)
                .filter(vehicles::contains)
                .toList();
        rows.setVehicles(id, known);
        note(person, day.municipalityId(), "waste-tours.changed", day.date() + " vehicles " + known);
    }

    private Person requireOfficer(long id) {
        return access.require(Permission.DECIDE, get(id).municipalityId());
    }

    private TourDay requireOpen(long id) {
        TourDay known = get(id);
        TourDay day = rows.lock(known.municipalityId(), known.date()).orElseThrow(Days::notFound);
        if (day.orderId() != null) {
            throw Refusal.conflict("wastetours.refusal.ordered");
        }
        return day;
    }

    private void note(Person person, long municipality, String action, String detail) {
        auditLog.record(person, municipality, action, detail);
        liveUpdates.announce(TOPIC);
    }

    private static Refusal notFound() {
        return Refusal.notFound("identity.refusal.not-found");
    }
}
