package de.stadtkern.kernel.identity;

import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.stereotype.Component;

/** When a password alone is not enough. */
@Component
class SecondFactorRule {

    static final String ONE_TIME_PASSWORD = "FACTOR_ONE_TIME_PASSWORD";

    /* A passkey asks for a finger, face or PIN besides; of a directory its operator demands what is needed there. */
    private static final Set<String> STRONG = Set.of(
            ONE_TIME_PASSWORD,
            FactorGrantedAuthority.WEBAUTHN_AUTHORITY,
            FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY);

    private final IdentitySettings settings;

    SecondFactorRule(IdentitySettings settings) {
        this.settings = settings;
    }

    /** Whoever has set up an authenticator app is asked for it; administrators must set up one. */
    boolean isNeeded(Account account) {
        return account.hasOneTimePassword() || isDemandedOf(account);
    }

    boolean isDemandedOf(Account account) {
        return settings.secondFactor() == IdentitySettings.SecondFactorDemand.ADMINISTRATORS
                && account.isAdministrator();
    }

    boolean isShown(Authentication authentication) {
        return authentication.getAuthorities().stream().anyMatch(factor -> STRONG.contains(factor.getAuthority()));
    }
}
