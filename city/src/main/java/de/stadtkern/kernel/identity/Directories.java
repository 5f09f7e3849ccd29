package de.stadtkern.kernel.identity;

import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.stereotype.Component;

/** The directories (OpenID Connect) by which people can sign in, from the configuration. */
@Component
public class Directories {

    private final List<Entrance> entrances;

    Directories(ObjectProvider<OAuth2ClientProperties> properties) {
        OAuth2ClientProperties given = properties.getIfAvailable();
        this.entrances = given == null
                ? List.of()
                : given.getRegistration().entrySet().stream()
                        .map(one -> new Entrance(
                                "/oauth2/authorization/" + one.getKey(),
                                Objects.requireNonNullElse(one.getValue().getClientName(), one.getKey())))
                        .toList();
    }

    /** Where to sign in by a directory, and what people call it. */
    public record Entrance(String path, String name) {}

    public List<Entrance> list() {
        return entrances;
    }
}
