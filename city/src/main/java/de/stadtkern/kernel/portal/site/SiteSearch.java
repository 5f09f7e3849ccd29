package de.stadtkern.kernel.portal.site;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.Searchable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Statement, privacy and imprint in the search. */
@Component
class SiteSearch implements Searchable {

    private final SiteTexts texts;
    private final Host host;

    SiteSearch(SiteTexts texts, Host host) {
        this.texts = texts;
        this.host = host;
    }

    @Override
    public String textKey() {
        return "portal.search.pages";
    }

    @Override
    public @Nullable Permission permission() {
        return null;
    }

    @Override
    public List<Hit> find(SearchWords words, Set<Long> municipalities, int limit) {
        return Stream.of(TextKind.values())
                .filter(kind -> Stream.of(Language.values()).anyMatch(language -> contains(kind, language, words)))
                .map(kind -> new Hit(
                        "/site/" + kind.key(),
                        List.of(kind.textKey()),
                        host.municipality().name(),
                        ""))
                .toList();
    }

    private boolean contains(TextKind kind, Language language, SearchWords words) {
        String body = texts.body(new SiteTexts.Place(host.municipality(), kind, language))
                .toLowerCase(Locale.ROOT);
        return words.words().stream().allMatch(word -> body.contains(word.toLowerCase(Locale.ROOT)));
    }
}
