/**
 * The pages of the accounts: sign-in, the own account, and what administrators look after: people, departments, keys,
 * sharing, the audit log, and the municipalities of a district. What is allowed, the room {@code identity} decides.
 */
@NullMarked
@ApplicationModule(
        id = "accounts",
        displayName = "Accounts",
        allowedDependencies = {"identity", "notifications", "portal", "problem"})
package de.stadtkern.kernel.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
