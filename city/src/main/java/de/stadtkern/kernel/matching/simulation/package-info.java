/** Drives of which the truth is known, for tests and benchmarks of the matching. */
@NullMarked
package de.stadtkern.kernel.matching.simulation;

import org.jspecify.annotations.NullMarked;
