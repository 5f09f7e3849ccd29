/** The simulated town on the map, drawn by rules and written as an OpenStreetMap file. */
@NullMarked
package de.stadtkern.demo.plan;

import org.jspecify.annotations.NullMarked;
