package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Which tests a municipality wants: who sees it, and who may say so. */
@Component
class Checks {

    private final CheckRows rows;
    private final FlagRows flags;
    private final CheckedSeries covered;
    private final ReadableSeries readable;
    private final Observations observations;
    private final Municipalities municipalities;
    private final Access access;
    private final AuditLog auditLog;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    Checks(
            CheckRows rows,
            FlagRows flags,
            CheckedSeries covered,
            ReadableSeries readable,
            Observations observations,
            Municipalities municipalities,
            Access access,
            AuditLog auditLog,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.flags = flags;
        this.covered = covered;
        this.readable = readable;
        this.observations = observations;
        this.municipalities = municipalities;
        this.access = access;
        this.auditLog = auditLog;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    List<Check> list() {
        return rows.list(readable.municipalities());
    }

    Check get(long id) {
        return rows.find(id)
                .filter(check -> readable.isOf(check.municipalityId()))
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    boolean mayKeep(long municipality) {
        return access.allows(Permission.CONTROL_QUALITY, municipality);
    }

    /** The municipalities in which the signed-in person may keep checks; refused when there is none. */
    Set<Long> requireKeeper() {
        return access.requireAnywhere(Permission.CONTROL_QUALITY);
    }

    /** The same, but none is an answer too. */
    static Set<Long> listKept(@Nullable Person person) {
        return person == null ? Set.of() : person.municipalitiesWith(Permission.CONTROL_QUALITY);
    }

    /** The one that the field names; without it the only one. */
    static long municipality(Form form, Set<Long> keeps) {
        String text = form.value("municipality").strip();
        if (text.isEmpty() && keeps.size() == 1) {
            return keeps.iterator().next();
        }
        return keeps.stream()
                .filter(id -> id.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("quality.refusal.municipality", text, keeps)
                        .at("municipality"));
    }

    /** These municipalities, to choose from. */
    List<Choice> choices(Set<Long> ids) {
        return ids.stream()
                .map(id -> new Choice(id.toString(), municipalities.get(id).name()))
                .toList();
    }

    /** Keeps a new check, or a known one as it now is; returns its id. What was judged before stays. */
    @Transactional
    long save(Check check) {
        Person person = access.require(Permission.CONTROL_QUALITY, check.municipalityId());
        requireTarget(check);
        long id = (check.id() == 0 ? rows.insert(check) : rows.update(check))
                .orElseThrow(() -> Refusal.conflict("quality.refusal.taken")
                        .at(check.property() == null ? "datastream" : "property"));
        changed(person, check, "quality-check.kept", id);
        return id;
    }

    @Transactional
    void delete(long id) {
        Check check = get(id);
        Person person = access.require(Permission.CONTROL_QUALITY, check.municipalityId());
        rows.delete(id);
        changed(person, check, "quality-check.deleted", id);
    }

    private void changed(Person person, Check check, String action, long id) {
        flags.closeUncovered(clock.instant());
        auditLog.record(
                person,
                check.municipalityId(),
                action,
                "%d %s active=%s %s".formatted(id, check.target(), check.active(), check.settings()));
        liveUpdates.announce(CheckedSeries.TOPIC);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                covered.forget();
            }
        });
    }

    private void requireTarget(Check check) {
        Long datastream = check.datastream();
        String property = check.property();
        if (datastream != null
                && observations
                        .findSeries(datastream)
                        .filter(series -> series.thing().municipalityId() == check.municipalityId())
                        .isEmpty()) {
            throw Refusal.badInput("quality.refusal.datastream", datastream.toString())
                    .at("datastream");
        }
        if (property != null
                && observations
                        .listDatastreams(check.municipalityId(), property)
                        .isEmpty()) {
            throw Refusal.badInput("quality.refusal.property", property).at("property");
        }
    }
}
