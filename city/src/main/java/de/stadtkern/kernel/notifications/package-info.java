/**
 * How people hear of what concerns them: an inbox of their own, and beside it mail, web push and SMS as each of them chose
 * by topic. {@code Notifications} tells one person, {@code Escalations} one after the other along the roster {@code Standby}
 * until somebody has acknowledged. Nothing is ever decided here.
 */
@NullMarked
@ApplicationModule(
        id = "notifications",
        displayName = "Notifications",
        allowedDependencies = {"identity", "portal", "problem"})
package de.stadtkern.kernel.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
