/**
 * Where a vehicle drove: the positions of its receiver become directed pieces of segments, by a hidden Markov model over
 * the road network (Newson and Krumm 2009). {@link de.stadtkern.kernel.matching.Matcher} takes whole tracks, {@link
 * de.stadtkern.kernel.matching.LiveMatcher} one position after the other. The pages take files of tracks and keep
 * nothing of them: where a vehicle was, is also where somebody worked.
 */
@NullMarked
@ApplicationModule(
        id = "matching",
        displayName = "Matching",
        allowedDependencies = {"geo", "identity", "portal", "problem", "streets"})
package de.stadtkern.kernel.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
