package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shifts that come back every week, and making them for weeks ahead. Only own members and vehicles stand in them. */
@Component
class ShiftTemplates {

    static final int MOST_WEEKS = 26;

    private static final int DAYS_OF_A_WEEK = 7;

    private final TemplateRows rows;
    private final ShiftRows shifts;
    private final Shifts planning;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    ShiftTemplates(
            TemplateRows rows,
            ShiftRows shifts,
            Shifts planning,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.shifts = shifts;
        this.planning = planning;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** By name. */
    List<Template> list() {
        return rows.list(access.requireAnywhere(Permission.KEEP_FLEET));
    }

    @Transactional
    void create(Form form) {
        Fields fields = new Fields(form);
        long municipality = fields.municipality(access.requireAnywhere(Permission.KEEP_FLEET));
        Set<DayOfWeek> days = fields.ticked("day", DayOfWeek.class);
        if (days.isEmpty()) {
            throw Refusal.badInput("fleet.refusal.days").at("day-MONDAY");
        }
        Template template = new Template(
                0,
                municipality,
                fields.text("name"),
                days,
                fields.clock("begin"),
                fields.clock("end"),
                fields.whole("break", 0, Shifts.MOST_BREAK_MINUTES),
                fields.isTicked("standby"),
                fields.ids("member"),
                fields.ids("vehicle"));
        planning.requireOwn(municipality, template.members(), template.vehicles());
        if (rows.insert(template).isEmpty()) {
            throw Refusal.conflict("fleet.refusal.template-taken", template.name())
                    .at("name");
        }
        note(municipality, "template.added", template.name());
    }

    /** The shifts made of it stay. */
    @Transactional
    void delete(long id) {
        Template template = get(id);
        rows.delete(id);
        note(template.municipalityId(), "template.deleted", template.name());
    }

    /** Makes its shifts for so many weeks from a day on; those that are there already stay as they are. */
    @Transactional
    int createShifts(long id, Form form) {
        Template template = get(id);
        Fields fields = new Fields(form);
        int weeks = fields.whole("weeks", 1, MOST_WEEKS);
        LocalDate named = fields.dateOrNull("from");
        LocalDate first = named == null ? clock.instant().atZone(Fleet.TOWN).toLocalDate() : named;
        int made = (int) first.datesUntil(first.plusDays((long) weeks * DAYS_OF_A_WEEK))
                .filter(day -> template.days().contains(day.getDayOfWeek()))
                .filter(day -> shifts.insert(template.on(day), id, day).isPresent())
                .count();
        note(template.municipalityId(), "shifts.added", template.name() + " " + made);
        return made;
    }

    private Template get(long id) {
        Template template = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.require(Permission.KEEP_FLEET, template.municipalityId());
        return template;
    }

    private void note(long municipality, String action, String detail) {
        auditLog.record(access.person(), municipality, action, detail);
        liveUpdates.announce(Vehicles.TOPIC);
    }
}
