package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.identity.Permission;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that people can look for on the search page; a room gives one bean for each kind. */
public interface Searchable {

    /** Key of the heading over the hits. */
    String textKey();

    /** The right that somebody must have in a municipality to find what belongs to it; null when all may find all. */
    @Nullable
    Permission permission();

    /**
     * What contains all words, the best first.
     *
     * @param municipalities where the person has the right; without meaning when all may find all
     */
    List<Hit> find(SearchWords words, Set<Long> municipalities, int limit);

    /**
     * Something found.
     *
     * @param path of its page, without language prefix
     * @param textKeys keys of texts that, joined by a colon, stand before the words
     * @param words what it is called
     * @param note a smaller line below; may be empty
     */
    record Hit(String path, List<String> textKeys, String words, String note) {

        String title(Page page) {
            StringBuilder title = new StringBuilder();
            textKeys.forEach(key -> title.append(page.text(key)).append(": "));
            return title.append(words).toString();
        }
    }
}
