/**
 * How observations are kept: in partitions by month, closed months folded into one row for each datastream and day, the
 * values of a datastream as long as its owner wants them, and its figures by minute, hour and day for ever. The view
 * {@code observation} shows rows and chunks as one; what is new goes into the table {@code observation_row}.
 */
@NullMarked
package de.stadtkern.kernel.observations.storage;

import org.jspecify.annotations.NullMarked;
