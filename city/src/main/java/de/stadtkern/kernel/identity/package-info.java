/**
 * Who is who: people, their roles in municipalities, sign-in, API keys and the audit log. {@link
 * de.stadtkern.kernel.identity.Access} is the one place that decides who may do what.
 */
@NullMarked
@ApplicationModule(id = "identity", displayName = "Identity", allowedDependencies = "problem")
package de.stadtkern.kernel.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
