package de.stadtkern.kernel.portal.site;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whose site this is: the municipality of the person who looks, for everybody else the first one. */
@Component
class Host {

    private final Municipalities municipalities;
    private final Access access;

    Host(Municipalities municipalities, Access access) {
        this.municipalities = municipalities;
        this.access = access;
    }

    List<Municipality> list() {
        return municipalities.list();
    }

    Municipality municipality() {
        return municipalities.getFor(access.findPerson().orElse(null));
    }

    /** The municipality of this key; that of the site when the key is empty. */
    Municipality municipality(String key) {
        return key.isEmpty()
                ? municipality()
                : municipalities.list().stream()
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    /** The municipality whose site the signed-in administrator looks after. */
    Municipality administered() {
        var mine = access.requireAnywhere(Permission.ADMINISTER);
        return municipalities.list().stream()
                .filter(one -> mine.contains(one.id()))
                .min(Comparator.comparingLong(Municipality::id))
                .orElseThrow();
    }

    Person administrator(Municipality municipality) {
        return access.require(Permission.ADMINISTER, municipality.id());
    }
}
