package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.identity.Municipality.Kind;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Somebody of each role in the town, an officer and an administrator of the town next door, and one of the district to
 * which both belong. Administrators have shown a second factor.
 */
@TestComponent
public class TestPeople {

    public static final String PASSWORD = "sehr-geheimes-wort";

    private final PersonRows rows;
    private final People people;
    private final Passwords passwords;
    private final Municipalities municipalities;
    private final ApiKeys keys;
    private final Municipality district;
    private final Municipality here;
    private final Municipality there;

    TestPeople(PersonRows rows, People people, Passwords passwords, Municipalities municipalities, ApiKeys keys) {
        this.rows = rows;
        this.people = people;
        this.passwords = passwords;
        this.municipalities = municipalities;
        this.keys = keys;
        this.district = ensure("Musterkreis", Kind.DISTRICT);
        this.here = ensure("Musterstadt", Kind.MUNICIPALITY);
        this.there = ensure("Nachbarstadt", Kind.MUNICIPALITY);
        municipalities.join(here.id(), district.id());
        municipalities.join(there.id(), district.id());
        add("leitung", Role.DUTY_OFFICER, here);
        add("mannschaft", Role.CREW, here);
        add("verwaltung", Role.ADMINISTRATOR, here);
        add("buergerin", Role.CITIZEN, here);
        add("fremd", Role.DUTY_OFFICER, there);
        add("fremde-verwaltung", Role.ADMINISTRATOR, there);
        add("kreis", Role.ADMINISTRATOR, district);
    }

    public long municipality() {
        return here.id();
    }

    public long foreignMunicipality() {
        return there.id();
    }

    public long district() {
        return district.id();
    }

    public UserDetails officer() {
        return of("leitung");
    }

    public UserDetails crew() {
        return of("mannschaft");
    }

    public UserDetails citizen() {
        return of("buergerin");
    }

    public UserDetails administrator() {
        return of("verwaltung");
    }

    public UserDetails foreignOfficer() {
        return of("fremd");
    }

    public UserDetails foreignAdministrator() {
        return of("fremde-verwaltung");
    }

    public UserDetails districtAdministrator() {
        return of("kreis");
    }

    /** The person of this login, who has shown password and second factor. */
    public UserDetails of(String login) {
        return new SignedIn(login, Set.of(new SimpleGrantedAuthority(SecondFactorRule.ONE_TIME_PASSWORD)));
    }

    /** An API key of the town with these scopes, made by its administrator. */
    public String key(Scope... scopes) {
        UserDetails administrator = administrator();
        SecurityContextHolder.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                administrator, null, administrator.getAuthorities())));
        try {
            return keys.create(municipality(), "Test", Set.of(scopes), 1);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Adds somebody with this one role; returns the id. */
    public long add(String login, Role role, long municipalityId) {
        long id = rows.findByLogin(login)
                .map(account -> account.person().id())
                .orElseGet(() -> people.add(login, "Test " + login, passwords.hash(PASSWORD), municipalityId));
        rows.setRoles(id, municipalityId, Set.of(role));
        return id;
    }

    private void add(String login, Role role, Municipality municipality) {
        add(login, role, municipality.id());
    }

    private Municipality ensure(String name, Kind kind) {
        return municipalities
                .findByKey(name.toLowerCase(Locale.ROOT))
                .orElseGet(() -> municipalities.create(name, kind, null));
    }
}
