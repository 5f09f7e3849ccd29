/** Benchmarks of the parts whose speed matters; {@code bench/run <name>} starts one. */
@NullMarked
package de.stadtkern.bench;

import org.jspecify.annotations.NullMarked;
