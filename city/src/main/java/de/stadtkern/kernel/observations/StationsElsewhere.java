package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Concern;
import de.stadtkern.kernel.portal.Glance;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.SearchWords;
import de.stadtkern.kernel.portal.Searchable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stations on the home page (those that need a look) and in the search. */
@Component
class StationsElsewhere implements Concern.Source, Glance.Source, Searchable {

    private static final int MOST_SHOWN = 5;
    private static final int MOST_VALUES = 3;
    private static final Pattern STATION = Pattern.compile("/observations/stations/([0-9]{1,18})");

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
    public Optional<Glance> glance(Page page, String path) {
        Matcher station = STATION.matcher(path);
        return station.matches()
                ? rows.find(Long.parseLong(station.group(1))).map(row -> glance(page, row))
                : Optional.empty();
    }

    private Glance glance(Page page, StationRows.Row row) {
        Instant newest = row.newest();
        if (newest == null) {
            return new Glance(Mark.UNKNOWN, page.text("observations.state.unknown"));
        }
        String values = rows.series(row.id()).stream()
                .flatMap(one -> Optional.ofNullable(one.value())
                        .map(value -> (one.name() + " " + page.number(value, 1) + " " + one.unit()).strip())
                        .stream())
                .limit(MOST_VALUES)
                .collect(Collectors.joining(", "));
        boolean silent = newest.isBefore(clock.instant().minus(StationPage.SILENT_AFTER));
        return new Glance(silent ? Mark.STALE : Mark.OK, values + ", " + page.ago(newest));
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
