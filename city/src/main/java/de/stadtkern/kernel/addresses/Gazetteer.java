package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.Areas.Surroundings;
import de.stadtkern.kernel.addresses.ExtractReader.Contents;
import de.stadtkern.kernel.addresses.ExtractReader.Line;
import de.stadtkern.kernel.addresses.ExtractReader.Site;
import de.stadtkern.kernel.addresses.FoundAddress.Kind;
import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of an extract put in order: each street once, with its houses and where it meets others. */
final class Gazetteer {

    /** So far apart two things of the same name are two. */
    private static final double APART_METRES = 400;

    private final Areas areas;
    private final List<StreetDraft> streets = new ArrayList<>();
    private final Map<String, List<StreetDraft>> streetsByKey = new HashMap<>();
    private final List<Entry> others = new ArrayList<>();

    private Gazetteer(Areas areas) {
        this.areas = areas;
    }

    /**
     * Something with a name.
     *
     * @param nearby a part of the town that it may belong to; only known to be near
     * @param category key and value of OpenStreetMap; the name of a register; empty for streets
     */
    record Entry(
            Kind kind,
            List<String> names,
            String category,
            int weight,
            Surroundings surroundings,
            List<String> postcodes,
            Position position) {}

    /** A street: what is found by its name, its lines and its houses. */
    record Street(Entry entry, List<List<Position>> lines, List<House> houses) {}

    /** Where two streets meet, by their places in {@link #streets()}. */
    record Crossing(int street, int other, Position position) {}

    private static final class StreetDraft {
        private final List<String> names;
        private final List<List<Position>> lines = new ArrayList<>();
        private final List<House> houses = new ArrayList<>();
        private final List<Site> addresses = new ArrayList<>();

        private StreetDraft(List<String> names) {
            this.names = names;
        }

        private double metresTo(Position place) {
            return lines.stream()
                    .flatMap(List::stream)
                    .mapToDouble(place::metresTo)
                    .min()
                    .orElseGet(() -> addresses.getFirst().position().metresTo(place));
        }
    }

    static Gazetteer of(Contents contents) {
        Gazetteer gazetteer = new Gazetteer(contents.areas());
        gazetteer.drawStreets(contents.lines());
        contents.houses().forEach(gazetteer::house);
        gazetteer.collectAreas();
        gazetteer.collectSites(contents.sites());
        gazetteer.collectPostcodes(contents.houses());
        return gazetteer;
    }

    List<Street> streets() {
        return streets.stream()
                .map(draft -> new Street(entry(draft), draft.lines, draft.houses))
                .toList();
    }

    /** Everything that is found by its name and is no street. */
    List<Entry> others() {
        return others;
    }

    /** Each pair in both orders; where they meet often, as at the two lanes of a wide street, once. */
    List<Crossing> crossings() {
        Map<Position, Set<Integer>> meetings = new HashMap<>();
        for (int i = 0; i < streets.size(); i++) {
            for (List<Position> line : streets.get(i).lines) {
                for (Position position : line) {
                    meetings.computeIfAbsent(position, at -> new LinkedHashSet<>())
                            .add(i);
                }
            }
        }
        Map<Integer, Map<Integer, List<Position>>> met = new TreeMap<>();
        meetings.forEach((position, here) -> here.forEach(one -> here.stream()
                .filter(other -> !other.equals(one))
                .forEach(other -> met.computeIfAbsent(one, street -> new TreeMap<>())
                        .computeIfAbsent(other, street -> new ArrayList<>())
                        .add(position))));
        List<Crossing> crossings = new ArrayList<>();
        met.forEach((one, others) -> others.forEach((other, positions) ->
                merged(positions).forEach(position -> crossings.add(new Crossing(one, other, position)))));
        return crossings;
    }

    private static List<Position> merged(List<Position> positions) {
        List<List<Position>> groups = new ArrayList<>();
        positions.stream()
                .sorted(Comparator.comparingDouble(Position::lon).thenComparingDouble(Position::lat))
                .forEach(position -> groups.stream()
                        .filter(group -> group.getFirst().metresTo(position) < 80)
                        .findFirst()
                        .orElseGet(() -> {
                            groups.add(new ArrayList<>());
                            return groups.getLast();
                        })
                        .add(position));
        return groups.stream().map(ExtractReader::middle).toList();
    }

