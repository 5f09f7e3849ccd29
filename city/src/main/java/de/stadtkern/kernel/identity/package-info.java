/**
 * Who is who: people, their roles in municipalities and districts, sign-in, API keys, sharing and the audit log. {@link
 * de.stadtkern.kernel.identity.Access} is the one place that decides who may do what, by the table {@link
 * de.stadtkern.kernel.identity.Permission}. The pages for all this lie in the room {@code accounts}.
 */
@NullMarked
@ApplicationModule(
        id = "identity",
        displayName = "Identity",
        allowedDependencies = {"backup", "problem"})
package de.stadtkern.kernel.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
