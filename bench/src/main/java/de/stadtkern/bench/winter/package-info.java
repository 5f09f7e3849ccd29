/** Road weather stations of a whole district that live through a winter at many times its speed. */
@NullMarked
package de.stadtkern.bench.winter;

import org.jspecify.annotations.NullMarked;
