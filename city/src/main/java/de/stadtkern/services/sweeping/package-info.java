/**
 * Street sweeping, answering Taufkirchen and Wackersdorf: the classes of the bylaw become days for each side of each
 * street, the duty officer releases a week as proposals, crews drive what was decided, and each side is proven. From the
 * same plan come no-parking signs, what citizens want to know, and the register of fees.
 */
@NullMarked
@ApplicationModule(
        id = "sweeping",
        displayName = "Street sweeping",
        allowedDependencies = {
            "addresses",
            "dispatch",
            "forecasts",
            "geo",
            "identity",
            "occasions",
            "operations",
            "planning",
            "portal",
            "problem",
            "streets"
        })
package de.stadtkern.services.sweeping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
