/** Tours over places and streets: what to visit, in which order, from where. Pure JDK. */
@NullMarked
package de.stadtkern.tours;

import org.jspecify.annotations.NullMarked;
