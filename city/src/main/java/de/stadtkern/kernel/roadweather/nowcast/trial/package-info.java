/** How good a nowcast is on recorded stations: for tests and benchmarks, and for a town that keeps its own recordings. */
@NullMarked
package de.stadtkern.kernel.roadweather.nowcast.trial;

import org.jspecify.annotations.NullMarked;
