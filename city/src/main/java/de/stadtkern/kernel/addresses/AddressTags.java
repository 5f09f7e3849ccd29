package de.stadtkern.kernel.addresses;

import com.graphhopper.reader.ReaderElement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the tags of something in OpenStreetMap say of its address and its name. */
final class AddressTags {

    /** Longer names are none. */
    private static final int LONGEST = 120;

    private static final List<String> NAMES =
            List.of("name", "official_name", "alt_name", "short_name", "loc_name", "old_name", "name:de");

    /** By these keys something with a name is worth finding, the most telling first. */
    private static final List<String> SITES = List.of(
            "railway",
            "amenity",
            "healthcare",
            "tourism",
            "historic",
            "leisure",
            "office",
            "shop",
            "public_transport",
            "highway",
            "landuse",
            "natural",
            "man_made",
            "building");

    private static final Set<String> NO_SITES = Set.of(
            "highway=motorway_junction",
            "natural=tree",
            "railway=rail",
            "railway=switch",
            "railway=signal",
            "railway=platform",
            "railway=tram",
            "railway=abandoned",
            "railway=disused",
            "railway=construction");

    private static final Set<String> NO_STREETS =
            Set.of("bus_stop", "platform", "proposed", "construction", "rest_area", "services", "motorway_junction");

    /** What many ask for stands before what is called the same. */
    private static final Map<String, Integer> WEIGHTS = Map.ofEntries(
            Map.entry("railway=station", 3),
            Map.entry("amenity=townhall", 3),
            Map.entry("amenity=hospital", 3),
            Map.entry("amenity=university", 3),
            Map.entry("amenity=theatre", 3),
            Map.entry("leisure=stadium", 3),
            Map.entry("railway=halt", 2),
            Map.entry("amenity=school", 2),
            Map.entry("amenity=kindergarten", 2),
            Map.entry("amenity=library", 2),
            Map.entry("amenity=police", 2),
            Map.entry("amenity=fire_station", 2),
            Map.entry("amenity=place_of_worship", 2),
            Map.entry("tourism=museum", 2),
            Map.entry("leisure=park", 2),
            Map.entry("highway=bus_stop", 0));

    private final Map<String, Object> tags;

    private AddressTags(Map<String, Object> tags) {
        this.tags = tags;
    }

    static AddressTags of(ReaderElement element) {
        return new AddressTags(element.getTags());
    }

    /** What stands in the tag without invisible letters; empty when it is too long to be a name. */
    private String word(String key) {
        Object value = tags.get(key);
        if (value == null) {
            return "";
        }
        String word = value.toString().replaceAll("\\p{C}", "").strip();
        return word.length() > LONGEST ? "" : word;
    }

    boolean isStreet() {
        String highway = word("highway");
        boolean way = !highway.isEmpty() && !NO_STREETS.contains(highway);
        return (way || word("place").equals("square")) && !names().isEmpty();
    }

    boolean isHouse() {
        return !houseNumber().isEmpty() && !street().isEmpty();
    }

    boolean isSite() {
        return !names().isEmpty() && !isStreet() && !category().isEmpty();
    }

    boolean isBoundary() {
        return !names().isEmpty() && (level() > 0 || place().isPresent());
    }

    /** All names, the usual one first. */
    List<String> names() {
        return NAMES.stream()
                .flatMap(key -> Arrays.stream(word(key).split(";")))
                .map(String::strip)
                .filter(name -> name.codePoints().anyMatch(Character::isLetterOrDigit))
                .distinct()
                .toList();
    }

    /** Key and value of the tag that says what it is, as in {@code amenity=school}; empty when none does. */
    String category() {
        return SITES.stream()
                .filter(tags::containsKey)
                .map(key -> key + "=" + word(key))
                .filter(category -> !NO_SITES.contains(category))
                .findFirst()
                .orElse("");
    }

    int weight() {
        return WEIGHTS.getOrDefault(category(), 1);
    }

    /** The street, or in a place without streets the place. */
    String street() {
        return Stream.of(word("addr:street"), word("addr:place"))
                .filter(name -> !Spelling.key(name).isEmpty())
                .findFirst()
                .orElse("");
    }

    String houseNumber() {
        return word("addr:housenumber");
    }

    String postcode() {
        String postcode = word("addr:postcode");
        return postcode.matches("\\d{5}") ? postcode : "";
    }

    String town() {
        return word("addr:city");
    }

    String district() {
        return word("addr:suburb");
    }

    /** The kind of place, as in {@code suburb}, when it is one with people. */
    Optional<Area.Rank> place() {
        return names().isEmpty() ? Optional.empty() : Area.Rank.ofPlace(word("place"));
    }

    /** The level of the administration that ends here; 0 when it is no such border. */
    int level() {
        String level = word("admin_level");
        return word("boundary").equals("administrative") && level.matches("\\d{1,2}") ? Integer.parseInt(level) : 0;
    }
}
