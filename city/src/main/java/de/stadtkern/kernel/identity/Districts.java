package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.identity.Municipality.Kind;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the administrators of a district may do: take municipalities in. They have no rights inside of these. */
@Component
public class Districts {

    private final Municipalities municipalities;
    private final PersonRows rows;
    private final People people;
    private final PasswordLinks links;
    private final Access access;
    private final AuditLog auditLog;

    Districts(
            Municipalities municipalities,
            PersonRows rows,
            People people,
            PasswordLinks links,
            Access access,
            AuditLog auditLog) {
        this.municipalities = municipalities;
        this.rows = rows;
        this.people = people;
        this.links = links;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** The municipalities of the district, by name. */
    public List<Municipality> list(long districtId) {
        requireAdministrator(districtId);
        return municipalities.list().stream()
                .filter(one -> Objects.equals(one.districtId(), districtId))
                .toList();
    }

    /** Takes a municipality in; returns the token of the link by which its first administrator chooses a password. */
    @Transactional
    public String found(long districtId, String municipality, String login, String name) {
        Person founder = requireAdministrator(districtId);
        Municipality made = municipalities.create(municipality, Kind.MUNICIPALITY, districtId);
        long administrator = people.add(login, name, null, made.id());
        rows.setRoles(administrator, made.id(), Set.of(Role.ADMINISTRATOR));
        auditLog.record(founder, districtId, "municipality.founded", made.name() + " " + login);
        auditLog.record(founder, made.id(), "municipality.founded", made.name() + " " + login);
        return links.create(administrator, PasswordLinks.OF_AN_INVITATION);
    }

    private Person requireAdministrator(long districtId) {
        Person person = access.require(Permission.ADMINISTER, districtId);
        if (municipalities.get(districtId).kind() != Kind.DISTRICT) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
        return person;
    }
}
