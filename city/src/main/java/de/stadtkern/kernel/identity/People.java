package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people of the municipalities, and how they come in. */
@Component
public class People implements UserDetailsService {

    private static final int SHORTEST_PASSWORD = 12;
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9.@_-]{1,63}");

    private final PersonRows rows;
    private final PasswordEncoder passwords;
    private final Access access;
    private final AuditLog auditLog;

    People(PersonRows rows, PasswordEncoder passwords, Access access, AuditLog auditLog) {
        this.rows = rows;
        this.passwords = passwords;
        this.access = access;
        this.auditLog = auditLog;
    }

    @Override
    public UserDetails loadUserByUsername(String login) {
        return findSignIn(login).orElseThrow(() -> new UsernameNotFoundException("unknown"));
    }

    /** The person of this login. */
    Optional<Person> find(String login) {
        return findSignIn(login).map(SignedIn::person);
    }

    private Optional<SignedIn> findSignIn(String login) {
        return Optional.of(login).filter(LOGIN.asMatchPredicate()).flatMap(rows::findByLogin);
    }

    /** The people of the municipalities that the signed-in administrator looks after, by name. */
    public List<Person> listAdministered() {
        return rows.listOf(access.requireAnywhere(Permission.ADMINISTER));
    }

    /**
     * Takes a person in.
     *
     * @param newcomer the login must be free, the password at least 12 characters long
     */
    @Transactional
    public void register(Newcomer newcomer, long municipalityId) {
        Person administrator = access.require(Permission.ADMINISTER, municipalityId);
        add(newcomer, municipalityId);
        auditLog.record(administrator, municipalityId, "person.registered", newcomer.login() + " " + newcomer.role());
    }

    void add(Newcomer newcomer, long municipalityId) {
        if (!LOGIN.matcher(newcomer.login()).matches()) {
            throw Refusal.badInput("identity.refusal.login", newcomer.login()).at("login");
        }
        if (!PlainText.isReadable(newcomer.name())) {
            throw Refusal.badInput("identity.refusal.name").at("name");
        }
        if (newcomer.password().length() < SHORTEST_PASSWORD) {
            throw Refusal.badInput("identity.refusal.password-short", SHORTEST_PASSWORD)
                    .at("password");
        }
        String hash = passwords.encode(newcomer.password());
        if (!rows.insert(newcomer, hash, municipalityId)) {
            throw Refusal.conflict("identity.refusal.login-taken", newcomer.login())
                    .at("login");
        }
    }
}
