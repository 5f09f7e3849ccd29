package de.stadtkern.kernel.reports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a report, for everybody.
 *
 * @param state the new one; null when it stayed
 * @param text what the municipality says; may be empty
 */
public record PublicNote(long id, Instant at, Report.@Nullable State state, String text) {}
