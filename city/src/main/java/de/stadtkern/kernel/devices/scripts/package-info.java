/** JavaScript payload codecs of device makers, run in a process of their own that can do nothing but calculate. */
@NullMarked
package de.stadtkern.kernel.devices.scripts;

import org.jspecify.annotations.NullMarked;
