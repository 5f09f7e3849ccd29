/**
 * Where vehicles were and what they did there: positions from files, telematics and phones, kept for a short time, and
 * what they prove of each segment. {@code Tracks} is the door, {@code FixWriter} stores what comes live, {@code
 * Treatment} says what a track proves. Where a vehicle was is also where somebody worked: nothing is shown or kept beyond
 * the proof unless the works council agreed.
 */
@NullMarked
@ApplicationModule(
        id = "tracks",
        displayName = "Tracks",
        allowedDependencies = {"fleet", "geo", "identity", "matching", "observations", "portal", "problem", "streets"})
package de.stadtkern.kernel.tracks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
