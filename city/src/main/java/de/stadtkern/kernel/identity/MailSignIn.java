package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.identity.Municipality.Kind;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.ott.OneTimeTokenAuthentication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Citizens come in by a link in a letter: once, and only for half an hour. The first time makes the account, whose login
 * is the address. Staff never comes in so, because its second factor must hold, and nobody whom a directory vouches for.
 */
@Component
public class MailSignIn {

    static final Duration VALID_FOR = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final PersonRows people;
    private final Municipalities municipalities;
    private final Pseudonyms pseudonyms;
    private final SignInBrake brake;
    private final AuditLog auditLog;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    MailSignIn(
            JdbcClient jdbc,
            PersonRows people,
            Municipalities municipalities,
            Pseudonyms pseudonyms,
            SignInBrake brake,
            AuditLog auditLog,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.people = people;
        this.municipalities = municipalities;
        this.pseudonyms = pseudonyms;
        this.brake = brake;
        this.auditLog = auditLog;
        this.transaction = transaction;
        this.events = events;
    }

    /** A letter that is to be written. */
    public record Link(String address, String token) {}

    /**
     * A new link for this address; empty when nobody comes in with it, which the answer must not tell. Refused when it is no
     * address, and while the address or who asks has to wait. Not within a transaction: an attempt must count also when it is
     * refused.
     */
    public Optional<Link> request(String given, String sender) {
        String address = given.strip().toLowerCase(Locale.ROOT);
        if (!OwnAccount.EMAIL.matcher(address).matches()
                || !People.LOGIN.matcher(address).matches()) {
            throw Refusal.badInput("identity.refusal.mail-address", address).at("mail");
        }
        try {
            brake.attemptLetter(address, sender);
        } catch (TooManyAttempts wait) {
            throw Refusal.badInput("identity.refusal.wait", wait.untilNext().toSeconds())
                    .at("mail");
        }
        if (!isOpenTo(people.findByLogin(address))) {
            return Optional.empty();
        }
        String token = Secrets.token();
        jdbc.sql("""
            insert into mail_link (token_hash, address, expires_at)
            values (:hash, :address, now() + :seconds * interval '1 second')\
            """)
                .param("hash", Secrets.hash(token))
                .param("address", address)
                .param("seconds", VALID_FOR.toSeconds())
                .update();
        return Optional.of(new Link(address, token));
    }

    /** Whom the link is for; refused with 404 when it is unknown, used or too old. Changes nothing: scanners open links. */
    public String get(String token) {
        return find("select address from mail_link where token_hash = :hash and expires_at > now()", token);
    }

    /** Uses the link up and signs this browser in, in a session of its own. */
    public void signIn(String token, HttpServletRequest request, HttpServletResponse response) {
        String login = Objects.requireNonNull(transaction.execute(status -> admit(token)));
        Set<FactorGrantedAuthority> factors =
                Set.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.OTT_AUTHORITY));
        Authentication shown = new OneTimeTokenAuthentication(new SignedIn(login, Set.copyOf(factors)), factors);
        request.getSession().invalidate();
        SecurityContext context = new SecurityContextImpl(shown);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        events.publishEvent(new InteractiveAuthenticationSuccessEvent(shown, getClass()));
    }

    private String admit(String token) {
        String address =
                find("delete from mail_link where token_hash = :hash and expires_at > now() returning address", token);
        Optional<Account> known = people.findByLogin(address);
        if (!isOpenTo(known)) {
            throw Refusal.notFound("identity.refusal.mail-link");
        }
        if (known.isEmpty()) {
            create(address);
        }
        jdbc.sql("delete from mail_link where address = :address")
                .param("address", address)
                .update();
        return address;
    }

    /** At two links at once one makes the account, and the other finds it. */
    private void create(String address) {
        long town = municipalities.findFirst(Kind.MUNICIPALITY).orElseThrow().id();
        people.insert(address, Pseudonyms.NOBODY, null, town).ifPresent(id -> {
            people.setEmail(id, address);
            people.setRoles(id, town, Set.of(Role.CITIZEN));
            auditLog.record(people.find(id).orElseThrow().person(), town, "person.citizen", "mail");
            people.setName(id, pseudonyms.get(id));
        });
    }

    private static boolean isOpenTo(Optional<Account> known) {
        return known.isEmpty()
                || known.filter(Account::active)
                        .filter(account -> account.person().isCitizen() && !account.fromDirectory())
                        .isPresent();
    }

    private String find(String sql, String token) {
        return jdbc.sql(sql)
                .param("hash", Secrets.hash(token))
                .query((rs, n) -> rs.getString("address"))
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.mail-link"));
    }
}
