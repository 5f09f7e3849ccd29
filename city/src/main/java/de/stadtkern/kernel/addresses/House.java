package de.stadtkern.kernel.addresses;

import de.stadtkern.kernel.addresses.FoundAddress.Precision;
import de.stadtkern.kernel.geo.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A house of a street. */
record House(HouseNumber number, String postcode, Position position) {

    /** Further away in the count of a street, nothing is said of a house from its neighbours. */
    static final int FARTHEST_NEIGHBOUR = 20;

    /** Where a house is, and how that is known. */
    record Place(Position position, Precision precision, String postcode) {}

    /** Where the house with the number is among the houses of its street; empty when nothing near it is known. */
    static Optional<Place> locate(HouseNumber asked, List<House> street) {
        return first(street, house -> house.number.holds(asked))
                .map(house -> new Place(house.position, Precision.EXACT, house.postcode))
                .or(() -> first(street, house -> house.number.number() == asked.number())
                        .map(house -> new Place(house.position, Precision.NEIGHBOUR, house.postcode)))
                .or(() -> between(
                        asked,
                        street.stream()
                                .filter(house -> house.number.isBeside(asked))
                                .toList()))
                .or(() -> between(asked, street))
                .or(() -> nearest(asked, street));
    }

    private static Optional<House> first(List<House> street, Predicate<House> wanted) {
        return street.stream().filter(wanted).min(Comparator.comparing(house -> house.number.letter()));
    }

    private static Optional<Place> between(HouseNumber asked, List<House> street) {
        Optional<House> before = street.stream()
                .filter(house -> house.number.until() < asked.number())
                .filter(house -> asked.number() - house.number.until() <= FARTHEST_NEIGHBOUR)
                .max(Comparator.comparingInt(house -> house.number.until()));
        Optional<House> after = street.stream()
                .filter(house -> house.number.number() > asked.number())
                .filter(house -> house.number.number() - asked.number() <= FARTHEST_NEIGHBOUR)
                .min(Comparator.comparingInt(house -> house.number.number()));
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        House low = before.get();
        House high = after.get();
        double share = (double) (asked.number() - low.number.until()) / (high.number.number() - low.number.until());
        Position place = new Position(
                low.position.lon() + share * (high.position.lon() - low.position.lon()),
                low.position.lat() + share * (high.position.lat() - low.position.lat()));
        return Optional.of(new Place(place, Precision.INTERPOLATED, low.postcode));
    }

    private static Optional<Place> nearest(HouseNumber asked, List<House> street) {
        return street.stream()
                .filter(house -> Math.abs(house.number.number() - asked.number()) <= FARTHEST_NEIGHBOUR)
                .min(Comparator.comparingInt((House house) ->
                        2 * Math.abs(house.number.number() - asked.number()) + (house.number.isBeside(asked) ? 0 : 1)))
                .map(house -> new Place(house.position, Precision.NEIGHBOUR, house.postcode));
    }
}
