package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Dataset;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a municipality says of its streets: who reads it, and who changes it with a name and a reason. */
@Component
class StreetRegister {

    static final int LONGEST_REASON = 500;

    private static final Dataset REGISTER = new Dataset("streets.register", Permission.SEE_OPERATIONS);

    private final RegisterRows rows;
    private final Municipalities municipalities;
    private final Access access;
    private final AuditLog auditLog;

    StreetRegister(RegisterRows rows, Municipalities municipalities, Access access, AuditLog auditLog) {
        this.rows = rows;
        this.municipalities = municipalities;
        this.access = access;
        this.auditLog = auditLog;
    }

    @Bean
    static Dataset streetRegisterDataset() {
        return REGISTER;
    }

    /**
     * The municipality of which the register is read: the one whose id is typed; when nothing is, the one in which whoever
     * asks keeps it, else the first of those that may be read. Refused when there is none.
     */
    long municipality(String typed) {
        Set<Long> readable = access.requireReadable(REGISTER);
        if (typed.isBlank()) {
            return readable.stream()
                    .min(Comparator.comparing((Long id) -> !mayKeep(id)).thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
        }
        return readable.stream()
                .filter(id -> id.toString().equals(typed.strip()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    /** The municipalities whose register may be read, to choose from. */
    List<Choice> choices() {
        return access.requireReadable(REGISTER).stream()
                .sorted()
                .map(id -> new Choice(id.toString(), municipalities.get(id).name()))
                .toList();
    }

    boolean mayKeep(long municipality) {
        return access.allows(Permission.KEEP_STREETS, municipality);
    }

    void requireKeeper(long municipality) {
        access.require(Permission.KEEP_STREETS, municipality);
    }

    /** Says this of the segments from now on; returns of how many it was not said before. */
    @Transactional
    int change(long municipality, Collection<Long> segments, RegisterChange change, String reason) {
        Map<Long, RegisterChange> changes = new LinkedHashMap<>();
        segments.forEach(segment -> changes.put(segment, change));
        return change(municipality, changes, reason);
    }

    /** Says something else of each segment, all or nothing; returns of how many it was not said before. */
    @Transactional
    int change(long municipality, Map<Long, RegisterChange> changes, String reason) {
        Person person = access.require(Permission.KEEP_STREETS, municipality);
        requireReason(reason);
        requireSomething(changes);
        rows.lock();
        Map<Long, Register> current = rows.current(municipality, changes.keySet());
        Map<Long, Register> changed = new LinkedHashMap<>();
        changes.forEach((segment, change) -> {
            Register before = current.getOrDefault(segment, Register.EMPTY);
            Register after = change.applyTo(before);
            if (!after.equals(before)) {
                changed.put(segment, after);
            }
        });
        if (!changed.isEmpty()) {
            rows.insert(municipality, changed, person, reason.strip());
            auditLog.record(
                    person, municipality, "street-register.changed", changed.size() + " segments: " + reason.strip());
        }
        return changed.size();
    }

    private void requireSomething(Map<Long, RegisterChange> changes) {
        if (changes.isEmpty()) {
            throw Refusal.badInput("streets.refusal.no-segment");
        }
        if (changes.values().stream().allMatch(RegisterChange::isEmpty)) {
            throw Refusal.badInput("streets.refusal.no-change").at(RegisterChange.WINTER_CLASS);
        }
        Set<Long> known = rows.known(changes.keySet());
        changes.keySet().stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
            throw Refusal.badInput("streets.refusal.segment", id.toString()).at("segment");
        });
    }

    private static void requireReason(String reason) {
        if (reason.strip().length() > LONGEST_REASON || !PlainText.isReadable(reason)) {
            throw Refusal.badInput("streets.refusal.reason", LONGEST_REASON).at("reason");
        }
    }
}
