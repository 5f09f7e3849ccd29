/**
 * The devices of the simulated town: where they stand, what they measure, what is broken, and what they send. Pure: the
 * same town, moment and start give the same bytes. Sending is the room above.
 */
@NullMarked
package de.stadtkern.demo.devices;

import org.jspecify.annotations.NullMarked;
