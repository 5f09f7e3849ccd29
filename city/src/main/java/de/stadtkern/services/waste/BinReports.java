package de.stadtkern.services.waste;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.operations.Raiser;
import de.stadtkern.kernel.operations.Urgency;
import de.stadtkern.kernel.portal.HourlyLimit;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody says who stands before a bin, without account. It is a hint, no order: a person decides. */
@Component
class BinReports {

    /** "Full" means between three quarters and overflowing. */
    private static final double FULL = 1;

    private static final double SPREAD = 0.25;

    private final Containers containers;
    private final BinReportRows rows;
    private final HourlyLimit limit;
    private final WasteProposals proposals;
    private final WasteSettings settings;
    private final Clock clock;

    BinReports(
            Containers containers, BinReportRows rows, WasteProposals proposals, WasteSettings settings, Clock clock) {
        this.containers = containers;
        this.rows = rows;
        this.limit = new HourlyLimit(clock, settings.reportsPerHour(), "waste.refusal.many");
        this.proposals = proposals;
        this.settings = settings;
        this.clock = clock;
    }

    /** What can be said. */
    enum Kind {
        FULL,
        DAMAGED,
        LITTER
    }

    /** The container behind a QR code; refused with 404 when there is none. */
    Container get(String code) {
        return containers.findByCode(code).orElseThrow(() -> Refusal.notFound("waste.refusal.code"));
    }

    /**
     * Takes the report; the same one again within a short time changes nothing. Refused with 503 when the address sends too
     * many.
     */
    @Transactional
    void report(Container container, Kind kind, String address) {
        limit.admit(address);
        Instant now = clock.instant();
        if (rows.countSince(container.id(), kind, now.minus(settings.quietFor())) > 0) {
            return;
        }
        long number = rows.insert(container, kind, now);
        if (kind == Kind.FULL) {
            containers.saw(container, FULL, SPREAD);
        }
        proposals.raise(container, kind.name(), Urgency.SOON, Raiser.report(Long.toString(number)));
    }
}
