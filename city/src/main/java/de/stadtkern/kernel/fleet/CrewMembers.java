package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.fleet.MemberRows.Absence;
import de.stadtkern.kernel.fleet.MemberRows.Known;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with crew members. What is kept of them is for planning work alone; only who keeps the fleet sees it. */
@Component
class CrewMembers {

    private static final double HOURS_OF_A_WEEK = 60;
    private static final Duration LOOK_AHEAD = Duration.ofDays(366);

    private final MemberRows rows;
    private final ShiftRows shifts;
    private final People people;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    CrewMembers(
            MemberRows rows,
            ShiftRows shifts,
            People people,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.shifts = shifts;
        this.people = people;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** A member and whether they are absent now. */
    record Standing(Known member, boolean absent) {}

    /** By name. */
    List<Standing> list() {
        List<Known> all = access.requireAnywhere(Permission.KEEP_FLEET).stream()
                .sorted()
                .flatMap(id -> rows.list(id).stream())
                .toList();
        Instant now = clock.instant();
        List<Long> absent = rows.listAbsences(all.stream().map(Known::id).toList(), now, now.plusMillis(1)).stream()
                .map(Absence::memberId)
                .toList();
        return all.stream()
                .map(one -> new Standing(one, absent.contains(one.id())))
                .toList();
    }

    /** Refused as {@link Access#require} when the signed-in person does not keep the fleet of the member. */
    Known get(long id) {
        Known member = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.require(Permission.KEEP_FLEET, member.municipalityId());
        return member;
    }

    /** Who may be linked with a member: everybody of the municipality who sees operations. */
    List<Person> listAccounts(long municipality) {
        access.require(Permission.KEEP_FLEET, municipality);
        return people.listWith(Permission.SEE_OPERATIONS, municipality);
    }

    @Transactional
    long create(Form form) {
        return save(form, 0, new Fields(form).municipality(access.requireAnywhere(Permission.KEEP_FLEET)));
    }

    @Transactional
    void change(long id, Form form) {
        save(form, id, get(id).municipalityId());
    }

    /** Deletes the member now, with all that hangs on it. */
    @Transactional
    void delete(long id) {
        Known member = get(id);
        rows.delete(id);
        note(member.municipalityId(), "member.deleted", Long.toString(id));
    }

    List<Absence> listAbsences(long id) {
        return rows.listAbsences(List.of(id), clock.instant(), clock.instant().plus(LOOK_AHEAD));
    }

    /** Marks the member absent; returns the shifts, not over yet, that are short-staffed because of it. */
    @Transactional
    List<Shift> markAbsent(long id, Form form) {
        Known member = get(id);
        Fields fields = new Fields(form);
        Instant begin = fields.has("begin") ? fields.time("begin") : clock.instant();
        Instant end = fields.timeOrNull("end");
        if (end != null && !end.isAfter(begin)) {
            throw Refusal.badInput("fleet.refusal.end").at("end");
        }
        rows.insertAbsence(id, begin, end);
        note(member.municipalityId(), "member.absent", Long.toString(id));
        return listConcerned(id);
    }

    @Transactional
    void markPresent(long id) {
        Known member = get(id);
        rows.endAbsences(id, clock.instant());
        note(member.municipalityId(), "member.present", Long.toString(id));
    }

    /** The shifts, not over yet, for which the member is planned and absent. */
    List<Shift> listConcerned(long id) {
        Instant now = clock.instant();
        List<Absence> absences = listAbsences(id);
        return shifts.listWith(List.of(id), List.of(), now, now.plus(LOOK_AHEAD)).stream()
                .filter(shift -> absences.stream().anyMatch(one -> one.overlaps(shift.begin(), shift.end())))
                .toList();
    }

    static Form of(Known member) {
        Form form = Form.blank()
                .with("name", member.name())
                .with("account", member.personId())
                .with("weeklyHours", Fields.written(member.weeklyHours()))
                .with("leftOn", member.leftOn());
        for (var one : member.qualifications().entrySet()) {
            form = form.with("has-" + one.getKey(), "true")
                    .with("until-" + one.getKey(), one.getValue().orElse(null));
        }
        return form;
    }

    private long save(Form form, long id, long municipality) {
        Fields fields = new Fields(form);
        Known member = new Known(
                id,
                municipality,
                account(fields, municipality),
                fields.text("name"),
                fields.number("weeklyHours", HOURS_OF_A_WEEK),
                fields.dateOrNull("leftOn"),
                qualifications(fields));
        long saved = (id == 0 ? rows.insert(member) : rows.update(member))
                .orElseThrow(() -> Refusal.conflict("fleet.refusal.member-taken", member.name())
                        .at("name"));
        rows.setQualifications(saved, member.qualifications());
        note(municipality, id == 0 ? "member.added" : "member.changed", Long.toString(saved));
        return saved;
    }

    private @Nullable Long account(Fields fields, long municipality) {
        long wanted = fields.id("account");
        if (wanted == 0) {
            return null;
        }
        if (listAccounts(municipality).stream().noneMatch(person -> person.id() == wanted)) {
            throw Refusal.badInput("fleet.refusal.choice", Long.toString(wanted))
                    .at("account");
        }
        return wanted;
    }

    private static Map<Qualification, Optional<LocalDate>> qualifications(Fields fields) {
        Map<Qualification, Optional<LocalDate>> held = new EnumMap<>(Qualification.class);
        for (Qualification one : fields.ticked("has", Qualification.class)) {
            held.put(one, Optional.ofNullable(fields.dateOrNull("until-" + one)));
        }
        return held;
    }

    /** By number: the log outlives the member, whose name is to be forgotten. */
    private void note(long municipality, String action, String detail) {
        auditLog.record(access.person(), municipality, action, detail);
        liveUpdates.announce(Vehicles.TOPIC);
    }
}
