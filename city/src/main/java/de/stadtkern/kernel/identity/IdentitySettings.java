package de.stadtkern.kernel.identity;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the first start sets up.
 *
 * @param data directory of the program, where the files with the first secrets are put
 * @param municipality the town's name
 * @param adminPasswordFile holds the first password of the login {@code admin}; without it a random one is made
 * @param people logins of the demo; empty in a real town
 */
@ConfigurationProperties("stadtkern")
record IdentitySettings(
        Path data,
        @DefaultValue("Musterstadt") String municipality,
        @Nullable Path adminPasswordFile,
        @DefaultValue List<Newcomer> people) {

    /** Where the key lies with which programs on this machine write observations. */
    Path apiKeyFile() {
        return data.resolve("api-key");
    }
}