    private void drawStreets(List<Line> lines) {
        Map<String, List<Line>> byName = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> Spelling.key(line.names().getFirst()), LinkedHashMap::new, Collectors.toList()));
        byName.forEach((key, ofName) -> {
            for (List<Line> together : Clusters.of(ofName, Line::course)) {
                StreetDraft draft = add(key, together.getFirst().names());
                together.forEach(line -> draft.lines.add(line.course()));
            }
        });
    }

    private StreetDraft add(String key, List<String> names) {
        StreetDraft draft = new StreetDraft(names);
        streets.add(draft);
        streetsByKey.computeIfAbsent(key, name -> new ArrayList<>()).add(draft);
        return draft;
    }

    /** A house belongs to the nearest street of its name; where none is drawn, the houses make one. */
    private void house(Site site) {
        String key = Spelling.key(site.tags().street());
        StreetDraft street = streetsByKey.getOrDefault(key, List.of()).stream()
                .filter(draft -> draft.metresTo(site.position()) < 4 * APART_METRES)
                .min(Comparator.comparingDouble(draft -> draft.metresTo(site.position())))
                .orElseGet(() -> add(key, List.of(site.tags().street())));
        street.addresses.add(site);
        HouseNumber.list(site.tags().houseNumber())
                .forEach(number ->
                        street.houses.add(new House(number, site.tags().postcode(), site.position())));
    }

    private Entry entry(StreetDraft draft) {
        List<Position> places = draft.lines.isEmpty()
                ? draft.addresses.stream().map(Site::position).toList()
                : draft.lines.stream().flatMap(List::stream).toList();
        Position middle = ExtractReader.middle(places);
        Position onStreet = places.stream()
                .min(Comparator.comparingDouble(middle::metresTo))
                .orElseThrow();
        Surroundings around = areas.around(onStreet);
        return new Entry(
                Kind.STREET,
                draft.names,
                "",
                1,
                new Surroundings(
                        around.town().isEmpty()
                                ? most(draft, site -> site.tags().town())
                                : around.town(),
                        around.district().isEmpty()
                                ? most(draft, site -> site.tags().district())
                                : around.district(),
                        around.nearby()),
                frequent(draft, site -> site.tags().postcode()),
                onStreet);
    }

    private static String most(StreetDraft draft, Function<Site, String> word) {
        return frequent(draft, word).stream().findFirst().orElse("");
    }

    private static List<String> frequent(StreetDraft draft, Function<Site, String> word) {
        Map<String, Long> counts = draft.addresses.stream()
                .map(word)
                .filter(found -> !found.isEmpty())
                .collect(Collectors.groupingBy(found -> found, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void collectAreas() {
        Map<String, List<Area>> byName = areas.list().stream()
                .collect(Collectors.groupingBy(
                        area -> Spelling.key(area.name()), LinkedHashMap::new, Collectors.toList()));
        byName.values()
                .forEach(ofName -> Clusters.of(ofName, area -> List.of(area.middle()))
                        .forEach(together -> {
                            Area area = together.getFirst();
                            Surroundings around = areas.around(area.middle());
                            others.add(new Entry(
                                    Kind.DISTRICT,
                                    area.names(),
                                    "",
                                    3 - area.rank().ordinal(),
                                    new Surroundings(around.town(), area.name(), ""),
                                    List.of(),
                                    area.middle()));
                        }));
    }

    private void collectSites(List<Site> sites) {
        Map<String, List<Site>> byName = sites.stream()
                .collect(Collectors.groupingBy(
                        site -> Spelling.key(site.tags().names().getFirst()), LinkedHashMap::new, Collectors.toList()));
        byName.values()
                .forEach(ofName -> Clusters.of(ofName, site -> List.of(site.position()))
                        .forEach(together -> others.add(site(together.stream()
                                .max(Comparator.comparingInt(site -> site.tags().weight()))
                                .orElseThrow()))));
    }

    private Entry site(Site site) {
        AddressTags tags = site.tags();
        Surroundings around = areas.around(site.position());
        return new Entry(
                Kind.PLACE,
                tags.names(),
                tags.category(),
                tags.weight(),
                around.town().isEmpty() ? new Surroundings(tags.town(), around.district(), around.nearby()) : around,
                tags.postcode().isEmpty() ? List.of() : List.of(tags.postcode()),
                site.position());
    }

    private void collectPostcodes(List<Site> houses) {
        Map<String, List<Site>> byPostcode = houses.stream()
                .filter(site -> !site.tags().postcode().isEmpty())
                .collect(Collectors.groupingBy(site -> site.tags().postcode(), TreeMap::new, Collectors.toList()));
        byPostcode.forEach((postcode, sites) -> {
            Position middle = new Position(
                    sites.stream()
                            .mapToDouble(site -> site.position().lon())
                            .average()
                            .orElseThrow(),
                    sites.stream()
                            .mapToDouble(site -> site.position().lat())
                            .average()
                            .orElseThrow());
            Surroundings around = areas.around(middle);
            others.add(new Entry(
                    Kind.DISTRICT,
                    List.of(postcode),
                    "",
                    1,
                    new Surroundings(around.town(), "", ""),
                    List.of(postcode),
                    middle));
        });
    }
}
