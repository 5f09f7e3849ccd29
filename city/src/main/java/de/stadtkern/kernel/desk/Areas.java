package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.problem.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The municipalities among which somebody may choose on a page. */
@Component
class Areas {

    private final Municipalities municipalities;
    private final Access access;

    Areas(Municipalities municipalities, Access access) {
        this.municipalities = municipalities;
        this.access = access;
    }

    /** A municipality or district to choose. */
    record Area(long id, String name) {}

    /** Where the signed-in person has the right, by name; refused with 403 when that is nowhere. */
    List<Area> listWith(Permission permission) {
        return named(access.requireAnywhere(permission));
    }

    List<Area> named(Collection<Long> ids) {
        Set<Long> wanted = Set.copyOf(ids);
        return municipalities.list().stream()
                .filter(one -> wanted.contains(one.id()))
                .map(one -> new Area(one.id(), one.name()))
                .toList();
    }

    /** The one with this id; the first when the text is empty; refused with 404 when it is none of them. */
    static Area choose(List<Area> areas, String id) {
        return areas.stream()
                .filter(area -> id.isEmpty() || id.equals(Long.toString(area.id())))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    static List<Choice> choices(List<Area> areas) {
        return areas.stream()
                .map(area -> new Choice(Long.toString(area.id()), area.name()))
                .toList();
    }
}
