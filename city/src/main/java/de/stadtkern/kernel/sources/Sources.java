package de.stadtkern.kernel.sources;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What whoever sets up devices does with the sources of the municipality. */
@Component
class Sources {

    private final SourceRows rows;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    Sources(SourceRows rows, Access access, AuditLog auditLog, Clock clock) {
        this.rows = rows;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    List<Source> list() {
        return rows.list(access.requireAnywhere(Permission.SET_UP_DEVICES));
    }

    /** Refused with 404 when there is none, or it belongs to others. */
    Source get(long id) {
        var municipalities = access.requireAnywhere(Permission.SET_UP_DEVICES);
        return rows.find(id)
                .filter(source -> municipalities.contains(source.municipalityId()))
                .orElseThrow(() -> Refusal.notFound("sources.refusal.unknown", Long.toString(id)));
    }

    @Transactional
    Source add(UnaryOperator<String> field) {
        long municipality = access.requireAnywhere(Permission.SET_UP_DEVICES).stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Source source = Source.read(field, 0, municipality);
        long id = rows.insert(source);
        note(source, "source.added");
        return get(id);
    }

    @Transactional
    Source change(long id, UnaryOperator<String> field) {
        Source source = Source.read(field, id, get(id).municipalityId());
        rows.update(source);
        note(source, "source.changed");
        return get(id);
    }

    Source fetchNow(long id) {
        note(get(id), "source.fetched");
        rows.hurry(id, clock.instant());
        return get(id);
    }

    /** The copied stations stay. */
    @Transactional
    Source delete(long id) {
        Source source = get(id);
        rows.delete(id);
        note(source, "source.deleted");
        return source;
    }

    private void note(Source source, String action) {
        auditLog.record(
                access.person(), source.municipalityId(), action, "%s: %s".formatted(source.name(), source.url()));
    }
}
