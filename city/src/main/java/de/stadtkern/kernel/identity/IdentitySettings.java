package de.stadtkern.kernel.identity;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the first start sets up, and how people sign in.
 *
 * @param data directory of the program, where the files with the first secrets are put
 * @param municipality the town's name
 * @param district the name of the district it belongs to, when the program serves that too
 * @param adminPasswordFile holds the first password of the login {@code admin}; without it a one-time link is made
 * @param publicAddress under which browsers reach the program, for links and passkeys; {@code http://localhost} with the
 *     own port when it is not set
 * @param secondFactor of whom a second factor is demanded
 * @param directory how people of a directory (OpenID Connect) get their roles
 * @param people logins of the demo; empty in a real town
 */
@ConfigurationProperties("stadtkern")
record IdentitySettings(
        Path data,
        @DefaultValue("Musterstadt") String municipality,
        @Nullable String district,
        @Nullable Path adminPasswordFile,
        @Nullable URI publicAddress,
        @DefaultValue("administrators") SecondFactorDemand secondFactor,
        @DefaultValue Directory directory,
        @DefaultValue List<Newcomer> people) {

    /** Of whom a second factor is demanded. */
    enum SecondFactorDemand {
        ADMINISTRATORS,
        OFF
    }

    /**
     * How people of a directory get their roles.
     *
     * @param groupsClaim the claim that names their groups
     * @param groups what the groups stand for
     * @param citizens the registrations whose people are citizens, whatever their groups, such as those of a state account
     */
    record Directory(
            @DefaultValue("groups") String groupsClaim,
            @DefaultValue List<GroupRole> groups,
            @DefaultValue Set<String> citizens) {}

    /**
     * What a group of the directory stands for.
     *
     * @param municipality its name, in small or large letters
     */
    record GroupRole(String group, String municipality, Role role) {}

    /** Where the key lies with which programs on this machine write observations. */
    Path apiKeyFile() {
        return data.resolve("api-key");
    }
}
