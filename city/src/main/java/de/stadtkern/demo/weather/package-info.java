/** The weather of the simulated town and the ground it lies on: invented, and the same for everybody who asks. */
@NullMarked
package de.stadtkern.demo.weather;

import org.jspecify.annotations.NullMarked;
