package de.stadtkern.kernel.identity;

import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** What the session keeps of a person: who it is, and nothing that could be out of date. */
record SignedIn(String login, Set<GrantedAuthority> factors) implements UserDetails {

    @Override
    public String getUsername() {
        return login;
    }

    /** Passwords are checked by {@link PasswordSignIn} alone. */
    @Override
    public String getPassword() {
        return "";
    }

    /** The ways in which the person has shown who they are; rights are {@link Access}'s affair. */
    @Override
    public Set<GrantedAuthority> getAuthorities() {
        return factors;
    }
}
