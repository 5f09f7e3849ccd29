/** How bad input is answered: one exception for every room, turned into RFC 9457 or a page by the portal. */
@NullMarked
@ApplicationModule(
        id = "problem",
        displayName = "Problem",
        allowedDependencies = {})
package de.stadtkern.kernel.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
