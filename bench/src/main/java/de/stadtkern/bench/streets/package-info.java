/** What the streets of any OpenStreetMap extract cost: import, matching of tracks, routes and matrices. */
@NullMarked
package de.stadtkern.bench.streets;

import org.jspecify.annotations.NullMarked;
