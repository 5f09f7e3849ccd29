package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The passkeys of the signed-in person. They are added by the browser; see {@link PasskeyCeremony}. */
@Component
public class Passkeys {

    private final PublicKeyCredentialUserEntityRepository owners;
    private final UserCredentialRepository credentials;
    private final Access access;
    private final AuditLog auditLog;

    Passkeys(
            PublicKeyCredentialUserEntityRepository owners,
            UserCredentialRepository credentials,
            Access access,
            AuditLog auditLog) {
        this.owners = owners;
        this.credentials = credentials;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** One of them. */
    public record Passkey(String id, String label, Instant created, Instant lastUsed) {}

    public List<Passkey> list() {
        return records(access.person()).stream()
                .map(one -> new Passkey(
                        one.getCredentialId().toBase64UrlString(), one.getLabel(), one.getCreated(), one.getLastUsed()))
                .toList();
    }

    /** Refused with 404 when the person has no such passkey. */
    @Transactional
    public void remove(String id) {
        Person person = access.person();
        CredentialRecord found = records(person).stream()
                .filter(one -> one.getCredentialId().toBase64UrlString().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        credentials.delete(found.getCredentialId());
        auditLog.record(person, person.homeId(), "passkey.removed", found.getLabel());
    }

    private List<CredentialRecord> records(Person person) {
        return Optional.ofNullable(owners.findByUsername(person.login()))
                .map(owner -> credentials.findByUserId(owner.getId()))
                .orElse(List.of());
    }
}
