package de.stadtkern.kernel.identity;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Under which address browsers reach the program. */
@Component
class PublicAddress {

    private final IdentitySettings settings;
    private final Environment environment;

    PublicAddress(IdentitySettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** Without a slash at the end. Known once the program listens. */
    String get() {
        URI configured = settings.publicAddress();
        return configured == null
                ? "http://localhost:" + environment.getProperty("local.server.port")
                : configured.toString().replaceAll("/+$", "");
    }
}
