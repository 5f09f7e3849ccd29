package de.stadtkern.kernel.addresses;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import de.stadtkern.kernel.addresses.FoundAddress.Kind;
import de.stadtkern.kernel.addresses.FoundAddress.Precision;
import de.stadtkern.kernel.geo.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds places by what people write, and addresses by places; nobody outside is asked. */
@Component
public class Addresses {

    /** The longest text that is searched for. */
    public static final int LONGEST = 200;

    /** After this time a running program notices what another has imported. */
    private static final Duration NOTICED_AFTER = Duration.ofSeconds(2);

    /** What fits less is not worth showing. */
    private static final double LEAST = 0.55;

    /** What fits so much less than the best is not meant. */
    private static final double FARTHEST_BEHIND = 0.3;

    private static final double NEAR_METRES = 2000;
    private static final double NEAR = 0.02;
    private static final double EXACT_HOUSE = 0.02;
    private static final double KIND = 0.01;

    private final AddressRows rows;
    private final LoadingCache<String, AddressRows.Version> versions;
    private final LoadingCache<AddressRows.Version, NameIndex> indexes;

    Addresses(AddressRows rows) {
        this.rows = rows;
        this.versions = Caffeine.newBuilder().expireAfterWrite(NOTICED_AFTER).build(key -> rows.version());
        this.indexes = Caffeine.newBuilder().maximumSize(1).build(version -> new NameIndex(rows.listKnown()));
    }

    /**
     * What somebody may mean, the likeliest first; empty when nothing fits, or the text is longer than
     * {@link #LONGEST} letters.
     *
     * @param near what is near to it comes first among what fits as well
     */
    public List<FoundAddress> find(String text, Optional<Position> near, int limit) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        Optional<Position> coordinates = Coordinates.find(text);
        if (coordinates.isPresent()) {
            return List.of(at(coordinates.get()));
        }
        NameIndex index = index();
        Search search = new Search(index);
        List<FoundAddress> found = new ArrayList<>(new Crossings(rows, search, index).list(text));
        found.addAll(new Places(rows, search).list(text));
        double best = found.stream().mapToDouble(FoundAddress::sureness).max().orElse(0);
        double least = Math.max(LEAST, best - FARTHEST_BEHIND);
        Set<String> shown = new HashSet<>();
        return found.stream()
                .filter(one -> one.sureness() >= least)
                .sorted(Comparator.comparingDouble((FoundAddress one) -> rank(one, near))
                        .reversed())
                .filter(one -> shown.add(String.format(
                        Locale.ROOT,
                        "%s %.3f %.3f",
                        one.label(),
                        one.position().lon(),
                        one.position().lat())))
                .limit(limit)
                .toList();
    }

    /** The address at a place: the next house, else the next street; empty where there is neither. */
    public Optional<FoundAddress> reverse(Position place) {
        NameIndex index = index();
        return new Places(rows, new Search(index)).nearest(place, index);
    }

    /** Whether nothing is known at all, as before the first extract is read. */
    public boolean isEmpty() {
        return index().isEmpty();
    }

    /** Shows at once what this program has changed. */
    void refresh() {
        versions.invalidateAll();
    }

    private NameIndex index() {
        return indexes.get(versions.get(""));
    }

    private FoundAddress at(Position place) {
        Optional<FoundAddress> address = reverse(place);
        String name = String.format(Locale.ROOT, "%.5f, %.5f", place.lat(), place.lon());
        return new FoundAddress(
                Kind.COORDINATES,
                Stream.concat(Stream.of(name), address.map(FoundAddress::label).stream())
                        .reduce((coordinates, label) -> coordinates + " (" + label + ")")
                        .orElse(name),
                "",
                address.map(FoundAddress::postcode).orElse(""),
                address.map(FoundAddress::district).orElse(""),
                address.map(FoundAddress::town).orElse(""),
                place,
                Precision.EXACT,
                1,
                List.of());
    }

    private static double rank(FoundAddress one, Optional<Position> near) {
        double house = one.kind() == Kind.HOUSE && one.precision() != Precision.NEIGHBOUR ? EXACT_HOUSE : 0;
        double street = one.kind() == Kind.PLACE ? 0 : KIND;
        double nearness = near.map(place -> NEAR * Math.max(0, 1 - place.metresTo(one.position()) / NEAR_METRES))
                .orElse(0.0);
        return one.sureness() + house + street + nearness;
    }
}
