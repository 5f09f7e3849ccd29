package de.stadtkern.kernel.identity;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * Notes in the audit log who came in, and who tried in vain, where the person belongs. What was typed as an unknown login
 * is not kept: it may be a password.
 */
@Component
class SignInAudit {

    private final People people;
    private final AuditLog auditLog;

    SignInAudit(People people, AuditLog auditLog) {
        this.people = people;
        this.auditLog = auditLog;
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof SignedIn signedIn) {
            record(signedIn.person(), "sign-in");
        }
    }

    @EventListener
    void on(AbstractAuthenticationFailureEvent event) {
        people.find(event.getAuthentication().getName())
                .ifPresentOrElse(
                        person -> record(person, "sign-in.failed"),
                        () -> auditLog.record(null, null, "sign-in.failed", "unknown login"));
    }

    private void record(Person person, String action) {
        person.roles().keySet().forEach(municipality -> auditLog.record(person, municipality, action, "password"));
    }
}
