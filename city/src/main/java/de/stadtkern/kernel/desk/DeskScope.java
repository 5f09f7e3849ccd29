package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.desk.Situation.Scope;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.operations.ProposalSource;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What of the situation somebody wants to see: the parameters {@code municipality} and {@code service} of an address. */
@Component
class DeskScope {

    private final Access access;
    private final Areas areas;
    private final List<String> sources;

    DeskScope(Access access, Areas areas, List<ProposalSource> sources) {
        this.access = access;
        this.areas = areas;
        this.sources = sources.stream().map(ProposalSource::source).sorted().toList();
    }

    /** Refused with 404 when it is a municipality whose operations the signed-in person may not see. */
    Scope of(Page page) {
        Set<Long> shared = access.requireReadable(Proposals.RECORD);
        Set<Long> own = access.person().municipalitiesWith(Permission.SEE_OPERATIONS);
        String source = page.parameter("service").strip();
        if (page.parameter("municipality").isBlank()) {
            return new Scope(shared, own, source);
        }
        long wanted = Areas.choose(
                        areas.named(shared), page.parameter("municipality").strip())
                .id();
        return new Scope(Set.of(wanted), own.contains(wanted) ? Set.of(wanted) : Set.of(), source);
    }

    /** What can be chosen, all of it first; empty when there is nothing to choose. */
    List<Choice> municipalities(Page page) {
        return withAll(page, Areas.choices(areas.named(access.requireReadable(Proposals.RECORD))).stream());
    }

    /** The services, by the names of their pages; empty when there is nothing to choose. */
    List<Choice> services(Page page) {
        return withAll(page, sources.stream().map(source -> new Choice(source, name(source, page))));
    }

    /** What of it the address asks for, for the fields. */
    static Form form(Page page) {
        return Form.blank()
                .with("municipality", page.parameter("municipality"))
                .with("service", page.parameter("service"));
    }

    private static String name(String source, Page page) {
        return page.navigation().stream()
                .filter(entry -> entry.path().equals("/" + source))
                .map(NavigationEntry::textKey)
                .map(page::text)
                .findFirst()
                .orElse(source);
    }

    private static List<Choice> withAll(Page page, Stream<Choice> choices) {
        List<Choice> all = Stream.concat(Stream.of(new Choice("", page.text("desk.filter.all"))), choices)
                .collect(Collectors.toList());
        return all.size() > 2 ? all : List.of();
    }
}
