package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people of the municipalities, as their administrators look after them. */
@Component
public class People implements UserDetailsService {

    static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9.@_+-]{1,99}");

    private static final int LONGEST_NAME = 200;

    private final PersonRows rows;
    private final PasswordLinks links;
    private final Sessions sessions;
    private final Access access;
    private final AuditLog auditLog;

    People(PersonRows rows, PasswordLinks links, Sessions sessions, Access access, AuditLog auditLog) {
        this.rows = rows;
        this.links = links;
        this.sessions = sessions;
        this.access = access;
        this.auditLog = auditLog;
    }

    /** How far somebody is. */
    public enum State {
        INVITED,
        ACTIVE,
        DEACTIVATED
    }

    /**
     * A person in the eyes of a municipality.
     *
     * @param roles held there
     * @param atHome whether the municipality looks after the account
     */
    public record Member(Person person, Set<Role> roles, State state, boolean atHome) {}

    /** What Spring Security asks for after a passkey was shown. */
    @Override
    public UserDetails loadUserByUsername(String login) {
        return findActive(login)
                .map(account -> new SignedIn(login, Set.of()))
                .orElseThrow(() -> new UsernameNotFoundException("unknown"));
    }

    /** The account of this login, if it can be used. */
    Optional<Account> findActive(String login) {
        return Optional.of(login)
                .filter(LOGIN.asMatchPredicate())
                .flatMap(rows::findByLogin)
                .filter(Account::active);
    }

    /** Everybody who has a role in the municipality or an account there, by name. */
    public List<Member> list(long municipalityId) {
        access.require(Permission.ADMINISTER, municipalityId);
        return rows.listOf(municipalityId).stream()
                .map(account -> member(account, municipalityId))
                .toList();
    }

    /** Who may do this in the municipality and can sign in, by name; for those who may do it themselves. */
    public List<Person> listWith(Permission permission, long municipalityId) {
        access.require(permission, municipalityId);
        return listActiveWith(permission, municipalityId);
    }

    /** Where the person gets mail; empty when it wants none. For the program itself: asks for no right. */
    public Optional<String> findEmail(long personId) {
        return rows.findEmail(personId);
    }

    /** Where the person gets mail; empty when it wants none, cannot sign in, or may not do this in the municipality. */
    public Optional<String> findEmail(long personId, Permission permission, long municipalityId) {
        return rows.find(personId)
                .filter(account -> account.active() && account.person().may(permission, municipalityId))
                .flatMap(account -> rows.findEmail(personId));
    }

    /** The person, when it can sign in. For the program itself: asks for no right. */
    public Optional<Person> findActive(long personId) {
        return rows.find(personId).filter(Account::active).map(Account::person);
    }

    /** Who may do this in the municipality and can sign in, by name. For the program itself: asks for no right. */
    public List<Person> listActiveWith(Permission permission, long municipalityId) {
        return rows.listOf(municipalityId).stream()
                .filter(Account::active)
                .map(Account::person)
                .filter(person -> person.may(permission, municipalityId))
                .toList();
    }

    /** Somebody of the municipality; refused with 404 when the person has nothing to do with it. */
    public Member get(long personId, long municipalityId) {
        access.require(Permission.ADMINISTER, municipalityId);
        return rows.find(personId)
                .filter(account -> account.person().homeId() == municipalityId
                        || account.person().roles().containsKey(municipalityId))
                .map(account -> member(account, municipalityId))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    /** Makes an account without a password; returns the token of the link by which the person chooses one. */
    @Transactional
    public String invite(String login, String name, Set<Role> roles, long municipalityId) {
        Person administrator = access.require(Permission.ADMINISTER, municipalityId);
        long id = add(login, name, null, municipalityId);
        rows.setRoles(id, municipalityId, roles);
        String mark = rows.find(id).orElseThrow().person().mark();
        auditLog.record(administrator, municipalityId, "person.invited", mark + " " + words(roles));
        return links.create(id, PasswordLinks.OF_AN_INVITATION);
    }

    /** Gives somebody who has an account elsewhere roles here. */
    @Transactional
    public void include(String login, Set<Role> roles, long municipalityId) {
        access.require(Permission.ADMINISTER, municipalityId);
        Person person = findActive(login)
                .map(Account::person)
                .filter(known -> known.homeId() != municipalityId)
                .orElseThrow(() -> Refusal.badInput("identity.refusal.login-unknown", login)
                        .at("known-login"));
        changeRoles(person, municipalityId, roles);
    }

    /** Sets the roles here; refused when the municipality would lose its last administrator. */
    @Transactional
    public void setRoles(long personId, long municipalityId, Set<Role> roles) {
        changeRoles(get(personId, municipalityId).person(), municipalityId, roles);
    }

    /** A link by which the person chooses a new password; for accounts that the municipality looks after. */
    @Transactional
    public String resetPassword(long personId, long municipalityId) {
        Person person = atHome(personId, municipalityId);
        auditLog.record(access.person(), municipalityId, "password.reset", person.mark());
        return links.create(personId, PasswordLinks.OF_A_RESET);
    }

    /** Nobody signs in with the account any more, and every session of it ends. */
    @Transactional
    public void deactivate(long personId, long municipalityId) {
        Person person = atHome(personId, municipalityId);
        requireOtherAdministrators(person);
        rows.setActive(personId, false);
        sessions.endAll(person.login());
        auditLog.record(access.person(), municipalityId, "person.deactivated", person.mark());
    }

    /** Undoes {@link #deactivate}. */
    @Transactional
    public void reactivate(long personId, long municipalityId) {
        Person person = atHome(personId, municipalityId);
        rows.setActive(personId, true);
        auditLog.record(access.person(), municipalityId, "person.reactivated", person.mark());
    }

    /** Refused when the login or the name says nothing, or the login is taken. */
    long add(String login, String name, @Nullable String passwordHash, long homeId) {
        if (!LOGIN.matcher(login).matches()) {
            throw Refusal.badInput("identity.refusal.login", login).at("login");
        }
        requireName(name);
        return rows.insert(login, name.strip(), passwordHash, homeId)
                .orElseThrow(() ->
                        Refusal.conflict("identity.refusal.login-taken", login).at("login"));
    }

    static void requireName(String name) {
        if (!PlainText.isReadable(name) || name.length() > LONGEST_NAME) {
            throw Refusal.badInput("identity.refusal.name", LONGEST_NAME).at("name");
        }
    }

    /** Refused when a municipality has no other active administrator. */
    void requireOtherAdministrators(Person person) {
        person.municipalitiesWith(Permission.ADMINISTER).forEach(id -> requireOtherAdministrator(person, id));
    }

    private void requireOtherAdministrator(Person person, long municipalityId) {
        if (!rows.hasOtherAdministrator(municipalityId, person.id())) {
            throw Refusal.conflict("identity.refusal.last-administrator");
        }
    }

    private void changeRoles(Person person, long municipalityId, Set<Role> roles) {
        if (person.may(Permission.ADMINISTER, municipalityId) && !roles.contains(Role.ADMINISTRATOR)) {
            requireOtherAdministrator(person, municipalityId);
        }
        rows.setRoles(person.id(), municipalityId, roles);
        auditLog.record(access.person(), municipalityId, "person.roles-changed", person.mark() + " " + words(roles));
    }

    private Person atHome(long personId, long municipalityId) {
        Member member = get(personId, municipalityId);
        if (!member.atHome()) {
            throw Refusal.forbidden(
                    "identity.refusal.not-at-home", member.person().name());
        }
        return member.person();
    }

    private static Member member(Account account, long municipalityId) {
        Person person = account.person();
        State state = account.active() ? State.ACTIVE : State.DEACTIVATED;
        return new Member(
                person,
                person.roles().getOrDefault(municipalityId, Set.of()),
                account.active() && account.isInvited() ? State.INVITED : state,
                person.homeId() == municipalityId);
    }

    private static String words(Set<Role> roles) {
        return roles.isEmpty() ? "–" : roles.stream().sorted().map(Role::name).collect(Collectors.joining(" "));
    }
}
