/**
 * What the bytes of an uplink say, for devices whose network server has no formatter: a pure function for each device.
 * Layouts and example bytes: TheThingsNetwork/lorawan-devices (MIT). Where a vendor's arithmetic is wrong, the true value.
 */
@NullMarked
package de.stadtkern.kernel.devices.decoding;

import org.jspecify.annotations.NullMarked;
