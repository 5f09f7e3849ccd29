/**
 * Where something is, found by what people write: streets, house numbers, crossings, districts, places, coordinates and
 * the town's own registers, without asking anybody else. The door is {@link de.stadtkern.kernel.addresses.Addresses};
 * {@code Gazetteer} is what an extract holds, {@code Spelling} and {@code Likeness} say what sounds alike.
 */
@NullMarked
@ApplicationModule(
        id = "addresses",
        displayName = "Addresses",
        allowedDependencies = {"geo", "identity", "portal", "problem", "streets"})
package de.stadtkern.kernel.addresses;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
