package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.observations.query.EntityQuery;
import de.stadtkern.kernel.observations.query.Options;
import de.stadtkern.kernel.observations.query.Reader;
import de.stadtkern.kernel.observations.query.ResourcePath;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes all that a filter finds of the own municipality, for whom an administrator gave a key for it. */
@Component
class FilteredRemoval {

    private static final int MOST = 500_000;

    private final Queries queries;
    private final EntityRemoval removal;
    private final Ownership ownership;
    private final AuditLog audit;

    FilteredRemoval(Queries queries, EntityRemoval removal, Ownership ownership, AuditLog audit) {
        this.queries = queries;
        this.removal = removal;
        this.ownership = ownership;
        this.audit = audit;
    }

    /** Says how many they are; deletes them unless this is all that is asked. */
    @Transactional
    long remove(ResourcePath path, Options options, boolean countOnly) {
        long municipality = ownership.ownToDelete();
        EntityQuery query = new EntityQuery(path, options, new Reader(Set.of(municipality)), queries);
        Sql found = query.ids(alias -> Ownership.of(path.type(), alias, municipality));
        long count =
                queries.findNumber(Sql.of("select count(*) from ({}) f", found)).orElseThrow();
        if (countOnly) {
            return count;
        }
        if (count > MOST) {
            throw Refusal.badInput("observations.refusal.delete-many", MOST, count);
        }
        removal.remove(path.type(), queries.ask(found, Ids::read));
        String what =
                count + " " + path.entities() + "?$filter=" + options.texts().get("$filter");
        audit.record(null, municipality, "sensorthings.deleted", what);
        return count;
    }
}
