/** How good the nowcast of road surfaces is on any recorded stations, beside simple methods. */
@NullMarked
package de.stadtkern.bench.nowcast;

import org.jspecify.annotations.NullMarked;
