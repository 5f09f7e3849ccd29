/**
 * What is learnt from emptied bins: which are too small, emptied too seldom, hardly used or alone, where the waste lies, what
 * another place or size would change, and the report of a year. Only reads the others and asks nobody to do anything.
 */
@NullMarked
@ApplicationModule(
        id = "wastefigures",
        displayName = "Waste figures",
        allowedDependencies = {"addresses", "containers", "geo", "identity", "portal", "problem"})
package de.stadtkern.services.wastefigures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
