package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.observations.Series;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people say of values, each with a name and a reason. It holds over what the tests say, until taken back. */
@Component
class Marks {

    static final int LONGEST_REASON = 2000;

    private static final int MOST_SHOWN = 100;

    private final MarkRows rows;
    private final ReadableSeries readable;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    Marks(MarkRows rows, ReadableSeries readable, Access access, AuditLog auditLog, Clock clock) {
        this.rows = rows;
        this.readable = readable;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /**
     * What somebody wants to say.
     *
     * @param flag good, suspect or fail
     */
    record Wish(Instant startsAt, Instant endsAt, Flag flag, String reason) {}

    /** The newest of the datastream, also those taken back. */
    List<ManualMark> list(long datastream) {
        readable.get(datastream);
        return rows.list(datastream, MOST_SHOWN);
    }

    @Transactional
    long make(long datastream, Wish wish) {
        Series series = readable.get(datastream);
        long municipality = series.thing().municipalityId();
        Person person = access.require(Permission.CONTROL_QUALITY, municipality);
        if (!wish.startsAt().isBefore(wish.endsAt())) {
            throw Refusal.badInput("quality.refusal.end").at("until");
        }
        if (wish.flag() == Flag.NOT_EVALUATED || wish.flag() == Flag.MISSING) {
            throw Refusal.badInput("quality.refusal.choice", wish.flag().name(), "[GOOD, SUSPECT, FAIL]")
                    .at("flag");
        }
        requireReason(wish.reason());
        ManualMark mark = new ManualMark(
                0,
                municipality,
                datastream,
                wish.startsAt(),
                wish.endsAt(),
                wish.flag(),
                wish.reason().strip(),
                person.name(),
                clock.instant(),
                null,
                null);
        long id = rows.insert(mark, person);
        auditLog.record(person, municipality, "quality.marked", id + " " + mark);
        return id;
    }

    /** Returns the datastream; it stays on record that the mark was there. */
    @Transactional
    long takeBack(long id) {
        ManualMark mark = rows.findToChange(id)
                .filter(one -> readable.isOf(one.municipalityId()))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        Person person = access.require(Permission.CONTROL_QUALITY, mark.municipalityId());
        if (mark.takenBackAt() != null) {
            throw Refusal.conflict("quality.refusal.taken-back", String.valueOf(mark.takenBackBy()));
        }
        rows.takeBack(id, person, clock.instant());
        auditLog.record(person, mark.municipalityId(), "quality.taken-back", Long.toString(id));
        return mark.datastreamId();
    }

    private static void requireReason(String reason) {
        if (!PlainText.isReadable(reason)) {
            throw Refusal.badInput("quality.refusal.reason").at("reason");
        }
        if (reason.length() > LONGEST_REASON) {
            throw Refusal.badInput("quality.refusal.reason-long", LONGEST_REASON, reason.length())
                    .at("reason");
        }
    }
}
