package de.stadtkern.services.reporting;

import de.stadtkern.kernel.portal.HourlyLimit;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What one address may do in an hour on all pages of this room together. */
@Component
class ReportLimit {

    private final HourlyLimit limit;

    ReportLimit(ReportingSettings settings, Clock clock) {
        this.limit = new HourlyLimit(clock, settings.perHour(), "reporting.refusal.many");
    }

    void admit(String address) {
        limit.admit(address);
    }
}
