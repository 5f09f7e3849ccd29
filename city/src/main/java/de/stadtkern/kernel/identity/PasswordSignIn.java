package de.stadtkern.kernel.identity;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Login and password. Neither the answer nor its time tells whether there is such a login. */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private final People people;
    private final Passwords passwords;
    private final SignInBrake brake;

    PasswordSignIn(People people, Passwords passwords, SignInBrake brake) {
        this.people = people;
        this.passwords = passwords;
        this.brake = brake;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String login = given.getName();
        String address =
                given.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        brake.attempt(login, address);
        Optional<Account> account = people.findActive(login);
        String password = String.valueOf(given.getCredentials());
        if (!passwords.matches(password, account.map(Account::passwordHash).orElse(null))) {
            throw new BadCredentialsException("login or password is wrong");
        }
        brake.succeeded(login, address);
        Set<FactorGrantedAuthority> factors =
                Set.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY));
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(login, Set.copyOf(factors)), null, factors);
        signedIn.setDetails(given.getDetails());
        return signedIn;
    }

    @Override
    public boolean supports(@Nullable Class<?> type) {
        return UsernamePasswordAuthenticationToken.class == type;
    }
}
