/**
 * JavaScript payload codecs of device makers, run in a process of their own that can do nothing but calculate. Other
 * packages than its room use it only to be that process.
 */
@NullMarked
@NamedInterface("scripts")
package de.stadtkern.kernel.devices.scripts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
