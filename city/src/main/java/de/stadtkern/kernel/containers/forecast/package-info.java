/**
 * How full containers will be, learnt from what was found when they were emptied. Pure: no clock, no database. {@link
 * de.stadtkern.kernel.containers.forecast.FillForecasts} is the door; {@code Effect} is the one mechanism of learning,
 * {@code Pace} all that makes containers fill faster or slower.
 */
@NullMarked
@NamedInterface("forecast")
package de.stadtkern.kernel.containers.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
