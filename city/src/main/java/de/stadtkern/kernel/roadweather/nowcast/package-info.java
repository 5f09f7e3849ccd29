/**
 * The surface of a road in the next three hours, from what its station measured in the last one: pure arithmetic, no
 * Spring, no clock, no database. {@link de.stadtkern.kernel.roadweather.nowcast.Nowcast} is all that others need.
 */
@NullMarked
@NamedInterface("nowcast")
package de.stadtkern.kernel.roadweather.nowcast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
