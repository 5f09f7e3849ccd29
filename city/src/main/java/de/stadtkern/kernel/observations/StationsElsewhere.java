package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.Searchable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stations on the home page (those that need a look) and in the search. */
@Component
class StationsElsewhere implements Concern.Source, Searchable {

    private static final int MOST_SHOWN = 5;

    private final StationRows rows;
    private final Clock clock;

    StationsElsewhere(StationRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public List<Concern> concerns(Page page) {
        Person person = page.person();
        if (person == null) {
            return List.of();
        }
        List<Concern> concerns = new ArrayList<>();
        Set<Long> decides = person.municipalitiesWith(Permission.DECIDE);
        if (!decides.isEmpty()) {
            concerns.add(new Concern("observations.silent", 20, "/observations", silent(page, decides)));
        }
        if (!person.municipalitiesWith(Permission.ADMINISTER).isEmpty() && rows.isEmpty()) {
            concerns.add(new Concern("observations.setup", 50, null, List.of()));
        }
        return concerns;
    }

    private List<Concern.Item> silent(Page page, Set<Long> municipalities) {
        return rows.silentSince(clock.instant().minus(StationPage.SILENT_AFTER), municipalities, MOST_SHOWN).stream()
                .map(row -> new Concern.Item(
                        Mark.STALE,
                        row.newest() == null ? "" : page.text("observations.silent.since", page.ago(row.newest())),
                        row.name(),
                        "/observations/stations/" + row.id()))
                .toList();
    }

    @Override
    public String textKey() {
        return "observations.stations";
    }

    @Override
    public @Nullable Permission permission() {
        return null;
    }

    @Override
    public List<Hit> find(SearchWords words, Set<Long> municipalities, int limit) {
        return rows.search(words.patterns(), limit).stream()
                .map(row -> new Hit("/observations/stations/" + row.id(), List.of(), row.name(), row.description()))
                .toList();
    }
}
