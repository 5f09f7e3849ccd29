package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import java.util.List;
import org.springframework.stereotype.Component;

/** Of which municipality a page speaks: most people handle the reports of one, some of several. */
@Component
class DeskTowns {

    private final Access access;
    private final Municipalities municipalities;

    DeskTowns(Access access, Municipalities municipalities) {
        this.access = access;
        this.municipalities = municipalities;
    }

    /** The wanted one, where the person may do this; without a wish the first. Refused when there is none. */
    long choose(String wanted, Permission permission) {
        long first =
                access.requireAnywhere(permission).stream().sorted().findFirst().orElseThrow();
        long chosen = wanted.matches("\\d{1,18}") ? Long.parseLong(wanted) : first;
        access.require(permission, chosen);
        return chosen;
    }

    /** All of them. */
    List<Long> list(Permission permission) {
        return access.requireAnywhere(permission).stream().sorted().toList();
    }

    List<Choice> choices(Permission permission) {
        return list(permission).stream()
                .map(id -> new Choice(Long.toString(id), municipalities.get(id).name()))
                .toList();
    }
}
