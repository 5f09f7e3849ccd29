package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One shift hands over to the next: whoever may decide writes what the next must know, and confirms to have read it. */
@Component
@EnableConfigurationProperties(DeskSettings.class)
class HandoverNotes {

    static final int LONGEST_NOTE = 5000;

    private static final int MOST_SHOWN = 300;

    private final HandoverRows rows;
    private final SituationRows situation;
    private final DeskSettings settings;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    HandoverNotes(
            HandoverRows rows,
            SituationRows situation,
            DeskSettings settings,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.situation = situation;
        this.settings = settings;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** The newest, of the municipalities in which the signed-in person decides; newest first. */
    List<HandoverNote> list() {
        return rows.listNewest(access.requireAnywhere(Permission.DECIDE), MOST_SHOWN);
    }

    HandoverNote get(long id) {
        HandoverNote note = rows.find(id).orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        access.require(Permission.DECIDE, note.municipalityId());
        return note;
    }

    /** Whether the signed-in person still has to confirm it. */
    boolean isUnread(HandoverNote note) {
        long me = access.person().id();
        return note.personId() != me && note.read().stream().noneMatch(read -> read.personId() == me);
    }

    /** What would be kept with a note that is written now. */
    HandoverNote.Facts facts(long municipality) {
        access.require(Permission.DECIDE, municipality);
        return situation.read(Situation.Scope.of(municipality), clock.instant()).facts();
    }

    /** Keeps a note for the next shift, with everything that is open now; returns its id. */
    @Transactional
    long write(long municipality, String note) {
        Person person = access.require(Permission.DECIDE, municipality);
        if (!PlainText.isReadable(note)) {
            throw Refusal.badInput("desk.refusal.note").at("note");
        }
        if (note.length() > LONGEST_NOTE) {
            throw Refusal.badInput("desk.refusal.note-long", LONGEST_NOTE, note.length())
                    .at("note");
        }
        long id = rows.insert(municipality, person, note.strip(), facts(municipality), clock.instant());
        auditLog.record(person, municipality, "handover.written", Long.toString(id));
        liveUpdates.announce(Proposals.TOPIC);
        return id;
    }

    /** The signed-in person has read it. Once is enough; refused when it is the person's own. */
    @Transactional
    void confirm(long id) {
        HandoverNote note = get(id);
        Person person = access.person();
        if (note.personId() == person.id()) {
            throw Refusal.conflict("desk.refusal.own-note");
        }
        if (rows.confirm(id, person, clock.instant())) {
            auditLog.record(person, note.municipalityId(), "handover.read", Long.toString(id));
            liveUpdates.announce(Proposals.TOPIC);
        }
    }

    @Scheduled(initialDelay = 11, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "desk/forget")
    @Transactional
    void forget() {
        rows.forget(clock.instant().minus(settings.keepNotes()));
    }
}
