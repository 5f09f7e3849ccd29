/** The simulated town and its devices. Talks to the program only as the world does: by files, MQTT and HTTP. */
@NullMarked
@ApplicationModule(
        id = "demo",
        displayName = "Demo",
        allowedDependencies = {})
package de.stadtkern.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
