package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** RunSchedule judged again with the checks of now: who begins it, sees how far it is, and ends it. One for a municipality. */
@Component
class Runs {

    static final String TOPIC = "quality-runs";

    private static final int MOST_SHOWN = 50;

    private final RunRows rows;
    private final RunSchedule history;
    private final ReadableSeries readable;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Runs(
            RunRows rows,
            RunSchedule history,
            ReadableSeries readable,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.history = history;
        this.readable = readable;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    List<Run> list() {
        return rows.list(readable.municipalities(), MOST_SHOWN);
    }

    Run get(long id) {
        return rows.find(id)
                .filter(run -> readable.isOf(run.municipalityId()))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    /** Begins one over the values since then; returns its id. */
    @Transactional
    long begin(long municipality, Instant since) {
        Person person = access.require(Permission.CONTROL_QUALITY, municipality);
        Instant now = clock.instant();
        if (!since.isBefore(now)) {
            throw Refusal.badInput("quality.refusal.since").at("since");
        }
        Run run = new Run(
                0,
                municipality,
                since,
                Run.State.RUNNING,
                0,
                history.size(municipality, since),
                0,
                null,
                person.name(),
                now,
                null);
        long id = rows.insert(run).orElseThrow(() -> Refusal.conflict("quality.refusal.running"));
        auditLog.record(person, municipality, "quality-run.begun", id + " " + since);
        liveUpdates.announce(TOPIC);
        return id;
    }

    /** What was judged until now stays. */
    @Transactional
    void cancel(long id) {
        Run run = get(id);
        Person person = access.require(Permission.CONTROL_QUALITY, run.municipalityId());
        rows.end(id, Run.State.CANCELLED, clock.instant());
        auditLog.record(person, run.municipalityId(), "quality-run.cancelled", Long.toString(id));
        liveUpdates.announce(TOPIC);
    }
}
