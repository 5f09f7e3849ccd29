package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Looks in all rooms, and in each only for what the person may see. */
@Controller
class SearchPage {

    private static final int MOST_HITS = 20;

    private final List<Searchable> searchables;
    private final Access access;

    SearchPage(List<Searchable> searchables, Access access) {
        this.searchables = searchables;
        this.access = access;
    }

    /** The hits of one kind. */
    record Group(String textKey, List<Searchable.Hit> hits) {

        /** Whether there may be more than these. */
        boolean isFull() {
            return hits.size() == MOST_HITS;
        }
    }

    @GetMapping("/suche")
    ModelAndView search(Page page, @RequestParam(defaultValue = "") String q) {
        SearchWords words = SearchWords.of(q);
        List<Group> groups = words.isEmpty() ? List.of() : find(words);
        return page.view("kernel/portal/search")
                .addObject("q", q.strip())
                .addObject("groups", groups)
                .addObject(
                        "count",
                        groups.stream().mapToInt(group -> group.hits().size()).sum());
    }

    private List<Group> find(SearchWords words) {
        return searchables.stream()
                .map(one -> new Group(one.textKey(), find(one, words)))
                .filter(group -> !group.hits().isEmpty())
                .toList();
    }

    private List<Searchable.Hit> find(Searchable searchable, SearchWords words) {
        Permission needed = searchable.permission();
        if (needed == null) {
            return searchable.find(words, Set.of(), MOST_HITS);
        }
        Set<Long> municipalities = access.findPerson()
                .map(person -> person.municipalitiesWith(needed))
                .orElse(Set.of());
        return municipalities.isEmpty() ? List.of() : searchable.find(words, municipalities, MOST_HITS);
    }
}
