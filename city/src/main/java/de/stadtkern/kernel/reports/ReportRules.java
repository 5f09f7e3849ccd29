package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where a municipality takes reports, and who is responsible for what where. */
@Component
public class ReportRules {

    private static final int FEWEST_CORNERS = 3;
    private static final int MOST_CORNERS = 1000;

    private final DutyRows rows;
    private final Municipalities municipalities;
    private final Addresses addresses;
    private final Access access;
    private final AuditLog auditLog;

    ReportRules(DutyRows rows, Municipalities municipalities, Addresses addresses, Access access, AuditLog auditLog) {
        this.rows = rows;
        this.municipalities = municipalities;
        this.addresses = addresses;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** Whether the municipality takes reports from there: in the area that it drew, border included, else near an address. */
    public boolean isInside(long municipality, Position position) {
        return rows.isInArea(municipality, position)
                .orElseGet(
                        () -> addresses.isEmpty() || addresses.reverse(position).isPresent());
    }

    /** The municipality that takes reports from there: one that has drawn its area, else the usual one. */
    public Optional<Municipality> findMunicipality(Position position) {
        List<Long> drawn = rows.listMunicipalitiesAt(position);
        return drawn.isEmpty()
                ? Optional.of(municipalities.getFor(access.findPerson().orElse(null)))
                        .filter(usual -> isInside(usual.id(), position))
                : Optional.of(municipalities.get(drawn.getFirst()));
    }

    /**
     * Who is responsible: a duty for just this category before one for all, one for an area before one for the whole town,
     * and the smallest area first.
     *
     * @param position null when it is known in words only: then only what holds in the whole town
     */
    public Responsible responsible(long municipality, long categoryId, @Nullable Position position) {
        return rows.find(municipality, categoryId, position).orElse(Responsible.NOBODY);
    }

    /** For those who keep the rules. */
    public List<ReportDuty> listDuties(long municipality) {
        access.require(Permission.KEEP_REPORT_RULES, municipality);
        return rows.list(municipality);
    }

    @Transactional
    public void addDuty(ReportDuty duty) {
        Person person = access.require(Permission.KEEP_REPORT_RULES, duty.municipalityId());
        if (!duty.rim().isEmpty()) {
            requireRim(duty.rim());
        }
        if ((duty.responsible().departmentId() == null) == (duty.responsible().bodyId() == null)) {
            throw Refusal.badInput("reports.refusal.responsible").at("responsible");
        }
        if (rows.insert(duty) == 0) {
            throw Refusal.notFound("reports.refusal.responsible");
        }
        auditLog.record(
                person,
                duty.municipalityId(),
                "report-duty.added",
                duty.responsible().name());
    }

    @Transactional
    public void removeDuty(long municipality, long id) {
        Person person = access.require(Permission.KEEP_REPORT_RULES, municipality);
        rows.delete(municipality, id);
        auditLog.record(person, municipality, "report-duty.removed", Long.toString(id));
    }

    /** Around where the municipality takes reports; empty where it was not drawn. */
    public List<Position> area(long municipality) {
        return rows.area(municipality);
    }

    /** @param rim empty to go by the known addresses */
    @Transactional
    public void setArea(long municipality, List<Position> rim) {
        Person person = access.require(Permission.KEEP_REPORT_RULES, municipality);
        if (!rim.isEmpty()) {
            requireRim(rim);
        }
        rows.setArea(municipality, rim);
        auditLog.record(person, municipality, "report-area.drawn", Integer.toString(rim.size()));
    }

    /** For those who handle reports; with the keys of interfaces, which pages must not show. */
    public List<ReportBody> listBodies(long municipality) {
        access.require(Permission.HANDLE_REPORTS, municipality);
        return rows.listBodies(municipality);
    }

    /** Adds it, or changes the one with its id. */
    @Transactional
    public void saveBody(ReportBody body) {
        Person person = access.require(Permission.KEEP_REPORT_RULES, body.municipalityId());
        if (!PlainText.isReadable(body.name())) {
            throw Refusal.badInput("reports.refusal.responsible").at("name");
        }
        if (body.mail() != null) {
            MailAddress.requireValid(body.mail());
        }
        if (rows.saveBody(body) == 0) {
            throw Refusal.conflict("reports.refusal.body-taken", body.name()).at("name");
        }
        auditLog.record(person, body.municipalityId(), "report-body.saved", body.name());
    }

    private static void requireRim(List<Position> rim) {
        if (rim.size() < FEWEST_CORNERS || rim.size() > MOST_CORNERS) {
            throw Refusal.badInput("reports.refusal.rim", FEWEST_CORNERS, MOST_CORNERS)
                    .at("rim");
        }
    }
}
