/**
 * Tours of bins that are driven the same every week, and what they would have come to on past days beside what was done:
 * {@code FixedTours} keeps them, {@code Comparison} judges both by the same history, {@code Comparisons} does it in the
 * background.
 */
@NullMarked
@ApplicationModule(
        id = "fixedtours",
        displayName = "Fixed tours",
        allowedDependencies = {"containers", "fleet", "geo", "identity", "occasions", "portal", "problem", "routing"})
package de.stadtkern.services.fixedtours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
