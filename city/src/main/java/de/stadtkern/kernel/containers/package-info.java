/**
 * What stands in town and is filled and emptied: litter bins, glass and paper banks, dog stations, grit bins. Their
 * register, how full each is and how sure that is, and when each was emptied. {@code Containers}, {@code Emptyings} and
 * {@code Fillings} are the doors; {@code FillLevel} says what a sensor's reading means, {@code FillTrack} what a series of
 * them does.
 */
@NullMarked
@ApplicationModule(
        id = "containers",
        displayName = "Containers",
        allowedDependencies = {"addresses", "geo", "identity", "observations", "portal", "problem"})
package de.stadtkern.kernel.containers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
