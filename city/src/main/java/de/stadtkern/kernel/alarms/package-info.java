/**
 * Alarms: rules over what the sensors say, and the watchdog over those that say nothing. An alarm informs people, step by
 * step until somebody has seen it, or becomes a proposal; it never acts. {@code AlarmWatch} and {@code Watchdog} raise and
 * clear, {@code Alarms} is what people do with an alarm, {@code Rules} what they want to know of.
 */
@NullMarked
@ApplicationModule(
        id = "alarms",
        displayName = "Alarms",
        allowedDependencies = {"geo", "identity", "notifications", "observations", "operations", "portal", "problem"})
package de.stadtkern.kernel.alarms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
