package de.stadtkern.kernel.identity;

import de.stadtkern.kernel.identity.IdentitySettings.GroupRole;
import de.stadtkern.kernel.identity.Municipality.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * People of a directory (OpenID Connect). Who comes in the first time gets an account of their own; it is known again by
 * issuer and subject, never by a name that somebody could choose. In the municipalities that the configuration of the
 * groups names the directory alone says what the roles are, at every sign-in. A directory of citizens, such as a state
 * account, makes citizens and nothing else.
 */
@Component
class DirectorySignIn implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final String LOGIN = "stadtkern.login";
    private static final int SHORT_HASH = 12;

    private final OidcUserService provider = new OidcUserService();
    private final IdentitySettings.Directory settings;
    private final Municipalities municipalities;
    private final PersonRows rows;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DirectorySignIn(
            IdentitySettings settings,
            Municipalities municipalities,
            PersonRows rows,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.settings = settings.directory();
        this.municipalities = municipalities;
        this.rows = rows;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = provider.loadUser(request);
        boolean citizens =
                settings.citizens().contains(request.getClientRegistration().getRegistrationId());
        String login =
                Objects.requireNonNull(transaction.execute(status -> citizens ? admitCitizen(user) : admit(user)));
        return new DefaultOidcUser(
                user.getAuthorities(), user.getIdToken(), new OidcUserInfo(Map.of(LOGIN, login)), LOGIN);
    }

    private String admit(OidcUser user) {
        Map<Long, Set<Role>> roles = roles(user.getClaims().get(settings.groupsClaim()));
        long home = roles.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .min(Long::compare)
                .orElseThrow(() -> new OAuth2AuthenticationException("no_role"));
        Account account = find(user);
        long id = account == null
                ? create(user, home, wanted(user))
                : account.person().id();
        roles.forEach((municipality, held) -> rows.setRoles(id, municipality, held));
        Account current = rows.find(id).orElseThrow();
        if (!current.active()) {
            throw new OAuth2AuthenticationException("deactivated");
        }
        return current.person().login();
    }

    /** Refused when the account has become one of the staff: its own way in must hold. */
    private String admitCitizen(OidcUser user) {
        Account account = find(user);
        if (account == null) {
            long home =
                    municipalities.findFirst(Kind.MUNICIPALITY).orElseThrow().id();
            long id = create(user, home, Optional.empty());
            rows.setRoles(id, home, Set.of(Role.CITIZEN));
            account = rows.find(id).orElseThrow();
        }
        if (!account.active() || !account.person().isCitizen()) {
            throw new OAuth2AuthenticationException("no_citizen");
        }
        return account.person().login();
    }

    private @Nullable Account find(OidcUser user) {
        return jdbc.sql("select person_id from directory_account where issuer = :issuer and subject = :subject")
                .param("issuer", issuer(user))
                .param("subject", user.getSubject())
                .query(Long.class)
                .optional()
                .flatMap(rows::find)
                .orElse(null);
    }

    /** The name the directory calls the person by, if it can be a login. */
    private static Optional<String> wanted(OidcUser user) {
        return Optional.ofNullable(user.getPreferredUsername())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(People.LOGIN.asMatchPredicate());
    }

    /** @param wanted login, if nobody has it; never of citizens, who could choose somebody's mail address */
    private long create(OidcUser user, long home, Optional<String> wanted) {
        String unique =
                "d-" + Secrets.hash(issuer(user) + " " + user.getSubject()).substring(0, SHORT_HASH);
        String name = Objects.requireNonNullElse(user.getFullName(), unique);
        long id = wanted.flatMap(login -> rows.insert(login, name, null, home))
                .or(() -> rows.insert(unique, name, null, home))
                .orElseThrow(() -> new OAuth2AuthenticationException("login_taken"));
        jdbc.sql("insert into directory_account (issuer, subject, person_id) values (:issuer, :subject, :person)")
                .param("issuer", issuer(user))
                .param("subject", user.getSubject())
                .param("person", id)
                .update();
        return id;
    }

    private static String issuer(OidcUser user) {
        return Objects.requireNonNull(user.getIssuer()).toString();
    }

    /** The roles in every municipality that the configuration names; none where no group fits. */
    private Map<Long, Set<Role>> roles(@Nullable Object claim) {
        Collection<?> held = claim instanceof Collection<?> groups ? groups : List.of();
        Map<Long, Set<Role>> roles = new HashMap<>();
        for (GroupRole one : settings.groups()) {
            municipalities
                    .findByKey(one.municipality().toLowerCase(Locale.ROOT))
                    .map(found -> roles.computeIfAbsent(found.id(), id -> new HashSet<>()))
                    .filter(found -> held.contains(one.group()))
                    .ifPresent(found -> found.add(one.role()));
        }
        return roles;
    }
}
