package de.stadtkern.kernel.identity;

import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Notes in the audit log who came in, and who tried in vain, where the person belongs. What was typed as an unknown login
 * is not kept: it may be a password.
 */
@Component
class SignInAudit {

    private final People people;
    private final Sessions sessions;
    private final AuditLog auditLog;

    SignInAudit(People people, Sessions sessions, AuditLog auditLog) {
        this.people = people;
        this.sessions = sessions;
        this.auditLog = auditLog;
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent event) {
        sessions.begin();
        Authentication shown = event.getAuthentication();
        people.findActive(shown.getName())
                .map(Account::person)
                .ifPresent(person -> record(person, "sign-in", way(shown)));
    }

    @EventListener
    void on(AuthenticationFailureBadCredentialsEvent event) {
        people.findActive(event.getAuthentication().getName())
                .map(Account::person)
                .ifPresentOrElse(
                        person -> record(person, "sign-in.failed", way(event.getAuthentication())),
                        () -> auditLog.record(null, null, "sign-in.failed", "unknown login"));
    }

    private void record(Person person, String action, String detail) {
        Set<Long> concerned = person.roles().isEmpty()
                ? Set.of(person.homeId())
                : person.roles().keySet();
        concerned.forEach(municipality -> auditLog.record(person, municipality, action, detail));
    }

    private static String way(Authentication shown) {
        return switch (shown.getClass().getSimpleName()) {
            case "WebAuthnAuthentication", "WebAuthnAuthenticationRequestToken" -> "passkey";
            case "OneTimeTokenAuthentication" -> "mail";
            case "OAuth2AuthenticationToken" -> "directory";
            default -> "password";
        };
    }
}
