package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a person shows besides the password: a code of an authenticator app, or a recovery code. A passkey needs nothing
 * besides, and a directory (OpenID Connect) has its own rule.
 */
@Component
public class SecondFactor {

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final OneTimePasswordRows rows;
    private final Access access;
    private final SecondFactorRule rule;
    private final SignInBrake brake;
    private final AuditLog auditLog;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SecondFactor(
            OneTimePasswordRows rows,
            Access access,
            SecondFactorRule rule,
            SignInBrake brake,
            AuditLog auditLog,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.access = access;
        this.rule = rule;
        this.brake = brake;
        this.auditLog = auditLog;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What an authenticator app has to know.
     *
     * @param uri for the QR code
     */
    public record Enrolment(String secret, String uri) {}

    /** Whether somebody has shown a password and still owes the second factor. */
    public boolean isOwed() {
        return access.findHalfSignedIn().isPresent();
    }

    /** Whether the person has an authenticator app that works. */
    public boolean isSetUp() {
        return account().hasOneTimePassword();
    }

    /** Whether the person must have one. */
    public boolean isDemanded() {
        return rule.isDemandedOf(account());
    }

    /** What to put into an app; the same until it is confirmed. Refused when one is set up already. */
    public Enrolment enrol(String town) {
        Person person = accountWithoutApp().person();
        String secret = rows.ensure(person.id(), OneTimePassword.base32(Secrets.bytes(OneTimePassword.SECRET_BYTES)));
        String issuer = encode("Stadtkern " + town);
        return new Enrolment(
                secret,
                "otpauth://totp/" + issuer + ":" + encode(person.login()) + "?secret=" + secret + "&issuer=" + issuer);
    }

    /** Takes the app into use after it has shown a right code; returns the recovery codes, once. */
    public List<String> confirm(String code) {
        Person person = accountWithoutApp().person();
        requireCode(person, code);
        List<String> codes = Stream.generate(() -> OneTimePassword.base32(Secrets.bytes(RECOVERY_BYTES)))
                .limit(RECOVERY_CODES)
                .toList();
        transaction.executeWithoutResult(status -> {
            rows.confirm(person.id());
            rows.replaceRecoveryCodes(
                    person.id(), codes.stream().map(Secrets::hash).toList());
            auditLog.record(person, person.homeId(), "second-factor.set-up", "authenticator app");
        });
        return codes.stream().map(SecondFactor::readable).toList();
    }

    /** Refused unless it is a code of the app or an unused recovery code. */
    public void show(String code) {
        Account account = account();
        Person person = account.person();
        String recovery = Secrets.hash(code.strip().replace("-", "").toUpperCase(Locale.ROOT));
        if (account.hasOneTimePassword() && rows.useRecoveryCode(person.id(), recovery)) {
            auditLog.record(person, person.homeId(), "second-factor.recovery-code-used", "");
            return;
        }
        requireCode(person, code);
    }

    /** Completes the sign-in of this browser, after {@link #show} or {@link #confirm}. The session gets a new id. */
    public void complete(HttpServletRequest request, HttpServletResponse response) {
        Authentication shown =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        Authentication complete = shown.toBuilder()
                .authorities(factors ->
                        factors.add(FactorGrantedAuthority.fromAuthority(SecondFactorRule.ONE_TIME_PASSWORD)))
                .build();
        SecurityContext context = new SecurityContextImpl(complete);
        SecurityContextHolder.setContext(context);
        request.changeSessionId();
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    /** Gives up the app; refused where one is demanded. */
    @Transactional
    public void remove() {
        Person person = access.person();
        if (rule.isDemandedOf(account())) {
            throw Refusal.conflict("identity.refusal.second-factor-demanded");
        }
        rows.delete(person.id());
        auditLog.record(person, person.homeId(), "second-factor.removed", "authenticator app");
    }

    /** Not within a transaction: an attempt must count also when it is refused. */
    private void requireCode(Person person, String code) {
        try {
            brake.attemptProof(person);
        } catch (TooManyAttempts wait) {
            throw Refusal.badInput("identity.refusal.wait", wait.untilNext().toSeconds())
                    .at("code");
        }
        String secret = rows.find(person.id()).orElse("");
        OptionalLong step = OneTimePassword.step(secret, code.replace(" ", ""), clock.instant());
        if (step.isEmpty() || !rows.useStep(person.id(), step.getAsLong())) {
            throw Refusal.badInput("identity.refusal.code").at("code");
        }
        brake.proofSucceeded(person);
    }

    private Account accountWithoutApp() {
        Account account = account();
        if (account.hasOneTimePassword()) {
            throw Refusal.conflict("identity.refusal.second-factor-there");
        }
        return account;
    }

    private Account account() {
        return access.findAccount().orElseThrow(() -> Refusal.forbidden("identity.refusal.not-signed-in"));
    }

    private static String readable(String code) {
        return String.join("-", code.split("(?<=\\G.{4})"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
