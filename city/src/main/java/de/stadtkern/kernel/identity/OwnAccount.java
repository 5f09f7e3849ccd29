package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What everybody does with the own account. */
@Component
public class OwnAccount {

    /** Whether mail arrives there only sending one can tell. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,180}");

    private final PersonRows rows;
    private final People people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final SignInBrake brake;
    private final Access access;
    private final AuditLog auditLog;
    private final TransactionTemplate transaction;
    private final ObjectProvider<PersonalData> rooms;

    OwnAccount(
            PersonRows rows,
            People people,
            Passwords passwords,
            Sessions sessions,
            Passkeys passkeys,
            SignInBrake brake,
            Access access,
            AuditLog auditLog,
            TransactionTemplate transaction,
            ObjectProvider<PersonalData> rooms) {
        this.rows = rows;
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.brake = brake;
        this.access = access;
        this.auditLog = auditLog;
        this.transaction = transaction;
        this.rooms = rooms;
    }

    /** Whether there is a password to be changed. */
    public boolean hasPassword() {
        return account().passwordHash() != null;
    }

    @Transactional
    public void changeName(String name) {
        People.requireName(name);
        Person person = access.person();
        rows.setName(person.id(), name.strip());
        auditLog.record(person, person.homeId(), "person.renamed", person.name() + " → " + name.strip());
    }

    /** Where the town's mail goes; null when it shall send none. */
    public @Nullable String email() {
        return rows.findEmail(access.person().id()).orElse(null);
    }

    /** Empty: no mail from now on. */
    @Transactional
    public void changeEmail(String email) {
        String address = email.strip();
        if (!address.isEmpty() && !EMAIL.matcher(address).matches()) {
            throw Refusal.badInput("identity.refusal.email", address).at("email");
        }
        Person person = access.person();
        rows.setEmail(person.id(), address.isEmpty() ? null : address);
        auditLog.record(person, person.homeId(), "person.email-changed", "");
    }

    /**
     * Changes the password and signs out everywhere else; refused unless the old one is right. Only the change itself is a
     * transaction: an attempt must count also when it is refused.
     */
    public void changePassword(String old, String fresh) {
        Account account = account();
        Person person = account.person();
        try {
            brake.attemptProof(person);
        } catch (TooManyAttempts wait) {
            throw Refusal.badInput("identity.refusal.wait", wait.untilNext().toSeconds())
                    .at("old-password");
        }
        if (!passwords.matches(old, account.passwordHash())) {
            throw Refusal.badInput("identity.refusal.password-old").at("old-password");
        }
        brake.proofSucceeded(person);
        String hash = passwords.choose(fresh, person.login());
        transaction.executeWithoutResult(status -> {
            rows.setPassword(person.id(), hash);
            sessions.endOthers(person.login());
            auditLog.record(person, person.homeId(), "password.changed", "");
        });
    }

    /** Where the person is signed in, the newest use first. */
    public List<Sessions.Open> listSessions() {
        return sessions.list(access.person().login());
    }

    public void endSession(String mark) {
        sessions.end(access.person().login(), mark);
    }

    public void endOtherSessions() {
        Person person = access.person();
        sessions.endOthers(person.login());
        auditLog.record(person, person.homeId(), "sign-out.others", "");
    }

    /** Everything that is kept of the person, room by room, for taking away. */
    public Map<String, Object> export() {
        Person person = access.person();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("login", person.login());
        all.put("name", person.name());
        all.put("email", email());
        all.put("roles", person.roles());
        all.put("passkeys", passkeys.list());
        all.put("sessions", listSessions());
        all.put("auditEntries", auditLog.listOf(person));
        rooms.forEach(room -> {
            Map<String, Object> part = room.export(person.id());
            if (!part.isEmpty()) {
                all.put(room.room(), part);
            }
        });
        return all;
    }

    /** Closes the account for good. What the person decided and did stays on record; so does the audit log. */
    @Transactional
    public void close() {
        Person person = access.person();
        people.requireOtherAdministrators(person);
        rooms.forEach(room -> room.erase(person.id()));
        rows.erase(person.id());
        auditLog.record(person, person.homeId(), "account.closed", "");
        sessions.endAll(person.login());
    }

    private Account account() {
        return access.findAccount()
                .filter(account -> access.findPerson().isPresent())
                .orElseThrow(() -> Refusal.forbidden("identity.refusal.not-signed-in"));
    }
}
