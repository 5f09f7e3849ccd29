/** How good forecasts of fill levels are, and what they save over a year of emptying. */
@NullMarked
package de.stadtkern.bench.waste;

import org.jspecify.annotations.NullMarked;
