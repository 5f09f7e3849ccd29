/** A town of devices that report by their network server, under alarm rules. */
@NullMarked
package de.stadtkern.bench.devices;

import org.jspecify.annotations.NullMarked;
