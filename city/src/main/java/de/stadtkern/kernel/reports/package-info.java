/**
 * Reports of defects (Mängelmelder), for the services that take, handle and exchange them: what a report is, who is
 * responsible, what became of it. What everybody may know is decided in one place, the SQL views {@code public_report},
 * {@code public_report_note} and {@code public_report_photo}, which {@link de.stadtkern.kernel.reports.PublicReports} reads.
 */
@NullMarked
@ApplicationModule(
        id = "reports",
        displayName = "Reports",
        allowedDependencies = {"addresses", "geo", "identity", "notifications", "operations", "portal", "problem"})
package de.stadtkern.kernel.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
