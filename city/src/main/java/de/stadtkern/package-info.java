/** The program: its commands. What it does for a town lies in the rooms below. */
@NullMarked
package de.stadtkern;

import org.jspecify.annotations.NullMarked;
