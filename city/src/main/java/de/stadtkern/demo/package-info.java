/**
 * Devices that are not there: the simulated town of the demo, and recordings played back. They talk to the program only
 * through its public interfaces.
 */
@NullMarked
@ApplicationModule(
        id = "demo",
        displayName = "Demo",
        allowedDependencies = {})
package de.stadtkern.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
