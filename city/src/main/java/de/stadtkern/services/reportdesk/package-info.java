/**
 * Reports of defects (Mängelmelder) for those who handle them, answering Klarschiff's back office: what waits, checking and
 * pixelating before anybody sees it, answers, hand-over, work, statistics, and the rules of the municipality.
 */
@NullMarked
@ApplicationModule(
        id = "reportdesk",
        displayName = "Report desk",
        allowedDependencies = {"addresses", "geo", "identity", "notifications", "portal", "problem", "reports"})
package de.stadtkern.services.reportdesk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
