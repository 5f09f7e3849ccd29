/**
 * Tours of orders: dispatched to crews and vehicles, driven, and over. What a tour is follows from its events, which
 * come from several devices, late and in any order; {@code Replay} reads them. {@code DispatchedTours} is what crews do,
 * {@code Dispatching} what officers do.
 */
@NullMarked
@ApplicationModule(
        id = "dispatch",
        displayName = "Dispatch",
        allowedDependencies = {
            "fleet",
            "geo",
            "identity",
            "notifications",
            "operations",
            "planning",
            "portal",
            "problem",
            "routing",
            "streets",
            "tracks"
        })
package de.stadtkern.kernel.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
