/** Citizens' reports with photos, sent through Open311. */
@NullMarked
package de.stadtkern.bench.reports;

import org.jspecify.annotations.NullMarked;
