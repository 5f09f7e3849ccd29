/**
 * Waste, answering Hürth: what everybody sees of bins and recycling sites, what people report at a bin by its QR code, what
 * sensors warn of, and the days on which waste is collected at an address. {@code kernel.containers} knows the bins.
 */
@NullMarked
@ApplicationModule(
        id = "waste",
        displayName = "Waste",
        allowedDependencies = {
            "addresses",
            "containers",
            "dispatch",
            "geo",
            "identity",
            "operations",
            "portal",
            "problem"
        })
package de.stadtkern.services.waste;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
