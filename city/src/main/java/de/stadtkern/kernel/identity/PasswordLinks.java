package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links by which a person chooses a password: once, and only for some time. */
@Component
public class PasswordLinks {

    static final Duration OF_AN_INVITATION = Duration.ofDays(7);
    static final Duration OF_A_RESET = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final PersonRows people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final AuditLog auditLog;

    PasswordLinks(JdbcClient jdbc, PersonRows people, Passwords passwords, Sessions sessions, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.auditLog = auditLog;
    }

    /** The token is returned here, once; an earlier one of the person ends. */
    String create(long personId, Duration validFor) {
        String token = Secrets.token();
        jdbc.sql("""
                        insert into password_link (token_hash, person_id, expires_at)
                        values (:hash, :person, now() + :seconds * interval '1 second')
                        on conflict (person_id) do update
                        set token_hash = excluded.token_hash, expires_at = excluded.expires_at""")
                .param("hash", Secrets.hash(token))
                .param("person", personId)
                .param("seconds", validFor.toSeconds())
                .update();
        return token;
    }

    /** Whose link it is; refused with 404 when it is unknown, used or too old. */
    public Person get(String token) {
        return find("select person_id from password_link where token_hash = :hash and expires_at > now()", token)
                .orElseThrow(() -> Refusal.notFound("identity.refusal.link"));
    }

    /** Uses the link up: the password holds, and every session of the person ends. */
    @Transactional
    public void redeem(String token, String password) {
        Person person = find(
                        "delete from password_link where token_hash = :hash and expires_at > now() returning person_id",
                        token)
                .orElseThrow(() -> Refusal.notFound("identity.refusal.link"));
        people.setPassword(person.id(), passwords.choose(password, person.login()));
        sessions.endAll(person.login());
        auditLog.record(person, person.homeId(), "password.chosen", "one-time link");
    }

    private Optional<Person> find(String sql, String token) {
        return jdbc.sql(sql)
                .param("hash", Secrets.hash(token))
                .query(Long.class)
                .optional()
                .flatMap(people::find)
                .filter(Account::active)
                .map(Account::person);
    }
}
