package de.stadtkern.kernel.reports;

import java.time.Instant;

/**
 * A photo of a report, without its bytes.
 *
 * @param received whether the copy that came is still kept
 */
public record ReportPhoto(long id, long reportNumber, Instant at, Report.Moderation state, boolean received) {}
