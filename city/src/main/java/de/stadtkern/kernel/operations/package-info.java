/**
 * The way from a proposal to a proof. A rule or a person proposes, a named person decides, the decision makes an order
 * on real streets, a crew carries it out, and the proof keeps who, when, where, in which weather and on what evidence.
 * Nothing acts without the decision.
 */
@NullMarked
@ApplicationModule(
        id = "operations",
        displayName = "Operations",
        allowedDependencies = {"addresses", "geo", "identity", "notifications", "portal", "problem", "streets"})
package de.stadtkern.kernel.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
