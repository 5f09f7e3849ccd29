/**
 * Quality control: which measured values can be trusted. Every value keeps its raw number; beside it stands a {@code Flag}
 * (QARTOD), raised by tests that a municipality chooses or by a person with a reason. A raw value is never changed.
 *
 * <p>Other rooms ask {@code Quality}:
 *
 * <ul>
 *   <li>{@code flags(datastream, from, until)}: spans of flagged values with test or person, to show them in a list or chart.
 *       Where there is none, the values are good or not evaluated.
 *   <li>{@code aggregates(datastream, from, until, width)}: means by hour, day or month, with their share of valid values.
 *   <li>In SQL, {@code quality_flag_of(datastream_id, phenomenon_time)} gives the flag of a value, 1, 2, 3, 4 or 9; {@code
 *       Quality.valid("o")} is the condition under which a row {@code o} of the view {@code observation} counts in a mean:
 *       {@code select avg(o.result) filter (where } … {@code ), count(*) from observation o where …}
 * </ul>
 */
@NullMarked
@ApplicationModule(
        id = "quality",
        displayName = "Quality",
        allowedDependencies = {"identity", "observations", "portal", "problem"})
package de.stadtkern.kernel.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
